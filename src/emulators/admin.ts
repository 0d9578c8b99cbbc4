import { z } from 'zod';
import type { Answer, System, SystemRequest } from './emulator.ts';
import { faultRulesSchema, type Faults } from './faults.ts';
import { deedsSchema, type People } from './people.ts';
import type { RequestLog } from './request-log.ts';
import type { Clock } from './virtual-clock.ts';

export interface Administered {
  readonly system: System;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly people: People;
}

/** One of the two. `until` is milliseconds since 1970: to sleep, ask the time, add, and go there; two sleepers do not add up. */
const clockSchema = z.union([
  z.strictObject({ advanceMs: z.number().min(0) }),
  z.strictObject({ until: z.number().min(0) }),
]);

type Deed = (admin: Administered, body: unknown) => unknown;

const reads: Readonly<Record<string, Deed>> = {
  clock: ({ clock }) => timeOf(clock),
  state: ({ system }) => system.dump(),
  faults: ({ faults }) => ({ rules: faults.rules, happened: faults.counts() }),
  log: ({ log }) => log.entries,
  counters: countersOf,
  people: ({ people }) => people.done,
};

const writes: Readonly<Record<string, Deed>> = {
  clock: ({ clock }, body) => {
    const asked = clockSchema.parse(body);
    clock.advanceTo('until' in asked ? asked.until : clock.now() + asked.advanceMs);
    return timeOf(clock);
  },
  state: (admin, body) => {
    admin.system.load(body);
    return countersOf(admin);
  },
  reset: (admin) => {
    admin.system.reset();
    admin.log.clear();
    return countersOf(admin);
  },
  faults: ({ faults }, body) => {
    faults.set(faultRulesSchema.parse(body));
    return { rules: faults.rules };
  },
  people: ({ people }, body) => {
    people.plan(deedsSchema.parse(body));
    return people.done;
  },
};

function timeOf(clock: Clock): unknown {
  return { mode: clock.mode, now: clock.now(), time: new Date(clock.now()).toISOString() };
}

function countersOf({ system, faults, log }: Administered): unknown {
  return { ...log.counts(), faults: faults.counts(), ...system.counters() };
}

/**
 * The addresses below `/admin/`, for tests and tools on this computer: `clock`, `state`, `faults`, `log`, `counters`,
 * `people` by GET, and by POST with a JSON body `clock`, `state`, `reset`, `faults`, `people`.
 */
export function adminAnswer(admin: Administered, request: SystemRequest): Answer {
  // A page in a browser must not drive it, nor another name that leads here.
  if (request.headers.origin !== undefined || !isLoopback(request.origin))
    return problem(403, 'only from this computer');
  const name = request.path.slice('/admin/'.length).replace(/\/$/, '');
  const deed = (request.method === 'GET' ? reads : request.method === 'POST' ? writes : {})[name];
  if (deed === undefined) return problem(404, `no such address: ${request.method} /admin/${name}`);
  try {
    const body: unknown = request.body.length === 0 ? undefined : JSON.parse(request.body.toString('utf8'));
    return { status: 200, body: JSON.stringify(deed(admin, body)) };
  } catch (error) {
    return problem(400, error instanceof Error ? error.message : String(error));
  }
}

function isLoopback(origin: string): boolean {
  return /^https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(origin);
}

function problem(status: number, text: string): Answer {
  return { status, body: JSON.stringify({ error: text }) };
}
