import { adminAnswer } from './admin.ts';
import type { Emulator, System, SystemRequest } from './emulator.ts';
import { exchange, type Exchanged, type Site } from './exchange.ts';
import { Faults, type FaultRule } from './faults.ts';
import { listen, type TlsFiles } from './http-server.ts';
import { People } from './people.ts';
import type { Reply } from './reply.ts';
import { RequestLog } from './request-log.ts';
import type { Clock } from './virtual-clock.ts';

/** Settings that every emulator has. */
export interface ServeSettings {
  /** 0, or left out: a free one. */
  readonly port?: number;
  readonly tls?: TlsFiles;
  /** Real seconds a call takes for each second of its cost: 1 as a portal, 0 at once. Without meaning for a virtual clock. */
  readonly speed?: number;
}

/** What a system and its server share. */
export interface Surroundings {
  readonly clock: Clock;
  readonly faults: Faults;
}

/** Puts a system on the wire: faults, log, admin addresses. */
export async function serve<S>(
  system: System,
  state: S,
  { clock, faults }: Surroundings,
  settings: ServeSettings,
): Promise<Emulator<S>> {
  const log = new RequestLog();
  const people = new People(system, clock);
  const site: { pause: Site['pause'] } & Omit<Site, 'pause'> = {
    system,
    clock,
    speed: settings.speed ?? 1,
    pause: () => {},
  };
  const admin = { system, clock, faults, log, people };
  const listening = await listen(settings.port ?? 0, settings.tls, async (request, reply) => {
    if (request.path.startsWith('/admin/')) return reply.send(adminAnswer(admin, request));
    const arrived = clock.now();
    await answerCall({ site, faults, log, people }, request, reply, arrived);
  });
  site.pause = (ms) => listening.pause(ms);
  const close = async (): Promise<void> => {
    clock.stop();
    await listening.close();
  };
  return { url: listening.url, port: listening.port, clock, faults, log, state, close };
}

interface Desk {
  readonly site: Site;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly people: People;
}

async function answerCall(
  { site, faults, log, people }: Desk,
  request: SystemRequest,
  reply: Reply,
  arrived: number,
): Promise<void> {
  const call = site.system.read(request);
  const fault = faults.ofRequest(call.operation);
  let exchanged: Exchanged = { status: 0, costMs: 0 };
  try {
    exchanged = await exchange({ site, call, request, reply, arrived }, fault);
  } finally {
    const { status, costMs, answer } = exchanged;
    const entry = {
      system: site.system.name,
      time: new Date(arrived).toISOString(),
      method: request.method,
      operation: call.operation,
      path: call.shownPath,
      size: request.body.length,
      status,
      costMs,
      ...(fault === undefined ? {} : { fault: fault.kind }),
      parameters: call.parameters,
    };
    log.add(entry, () => (answer === undefined ? null : parsed(answer.shownBody ?? answer.body)));
  }
  people.noticed(call.operation);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}

/** Faults and a clock for an emulator. */
export function faultsOf(rules: readonly FaultRule[] | undefined, seed: number | undefined): Faults {
  return new Faults(rules ?? [], seed ?? 1);
}
