import type { z } from 'zod';
import type { Context } from '../context.ts';
import type { PerenosError } from '../errors.ts';
import type { EntityData, EntityKind } from '../model/entity.ts';
import type { RecordOrigin, Ref } from '../model/field.ts';
import type { Finding } from '../model/issue.ts';
import type { CreateRange, RecordSource } from '../model/new-records.ts';
import type { TargetSchema } from '../model/target-schema.ts';
import type { Authorization, TargetAccess } from './target-access.ts';
import type { Doubled, ExistingRecord, LoadedRecords } from './target-records.ts';

export type { Authorization, AuthorizationRequest, TargetAccess } from './target-access.ts';
export type { Doubled, ExistingRecord, LoadedRecord, LoadedRecords } from './target-records.ts';

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
  /** Fields that are written when a record is created and cannot be changed later: never a difference, but verified. */
  readonly atCreationOnly?: readonly string[];
  /** False: leads have no names, phones and the like of their own there; their people are contacts that they are linked to. */
  readonly keepsLeadPersons?: boolean;
  /** Records of a kind must be created in ascending order of this field; load order where it is absent. */
  readonly createInOrderOf?: 'created_at';
}

/** How many operations of each kind are planned, and how long they will take. */
export interface ForecastLine {
  readonly kind: EntityKind;
  readonly operations: number;
  readonly requests: number;
  readonly seconds: number;
  /** What bounds the pace. */
  readonly boundBy: 'requests' | 'server-time';
}

/** One field that an update changes. */
export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Name under which an update says that source records come to a record, or leave it; not a canonical field. */
export const originsField = 'origins';

/** Source records that leave a record which an update takes back: `before` of the change lists them. */
export function leavingOrigins({ changes }: Pick<Operation, 'changes'>): readonly Ref[] {
  const change = changes.find(({ field, before }) => field === originsField && Array.isArray(before));
  return (change?.before ?? []) as readonly Ref[];
}

export type OperationAction = 'create' | 'update' | 'delete';

/**
 * One write of a plan. `data` holds references as source keys; `idOf` of `write` resolves them. An update writes the fields that `changes`
 * names, with their values in `data`; nothing else of the record is touched by targets that others write into as well.
 */
export type Operation = {
  readonly [K in EntityKind]: {
    readonly id: number;
    readonly kind: K;
    readonly action: OperationAction;
    /** For updates and deletes. A create that has one was found again after a lost answer: only its parts may be missing. */
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

/**
 * What became of one operation (`reliability.md` section 5). `stop`: the outcome is journaled, then the run ends with this error
 * (access lost, target blocked, wrong address).
 */
export type Outcome =
  | {
      readonly status: 'done';
      readonly targetId: string;
      /** What the target ignored or changed. */ readonly findings?: readonly Finding[];
    }
  | { readonly status: 'rejected'; readonly finding: Finding }
  | { readonly status: 'not-executed'; readonly reason: string; readonly stop?: PerenosError }
  | {
      readonly status: 'in-doubt';
      readonly reason: string;
      /** Where the record itself is known to exist and only its parts are in doubt. */
      readonly targetId?: string;
      readonly stop?: PerenosError;
    };

/** Resolves a reference to the target's id; undefined when that record is not in the target. */
export type IdOf = (kind: EntityKind, ref: Ref) => string | undefined;

/** A record to be created. */
export type NewRecord = Pick<Operation, 'kind' | 'data' | 'origins'>;

/** What became of new records that were written at once. Places are those in their range, from 0. */
export interface BulkResult {
  /** Ids in the order of the records; null where the target refused. */
  readonly ids: readonly (string | null)[];
  readonly refused: readonly (readonly [at: number, finding: Finding])[];
  /** Records that point to something the target did not hold yet. */
  readonly open: readonly number[];
}

/** Writes new records by the thousand in whatever thread it was made; finds by itself what they point to. */
export interface BulkWriter {
  /**
   * Reads a range and touches nothing; what it gives back writes it, all in one transaction, before the next range is prepared.
   * @throws LocalError when nothing can be read or written at all
   */
  prepare(range: CreateRange): () => BulkResult;
  close(): void;
}

/** Where a thread finds its bulk writer: the module exports `openBulkWriter`, which is given the options and what to read. */
export interface BulkWriterPlace {
  /** Address of the module. */
  readonly module: string;
  readonly options: unknown;
}

/** What such a module exports. */
export interface BulkWriterModule {
  openBulkWriter(options: unknown, source: RecordSource): BulkWriter;
}

export interface Connection {
  readonly identity: TargetIdentity;
  /** Where it differs from that of the target: shorter for a stand-in on this computer. */
  readonly settleMs?: number;
  /** As `settleMs`, for the pause between two lookups. */
  readonly recheckMs?: number;
  /** For targets that take new records faster than one thread can hand them over, once a run has started. */
  readonly bulk?: BulkWriterPlace;
  describe(): Promise<TargetDescription>;
  /**
   * Asked before anything is planned: nothing may be written where what a load relies on is missing.
   * @throws ConfigError
   */
  readyToLoad?(kinds: readonly EntityKind[]): Promise<void>;
  /** True when the target holds no record at all, so that nothing need be looked up. */
  isEmpty(): Promise<boolean>;
  /**
   * The target ids of our markers, in the same order; undefined where there is none, the oldest where there are several.
   * @param since what `highWater` gave before the records were sent: nothing older need be looked at
   */
  find(kind: EntityKind, markers: readonly Ref[], since?: string): Promise<readonly (string | undefined)[]>;
  /**
   * Like `find`, for kinds that have no place for a marker: told by what they hold, among the records of their parent, each given
   * away once and none that belongs to another operation. Undefined for kinds that have one.
   */
  findContent?(
    kind: EntityKind,
    operations: readonly Operation[],
    search: ContentSearch,
  ): Promise<readonly (string | undefined)[] | undefined>;
  /**
   * Records by target id as canonical data; undefined where there is none. References are our markers or, where `expected` exists,
   * target ids: `{system: '@target', key: id}`.
   */
  read(kind: EntityKind, ids: readonly string[]): Promise<readonly (Readonly<Record<string, unknown>> | undefined)[]>;
  /**
   * Performs operations of one kind; one outcome each, in the same order. Never repeats a write whose outcome is not known. Throws
   * only for defects: what a target does wrong is an outcome.
   */
  write(operations: readonly Operation[], idOf: IdOf): Promise<readonly Outcome[]>;
  /**
   * `listener` is called right before each request of `write`: one may wait long for its turn, and how long a target may still work on
   * what was given up counts from when it was handed over.
   */
  onWrite?(listener: () => void): void;
  /** Whether somebody else than the user of this connection was the last to change a record; for targets in which people work. */
  changedByOthers?(kind: EntityKind, ids: readonly string[]): Promise<readonly boolean[]>;
  /**
   * What `read` would give after `data` was written faithfully: canonical data less what the target cannot hold. Absent: `data`.
   * While planning, `idOf` gives `new:...` for records that are still to be created.
   */
  expected?(kind: EntityKind, data: Readonly<Record<string, unknown>>, idOf: IdOf): Readonly<Record<string, unknown>>;
  /** What is wrong with a record for this target: too long, unknown stage, owner, option. Found while planning. */
  check?(kind: EntityKind, data: Readonly<Record<string, unknown>>, idOf: IdOf): readonly Finding[];
  /** Records of a kind are refused without those they refer to: they wait for what is not settled yet. */
  needsReferences?(kind: EntityKind): boolean;
  /** Ids of records of kinds that are never created (users): found by what they hold; undefined where there is none. */
  resolve?(
    kind: EntityKind,
    records: readonly Readonly<Record<string, unknown>>[],
  ): Promise<readonly (string | undefined)[]>;
  /** For targets that are ours alone and on this computer; undefined while there is nothing in it. */
  loaded?(): LoadedRecords | undefined;
  /** Everything of a kind that stands in the target, for matching. */
  existing?(kind: EntityKind): AsyncIterable<readonly ExistingRecord[]>;
  /** A mark below which no record made from now on can lie; kept with the intent and given back to `find`. */
  highWater?(kind: EntityKind): Promise<string>;
  /** How many operations of a kind the next `write` should be given; at most `batchSize`. */
  nextBatchSize?(kind: EntityKind): number;
  /** Records of ours that exist more than once, made since a mark. */
  doubled?(kind: EntityKind, since: string | undefined): Promise<readonly Doubled[]>;
  /** One cheap read. @throws TargetError, AccessError */
  probe?(): Promise<void>;
  /** Everything of the target that a mapping may name: `target schema` writes it to a file. */
  schema?(): Promise<TargetSchema>;
  forecast?(operations: Readonly<Partial<Record<EntityKind, number>>>): readonly ForecastLine[];
  /** Rights, limits, what is there: everything worth knowing before a load. */
  doctor?(): Promise<readonly Diagnosis[]>;
  /** What is missing in the target for the custom fields and markers of a project. Nothing is made before `make` is called. */
  preparations?(): Promise<readonly Preparation[]>;
  /** Told once when a run starts writing and once when it has ended. */
  runStarted?(run: TargetRun): Promise<void>;
  runFinished?(run: TargetRun): Promise<void>;
  close(): Promise<void>;
}

/** How records without a marker are looked for. */
export interface ContentSearch {
  readonly idOf: IdOf;
  /** As for `find`. */
  readonly since: string | undefined;
  /** Does a record belong to another operation already? */
  readonly isTaken: (targetId: string) => boolean;
}

export interface TargetRun {
  readonly runId: string;
  readonly planHash: string;
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly toolVersion: string;
}

/** One thing that `target doctor` looked at. */
export interface Diagnosis {
  readonly subject: string;
  readonly state: 'good' | 'worth-a-look' | 'bad';
  /** What was found, as data: a count, a date, a name. */
  readonly found: string;
  /** Why it matters and what to do. */
  readonly finding?: Finding;
}

/** Something `target prepare` would make in the target: a field, an option of a list, a pipeline. */
export interface Preparation {
  readonly what: 'custom-field' | 'option' | 'stage' | 'pipeline' | 'marker-field';
  readonly kind: EntityKind;
  readonly name: string;
  readonly detail: string;
  make(): Promise<void>;
}

/** One system that records can be loaded into. */
export interface Target {
  readonly name: string;
  /** One sentence, English, for the reference page. */
  readonly summary: string;
  readonly options: z.ZodType;
  /** Of targets on this computer: the option that says where, and where by default. */
  readonly place?: { readonly option: string; readonly usual: string };
  /** Operations of one `write` call, at most. */
  readonly batchSize: number;
  /** How long an abandoned request may still be executed, before a lookup is believed; milliseconds. */
  readonly settleMs: number;
  /** Pause between the two lookups that must both find nothing before a create is sent again; milliseconds. */
  readonly recheckMs?: number;
  /** A record is written in several requests: one found again after a lost answer is written again with its id. */
  readonly hasParts?: boolean;
  /** Writes at the same time, at most; 2 where it is absent. */
  readonly writesAtOnce?: number;
  /** Of targets whose applications ask a person in the browser. */
  readonly authorization?: () => Promise<Authorization>;
  /** Targets of this computer do without `access`. @throws ConfigError, AccessError, TargetError */
  connect(rawOptions: unknown, context: Context, access?: TargetAccess): Promise<Connection>;
}
