import { z } from 'zod';
import type { System } from './emulator.ts';
import type { Clock } from './virtual-clock.ts';

/** When a person does something, and what: `action` is as the system takes it. */
const deedSchema = z.strictObject({
  /** So many milliseconds from now, by the clock. */
  afterMs: z.number().min(0).optional(),
  /** After the n-th call of this operation from now on. */
  after: z.strictObject({ operation: z.string(), nth: z.int().min(1).default(1) }).optional(),
  action: z.unknown(),
});

export const deedsSchema = z.array(deedSchema);

export type Deed = z.infer<typeof deedSchema>;

interface Waiting {
  readonly operation: string;
  left: number;
  readonly action: unknown;
}

/** People who work in the system while records are loaded into it. */
export class People {
  readonly #system: System;
  readonly #clock: Clock;
  #waiting: Waiting[] = [];
  readonly #done: unknown[] = [];

  constructor(system: System, clock: Clock) {
    this.#system = system;
    this.#clock = clock;
  }

  /** What they have done so far. */
  get done(): readonly unknown[] {
    return this.#done;
  }

  plan(deeds: readonly Deed[]): void {
    for (const { after, afterMs, action } of deeds) {
      if (after !== undefined) this.#waiting.push({ operation: after.operation, left: after.nth, action });
      else this.#clock.at(this.#clock.now() + (afterMs ?? 0), () => this.#act(action));
    }
  }

  /** A call was answered: deeds that wait for it are done. */
  noticed(operation: string): void {
    if (this.#waiting.length === 0) return;
    const due = this.#waiting.filter((one) => one.operation === operation && (one.left -= 1) === 0);
    this.#waiting = this.#waiting.filter((one) => !due.includes(one));
    for (const { action } of due) this.#act(action);
  }

  #act(action: unknown): void {
    this.#done.push(this.#system.edit(action));
  }
}
