import type { Answer, Call, System, SystemRequest } from '../../src/emulators/emulator.ts';
import { faultsOf, serve, type ServeSettings } from '../../src/emulators/serve.ts';
import type { FaultRule } from '../../src/emulators/faults.ts';
import { VirtualClock } from '../../src/emulators/virtual-clock.ts';

/** A system that only counts what it was told: for tests of the wire. */
export class EchoSystem implements System {
  readonly name = 'echo';
  readonly told: string[] = [];
  costMs = 0;

  read(request: SystemRequest): Call {
    return { operation: request.path.slice(1), shownPath: request.path, parameters: request.body.toString('utf8') };
  }

  perform(call: Call): { answer: Answer; costMs: number } {
    this.told.push(String(call.parameters));
    const body = JSON.stringify({ told: this.told.length, text: 'Привет' });
    return { answer: { status: 200, body }, costMs: this.costMs };
  }

  refuse(kind: string): Answer {
    return { status: Number(kind) || 400, body: JSON.stringify({ error: kind }) };
  }

  dump(): unknown {
    return { told: this.told };
  }

  load(snapshot: unknown): void {
    this.told.splice(0, Infinity, ...(snapshot as { told: string[] }).told);
  }

  reset(): void {
    this.told.length = 0;
  }

  counters(): Record<string, unknown> {
    return { told: this.told.length };
  }

  edit(action: unknown): unknown {
    this.told.push(`person: ${String(action)}`);
    return action;
  }
}

export const startOfTime = Date.UTC(2026, 2, 1, 12);

export async function serveEcho(rules: readonly FaultRule[] = [], settings: ServeSettings = {}, costMs = 0) {
  const system = new EchoSystem();
  system.costMs = costMs;
  const surroundings = { clock: new VirtualClock(startOfTime), faults: faultsOf(rules, 7) };
  return { system, emulator: await serve(system, system, surroundings, settings) };
}
