import type { z } from 'zod';
import type { Context } from '../context.ts';
import type { EntityData, EntityKind } from '../model/entity.ts';
import type { RecordOrigin, Ref } from '../model/field.ts';
import type { Finding } from '../model/issue.ts';

/** How sure a target can be that a create happened exactly once (`reliability.md` section 1). */
export type Guarantee = 'exactly-once' | 'detect' | 'at-least-once';

/** Which system exactly is connected: plans and the id map belong to one identity. */
export interface TargetIdentity {
  readonly type: string;
  /** Host of a portal or path of a file, for people. */
  readonly place: string;
  /** Stable id of the account or database: another one is another target. */
  readonly account: string;
}

/** What the target accepts. */
export interface TargetDescription {
  readonly kinds: readonly EntityKind[];
  readonly guarantees: Readonly<Partial<Record<EntityKind, Guarantee>>>;
  /** Canonical fields the target cannot hold, by kind: they are left behind and reported. */
  readonly unsupported: Readonly<Partial<Record<EntityKind, readonly string[]>>>;
  /** What cannot be undone, in words of the catalogue. */
  readonly irreversible: readonly Finding[];
  /** Any text that changes when fields, stages, users or currencies used by a plan change. */
  readonly fingerprint: string;
}

/** One field that an update changes. */
export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** One write of a plan. `data` holds references as source keys; `idOf` of `write` resolves them. */
export type Operation = {
  readonly [K in EntityKind]: {
    readonly id: number;
    readonly kind: K;
    readonly action: 'create' | 'update';
    /** For updates. */
    readonly targetId: string | undefined;
    /** The survivor's identity: what the target stores as our marker. */
    readonly marker: Ref;
    readonly data: EntityData[K];
    /** `data` as JSON where it is at hand; whoever changes `data` takes it away. */
    readonly text?: string | undefined;
    readonly origins: readonly RecordOrigin[];
    readonly changes: readonly FieldChange[];
    readonly payloadHash: string;
  };
}[EntityKind];

/** What became of one operation (`reliability.md` section 5). */
export type Outcome =
  | { readonly status: 'done'; readonly targetId: string }
  | { readonly status: 'rejected'; readonly finding: Finding }
  | { readonly status: 'not-executed'; readonly reason: string }
  | { readonly status: 'in-doubt'; readonly reason: string };

/** Resolves a reference to the target's id; undefined when that record is not in the target. */
export type IdOf = (kind: EntityKind, ref: Ref) => string | undefined;

export interface Connection {
  readonly identity: TargetIdentity;
  describe(): Promise<TargetDescription>;
  /** True when the target holds no record at all, so that nothing need be looked up. */
  isEmpty(): Promise<boolean>;
  /** The target ids of our markers, in the same order; undefined where there is none. */
  find(kind: EntityKind, markers: readonly Ref[]): Promise<readonly (string | undefined)[]>;
  /** Records by target id as canonical data, references as our markers; undefined where there is none. */
  read(kind: EntityKind, ids: readonly string[]): Promise<readonly (Readonly<Record<string, unknown>> | undefined)[]>;
  /** Performs operations of one kind; one outcome each, in the same order. Never retries a write by itself. */
  write(operations: readonly Operation[], idOf: IdOf): Promise<readonly Outcome[]>;
  /** Told once when a run starts writing and once when it has ended. */
  runStarted?(run: TargetRun): Promise<void>;
  runFinished?(run: TargetRun): Promise<void>;
  close(): Promise<void>;
}

export interface TargetRun {
  readonly runId: string;
  readonly planHash: string;
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly toolVersion: string;
}

/** One system that records can be loaded into. */
export interface Target {
  readonly name: string;
  /** One sentence, English, for the reference page. */
  readonly summary: string;
  readonly options: z.ZodType;
  /** Operations of one `write` call, at most. */
  readonly batchSize: number;
  /** How long an abandoned request may still be executed, before a lookup is believed; milliseconds. */
  readonly settleMs: number;
  connect(rawOptions: unknown, context: Context): Promise<Connection>;
}
