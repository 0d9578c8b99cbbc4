import type { Place, Problem } from '../errors.ts';
import type { DedupeRules } from '../model/dedupe.ts';
import type { Defaults } from '../model/defaults.ts';
import type { Draft, EntityKind } from '../model/entity.ts';
import type { Issue, Severity } from '../model/issue.ts';
import type { PersonalClass } from '../model/personal-class.ts';
import type { PersonalClasses } from '../model/personal-classes.ts';
import type { Reference } from '../model/reference.ts';
import type { Cell, Origin, Row, Table } from '../model/row.ts';
import type { LearnedEntries } from './value-map.ts';
import type { ValueCounts } from './value-counts.ts';

export type { Reference } from '../model/reference.ts';

/** A mapping file ready to run: everything resolvable without the data is resolved. */
export interface CompiledMapping {
  /** The mapping file as shown to people. */
  readonly file: string;
  /** Every file the mapping was made of (itself, includes, value maps, presets) with the SHA-256 of its bytes. */
  readonly files: readonly { readonly file: string; readonly sha256: string }[];
  readonly project: string;
  readonly language: 'ru' | 'en';
  readonly defaults: Defaults;
  readonly target: TargetSettings;
  readonly sources: readonly CompiledSource[];
  /** In load order. */
  readonly blocks: readonly CompiledBlock[];
  readonly dedupe: Readonly<Partial<Record<EntityKind, DedupeRules>>>;
  readonly checks: readonly CompiledCheck[];
  /** What becomes of records whose owner is nobody in the target; undefined: nobody has said so. */
  readonly owners?: OwnerPolicy;
  readonly report: ReportSettings;
  /** Value maps, for what the target has to know about them. */
  readonly maps: readonly CompiledMap[];
  /** Declared custom fields by `kind.name`. */
  readonly customFields: Readonly<Record<string, CustomField>>;
  /** Personal-data classes that differ from those of the model. */
  readonly personal: PersonalClasses;
  /** What is not wrong but worth a look: `key: auto`, unused maps, entries without a target value. */
  readonly warnings: readonly Problem[];
  /** Values that met a map without an entry, with their counts; grows while rows are mapped. */
  readonly unmapped: () => readonly UnmappedValue[];
  /** Values that met a map with an entry, with their counts; grows as well. */
  readonly mapped: () => readonly MappedValue[];
  /** How another thread makes the same mapping. */
  readonly recipe: MappingRecipe;
}

/** What a mapping is made of, as plain data. `now`: the day that `now()` gives. */
export type MappingRecipe =
  | { readonly file: string; readonly now: Date }
  | { readonly text: string; readonly at: { readonly file: string; readonly path: string }; readonly now: Date };

/** `owners:` of a mapping. */
export interface OwnerPolicy {
  /** default: they go to one colleague; empty: without an owner; keep: the same, and the name goes to the comment; stop: nothing is loaded. */
  readonly onUnknown: 'default' | 'empty' | 'keep' | 'stop';
  /** E-mail address, full name or id of that colleague. */
  readonly default?: string;
}

export interface TargetSettings {
  readonly type: string;
  readonly connection?: string;
  readonly portal?: string;
  readonly mode: 'quiet' | 'normal';
  readonly conflict: 'keep-target' | 'overwrite' | 'stop';
  readonly limits: GuardRails;
  readonly rename: Readonly<Record<string, string>>;
  /** Settings of the target's own. */
  readonly options: Readonly<Record<string, string>>;
}

/** Limits on what a plan may do; shares are 0 to 1. */
export interface GuardRails {
  readonly maxCreates?: number;
  readonly maxUpdates?: number;
  readonly maxDeletes: number;
  /** Known records that become somebody else; two of a hundred where it is absent, but at least two. */
  readonly maxReplaced?: number;
  readonly maxRejectShare: number;
}

export interface ReportSettings {
  readonly title?: string;
  readonly owner?: string;
  readonly masking: 'none' | 'partial' | 'full';
  /** Control totals beside the usual ones. */
  readonly totals: readonly ReportTotal[];
}

/** A control total that the mapping asks for: of one field, or of records alone where `field` is empty. */
export interface ReportTotal {
  readonly kind: EntityKind;
  readonly field: string;
  readonly by: readonly string[];
}

/** One entry of `sources:`. */
export interface CompiledSource {
  readonly name: string;
  /** Paths or glob patterns, relative to the mapping file's folder, as given. */
  readonly files: readonly string[];
  /** Address that is fetched into files before anything is read. */
  readonly url?: string;
  /** Whose secret opens the address. */
  readonly connection?: string;
  /** Name of a source in `src/sources/`; undefined: detected by content. */
  readonly format: string | undefined;
  /** Options for the source's own schema (encoding, delimiter, sheet, header_row, ...). */
  readonly options: Readonly<Record<string, unknown>>;
  /** Names of the tables to take; empty: all. */
  readonly select: readonly string[];
  /** Namespace of the keys. */
  readonly system: string;
  /** Neighbouring rows that are one record. */
  readonly group?: RowGrouping;
  readonly contract?: CompiledContract;
}

/** What a mapping agrees with a source about its columns. */
export interface CompiledContract {
  /** Undefined: a missing column that a block reads stops, everything else is a warning. */
  readonly columns: 'freeze' | 'warn' | 'ignore' | undefined;
  readonly types: 'freeze' | 'warn';
  /** Columns the source is to have; undefined: nothing is agreed, so no column is new. */
  readonly declared: readonly DeclaredColumn[] | undefined;
}

export interface DeclaredColumn {
  readonly name: string;
  readonly type: string;
  /** The table that has it; undefined: every table of the source. */
  readonly table?: string;
  /** Where it is declared. */
  readonly place: Place;
  /** False for a value that is not of the type; undefined: any value is. */
  readonly fits: ((value: Cell) => boolean) | undefined;
}

/** How neighbouring rows are joined to one record. */
export interface RowGrouping {
  /** Column that tells records apart. */
  readonly by: string;
  /** Columns whose values stand side by side; `*` at the end stands for any rest of a heading. */
  readonly lists: readonly string[];
}

/** One entry of `load:`. */
export interface CompiledBlock {
  readonly name: string;
  readonly kind: EntityKind;
  readonly source: string;
  readonly joins: readonly CompiledJoin[];
  /** Tables that lack its columns are passed over. */
  readonly isOptional: boolean;
  /** A row may give several records, or none. */
  readonly explodes: boolean;
  readonly whenRejected: 'reject' | 'orphan';
  readonly onMatch: 'update' | 'fill_empty' | 'skip' | 'create_anyway';
  /** The same for records that somebody else put into the target: they are only completed unless the mapping says otherwise. */
  readonly onForeign: CompiledBlock['onMatch'];
  /** Existing target records are looked for by these, in order. */
  readonly match: readonly { readonly by: string; readonly onMany: 'review' | 'first' | 'reject' }[];
  /** Canonical fields that it fills. */
  readonly fields: readonly string[];
  /** Canonical fields whose empty value clears the target's on update. */
  readonly clear: readonly string[];
  /**
   * Resolves the block's columns against the headings of a table.
   * @throws MappingError naming every column the table lacks, with the nearest heading
   */
  bind(table: Table): BoundBlock;
}

export interface CompiledJoin {
  readonly alias: string;
  readonly source: string;
  /** Columns of the block's own rows, and of the joined rows, in the same order. */
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly normalize: 'digits' | 'lower' | 'none';
  readonly take: 'first' | 'all' | 'error';
  /** Columns of the joined table that the block uses. */
  readonly columns: readonly string[];
  /** Where the mapping declares it. */
  readonly place: Place;
}

/** A block tied to the columns of one table. */
export interface BoundBlock {
  /** Indexes of the table's columns that the block reads; the others are left behind. */
  readonly used: ReadonlySet<number>;
  /** Which of several possible headings (`{any: [...]}`) each field is read from. */
  readonly taken: readonly { readonly field: string; readonly columns: readonly string[] }[];
  /** Join key of a row for each join, in the order of `joins`; empty text: nothing to join. */
  joinKeys(row: Row): readonly string[];
  /** Pure but for map counters. One row gives one record, or several when it explodes, or one `filtered`. */
  map(row: Row, joined: readonly (readonly Row[])[]): readonly Mapped[];
}

/** What became of one source record. */
export type Mapped =
  | { readonly status: 'filtered'; readonly origin: Origin }
  | {
      readonly status: 'draft';
      readonly draft: Draft;
      readonly issues: readonly Issue[];
      readonly references: readonly Reference[];
    }
  | {
      readonly status: 'rejected';
      /** Undefined when not even a key could be made. */
      readonly key: string | undefined;
      readonly origin: Origin;
      readonly issues: readonly Issue[];
    };

/** A dataset rule of `checks:`. */
export interface CompiledCheck {
  readonly name: string;
  readonly kind: EntityKind;
  readonly severity: Severity;
  /** A total to print (and compare with the source). */
  readonly total?: { readonly sum?: string; readonly by: readonly string[] };
  /** Counts entities for which it is true. */
  readonly countWhere?: (data: Readonly<Record<string, unknown>>) => boolean;
  /** Thresholds on the count: a share of 0 to 1, or a number of records. */
  readonly warnOver?: Threshold;
  readonly errorOver?: Threshold;
}

export type Threshold = { readonly share: number } | { readonly count: number };

export interface UnmappedValue {
  readonly map: string;
  readonly value: string;
  readonly count: number;
  /** An owner who has an account in the target and does not work there any more. */
  readonly dismissed?: boolean;
}

/** What a value map made of a value, and how often. */
export interface MappedValue extends UnmappedValue {
  /** Empty text: the value means empty. */
  readonly target: string;
}

/** One entry of `maps:`. */
export interface CompiledMap {
  readonly name: string;
  readonly kind: 'text' | 'user' | 'stage' | 'enum';
  /** What the values of a user map are; refs made from them have the system `user:<to>`. */
  readonly to: 'email' | 'id' | 'full_name';
  readonly onUnknown: 'reject' | 'default' | 'keep' | 'ask';
  readonly default?: string;
  readonly dismissed?: 'default' | 'keep' | 'reject';
  /** Stages are resolved inside this pipeline. */
  readonly pipeline?: string;
  /** CSV file it is kept in, relative to the mapping. */
  readonly file?: string;
  /** Custom field whose options are checked or created. */
  readonly target?: string;
  readonly createOptions?: 'ask' | 'always' | 'never';
  /** Class that a field made with the map declares. */
  readonly personal?: PersonalClass;
  /** Takes note that these results are colleagues who do not work in the target any more. */
  readonly dismiss: (results: Iterable<string>) => void;
  /** Every value the map can give. */
  readonly results: () => readonly string[];
  /** Read before the rows of any block: for each row of the source, the value of `key` leads to that of `value`. */
  readonly fromSource?: { readonly source: string; readonly key: string; readonly value: string };
  /** Takes one entry read from the source. */
  fill(from: string, to: string): void;
  /** What it was told since the mapping was compiled. */
  learned(): LearnedEntries;
  /** How often values met it. */
  readonly counts: ValueCounts;
}

/** One entry of `custom_fields:`. */
export interface CustomField {
  readonly target: string;
  readonly type: string;
  readonly label?: string;
  readonly create: boolean;
  readonly options: readonly string[];
}
