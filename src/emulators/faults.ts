import { z } from 'zod';
import { argumentOf, isFaultKind, type FaultKind } from './fault-kinds.ts';
import { seededRandom } from './seeded-random.ts';

/**
 * When a fault happens. Without `nth`, `every` and `probability` at every call. Kinds that take an argument have it after a
 * colon: `slow:500` (ms), `late:20000` (ms until it is executed after all), `redirect:other.example`, `partial:3` (items that
 * are done), `ignore-field:COMMENTS`, `cut-value:10` (characters), `trickle:1000` (ms for each byte), `refused:2000` (ms of
 * the wall clock in which connections are refused), `clock-jump:3600000` (ms).
 */
const ruleSchema = z.strictObject({
  /** Operation it concerns; `*` at the end stands for any rest. Left out: every request as a whole. */
  method: z.string().optional(),
  /** Only the n-th such call, from 1. */
  nth: z.int().min(1).optional(),
  /** Each n-th such call. */
  every: z.int().min(1).optional(),
  probability: z.number().min(0).max(1).optional(),
  /** At most so often. */
  times: z.int().min(1).optional(),
  /** HTTP status, where the kind leaves a choice: 301, 302, 307, 308 for `redirect`. */
  status: z.int().min(100).max(599).optional(),
  kind: z.string().refine((text) => isFaultKind(kindOf(text)), { error: 'unknown kind' }),
});

export const faultRulesSchema = z.array(ruleSchema).readonly();

export type FaultRule = z.infer<typeof ruleSchema>;

/** A fault that is to happen now. */
export interface Fault {
  readonly kind: FaultKind;
  /** What stood after the colon, or the default of the kind. */
  readonly argument: string;
  readonly status?: number;
}

interface Armed {
  readonly rule: FaultRule;
  readonly kind: FaultKind;
  readonly argument: string;
  calls: number;
  fired: number;
}

/** Decides which call meets which fault: the same seed and the same calls give the same faults. */
export class Faults {
  readonly #random: () => number;
  #armed: Armed[] = [];
  #fired = new Map<FaultKind, number>();

  constructor(rules: readonly FaultRule[], seed: number) {
    this.#random = seededRandom(seed);
    this.set(rules);
  }

  get rules(): readonly FaultRule[] {
    return this.#armed.map(({ rule }) => rule);
  }

  /** @throws Error for an unknown kind */
  set(rules: readonly FaultRule[]): void {
    this.#armed = rules.map((rule) => {
      const kind = kindOf(rule.kind);
      if (!isFaultKind(kind)) throw new Error(`unknown fault kind: ${kind}`);
      const argument = rule.kind.includes(':') ? rule.kind.slice(kind.length + 1) : (argumentOf[kind] ?? '');
      return { rule, kind, argument, calls: 0, fired: 0 };
    });
  }

  /** The fault of a request as a whole; the first rule that applies wins. */
  ofRequest(operation: string): Fault | undefined {
    return this.#choose((rule) => rule.method === undefined || matches(rule.method, operation));
  }

  /** The fault of one command inside a batch: only rules that name it apply. */
  ofCommand(operation: string): Fault | undefined {
    return this.#choose((rule) => rule.method !== undefined && rule.method !== '*' && matches(rule.method, operation));
  }

  /** How often each kind has happened. */
  counts(): Readonly<Partial<Record<FaultKind, number>>> {
    return Object.fromEntries(this.#fired);
  }

  #choose(concerns: (rule: FaultRule) => boolean): Fault | undefined {
    let chosen: Armed | undefined;
    for (const armed of this.#armed) {
      if (!concerns(armed.rule)) continue;
      armed.calls += 1;
      // Every rule that concerns the call draws its number, so that one rule does not shift the numbers of another.
      const isDue = this.#isDue(armed);
      if (isDue && chosen === undefined) chosen = armed;
    }
    if (chosen === undefined) return undefined;
    chosen.fired += 1;
    this.#fired.set(chosen.kind, (this.#fired.get(chosen.kind) ?? 0) + 1);
    const { status } = chosen.rule;
    return { kind: chosen.kind, argument: chosen.argument, ...(status === undefined ? {} : { status }) };
  }

  #isDue({ rule, calls, fired }: Armed): boolean {
    const isDrawn = rule.probability === undefined || this.#random() < rule.probability;
    if (rule.times !== undefined && fired >= rule.times) return false;
    if (rule.nth !== undefined && calls !== rule.nth) return false;
    if (rule.every !== undefined && calls % rule.every !== 0) return false;
    return isDrawn;
  }
}

function kindOf(text: string): string {
  return text.split(':', 1)[0] ?? '';
}

function matches(pattern: string, operation: string): boolean {
  const [one, two] = [pattern.toLowerCase(), operation.toLowerCase()];
  return one.endsWith('*') ? two.startsWith(one.slice(0, -1)) : one === two;
}
