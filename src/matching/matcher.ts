import type { Context } from '../context.ts';
import type { DecisionBook } from './decisions.ts';
import type { ExactTableBuilder } from './exact-table.ts';
import type { DedupeRules } from '../model/dedupe.ts';
import type { EntityData, EntityKind } from '../model/entity.ts';
import type { Finding } from '../model/issue.ts';
import type { Staged, StagedText } from '../model/staged.ts';

/** Kinds that are matched; companies first, because contacts use the clusters of their companies. */
export type MatchedKind = Extract<EntityKind, 'company' | 'contact'>;

/** Why two records are thought to be the same, one line a field. */
export interface Evidence {
  readonly field: string;
  /** Such as `equal`, `near`, `differs`. */
  readonly level: string;
  /** In bits: positive speaks for the same, negative against. */
  readonly weight: number;
}

/** Two records found to be the same or possibly the same. */
export interface Edge {
  /** `left < right`, both `seq` of staged records. */
  readonly left: number;
  readonly right: number;
  /** Posterior log-odds in bits. */
  readonly score: number;
  /** auto: merged without asking. review: a person decides. rejected: a person or a constraint said no. */
  readonly decision: 'auto' | 'review' | 'rejected';
  /** The rule or human decision that made it, such as `exact.inn-kpp`, `score`, `decision`. */
  readonly rule: string;
  readonly evidence: readonly Evidence[];
}

/** Records found to be the same, at least two, in ascending `seq`. */
export interface Cluster {
  readonly members: readonly number[];
  readonly edges: readonly Edge[];
}

/** A value or block left out of matching, for the report. */
export interface SkippedBlock {
  readonly reason: 'placeholder' | 'shared' | 'oversized';
  readonly keyType: string;
  readonly value: string;
  readonly records: number;
}

/** How matching went, for the report and for benchmarks. Numbers of pairs are of records with different features. */
export interface MatchStatistics {
  readonly records: number;
  /** Records that repeat all features of another one; compared through it. */
  readonly repeats: number;
  readonly candidates: number;
  /** Log-odds in bits that two records picked at random are the same, estimated from the data. */
  readonly prior: number;
  /** Estimated number of duplicate pairs among the candidates, and of those at or above `auto`. */
  readonly expectedPairs: number;
  readonly expectedAuto: number;
  /** Weights by field and level in bits, when they were learnt from the data. */
  readonly learnt?: Readonly<Record<string, readonly number[]>>;
}

/** Clusters one after another, made while they are walked through: a million records have too many to hold them all. */
export interface Clusters extends Iterable<Cluster> {
  readonly length: number;
  /** Clusters of more records than so many, where they can be found without making all of them. */
  largerThan?(records: number): Iterable<Cluster>;
}

export interface MatchOutcome {
  /** Ordered by their smallest member; no record is in two. */
  readonly clusters: Clusters;
  /** Edges that wait for a person, highest score first. */
  readonly review: readonly Edge[];
  readonly skipped: readonly SkippedBlock[];
  readonly findings: readonly Finding[];
  /** Present when pairs were scored. */
  readonly statistics?: MatchStatistics;
}

/** A loaded record that takes part in a search. */
export interface JoinedRecord<K extends MatchedKind = MatchedKind> {
  readonly record: Staged<K>;
  /** `seq` of the records of this run that went into it before: they are it. */
  readonly from: readonly number[];
}

/** Records that earlier runs loaded: those that may be one with a record of this run join the search. */
export interface LoadedSet<K extends MatchedKind = MatchedKind> {
  /** How many there are: frequencies are counted over all of them. */
  readonly size: number;
  /** False for a record that was loaded as it is now: it was compared with the others then. */
  isOpen(seq: number): boolean;
  /** Looks for records with a key, as `stored-features.ts` packs it. */
  look(key: number): void;
  /** Those that were found, once all keys were looked for. */
  join(): readonly JoinedRecord<K>[];
  /** How many carry a value. */
  countOf(value: number): number;
}

/** What matching reads: the plan file, one kind at a time. */
export interface MatchInput<K extends MatchedKind> {
  readonly kind: K;
  /** The records may be read when it resolves; at once where it is absent. */
  ready?(): Promise<void>;
  /** All valid records in ascending `seq`, in pages; may be iterated more than once. */
  records(): Iterable<readonly Staged<K>[]>;
  /** The same records with their data as text, so that other threads can read it. */
  texts?(): Iterable<readonly StagedText[]>;
  /** For contacts: the company cluster (smallest member's `seq`) that a company reference resolved to. */
  companyOf?(ref: { readonly system: string; readonly key: string }): number | undefined;
  /** For exact matching, where it was filled while the records were staged: they need not be read for it. */
  readonly exactTable?: ExactTableBuilder;
  /** What people decided about records of this kind in earlier runs. */
  readonly decisions?: DecisionBook;
  /** What earlier runs loaded into the target. */
  readonly loaded?: LoadedSet<K>;
  /** For contacts: the name of the company a reference stands for, so that similar names count as evidence. */
  companyName?(ref: { readonly system: string; readonly key: string }): string | undefined;
}

/** Finds which records are the same. Pure: the same records in any order give the same clusters. */
export type Matcher = <K extends MatchedKind>(
  input: MatchInput<K>,
  rules: DedupeRules,
  context: Context,
) => Promise<MatchOutcome>;

/** One value of a golden record and where it came from. */
export interface Provenance {
  readonly field: string;
  readonly seq: number;
  readonly rule: string;
}

/** What a cluster becomes. Every phone, e-mail and origin of its members is kept. */
export interface GoldenRecord<K extends MatchedKind = MatchedKind> {
  /** The surviving record: the golden record keeps its `seq`, system and key. */
  readonly survivor: number;
  readonly data: EntityData[K];
  readonly provenance: readonly Provenance[];
  /** Values that lost against another value of the same field. */
  readonly conflicts: readonly { readonly field: string; readonly seq: number; readonly value: string }[];
}
