import { z } from 'zod';
import { entityKinds, type EntityKind } from './entity.ts';
import { outputDocument } from './output.ts';

/** What a run is busy with, in the order of a run. */
export const phases = ['read', 'match', 'relate', 'plan', 'apply', 'report'] as const;
export type Phase = (typeof phases)[number];

const count = z.int().min(0);
const kind = z.enum(entityKinds as unknown as readonly [EntityKind, ...EntityKind[]]);
const at = z.iso.datetime();
/** A phase by its name: later versions may know more of them. */
const phase = z.string();
/** File, entity kind or similar that a phase is at. */
const subject = z.string();

const version = z.looseObject({
  type: z.literal('version'),
  at,
  /** Of this stream. A minor number means additions only; readers ignore types and keys they do not know. */
  format: z.literal('1.0'),
  perenos: z.string(),
  command: z.string(),
});

const phaseEvent = z.looseObject({
  type: z.literal('phase'),
  at,
  phase,
  subject,
  status: z.enum(['started', 'ended']),
  done: count,
  /** Since the phase started. */
  seconds: z.number().min(0),
});

/** At most one a second. */
const progress = z.looseObject({
  type: z.literal('progress'),
  at,
  phase,
  subject,
  done: count,
  total: count.optional(),
  /** Over the last half minute. */
  per_second: z.number().min(0).optional(),
  seconds_left: z.number().min(0).optional(),
});

/** A finding about a row while it is read. It has its place and no values: a stream ends up in logs. */
const issue = z.looseObject({
  type: z.literal('issue'),
  at,
  code: z.string(),
  severity: z.enum(['error', 'warning', 'notice']),
  file: z.string(),
  sheet: z.string().optional(),
  line: count,
  column: z.string().optional(),
  field: z.string().optional(),
});

/** What became of one operation of a plan. */
const op = z.looseObject({
  type: z.literal('op'),
  at,
  id: count,
  kind,
  action: z.enum(['create', 'update', 'delete']),
  system: z.string(),
  key: z.string(),
  status: z.enum(['done', 'rejected', 'not-executed', 'in-doubt']),
  target_id: z.string().optional(),
  /** Why it was rejected. */
  code: z.string().optional(),
});

/** A server asks for patience, or its limit makes the run wait. */
const limit = z.looseObject({
  type: z.literal('limit'),
  at,
  host: z.string(),
  reason: z.string(),
  wait_ms: count,
});

/** Nobody knows whether an operation was performed; the next run looks for it before anything else. */
const doubt = z.looseObject({ type: z.literal('doubt'), at, id: count, kind, reason: z.string() });

/** The last line: what `--json` prints. A stream without it broke off. */
const summary = z.looseObject({ type: z.literal('summary'), at, ...outputDocument.shape });

/** One line of `--events`. */
export const streamEvent = z.discriminatedUnion('type', [
  version,
  phaseEvent,
  progress,
  issue,
  op,
  limit,
  doubt,
  summary,
]);

/** How far a phase is. `total` is unknown while reading streams. */
export interface Progress {
  readonly phase: Phase;
  /** File, entity kind or similar the phase is at. */
  readonly subject: string;
  readonly done: number;
  readonly total?: number;
}

interface OperationEvent {
  readonly type: 'op';
  readonly id: number;
  readonly kind: EntityKind;
  readonly action: 'create' | 'update' | 'delete';
  readonly system: string;
  readonly key: string;
  readonly status: 'done' | 'rejected' | 'not-executed' | 'in-doubt';
  readonly target_id?: string;
  readonly code?: string;
}

interface LimitEvent {
  readonly type: 'limit';
  /** Server, without anything secret of its address. */
  readonly host: string;
  /** Status or name of the limit. */
  readonly reason: string;
  readonly wait_ms: number;
}

interface DoubtEvent {
  readonly type: 'doubt';
  readonly id: number;
  readonly kind: EntityKind;
  readonly reason: string;
}

/** What a stage tells those who follow a run. Time, speed and the first and last lines are added where the stream is written. */
export type RunEvent = ({ readonly type: 'progress' } & Progress) | OperationEvent | LimitEvent | DoubtEvent;
