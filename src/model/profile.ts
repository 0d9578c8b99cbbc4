import type { EntityKind } from './entity.ts';
import type { IssueCode, Severity } from './issue.ts';

/** What files hold, before any mapping exists. Plain data: the text, JSON and HTML forms are renderings of it. */
export interface Profile {
  /** Additions raise the minor number. */
  readonly format_version: '1.0';
  readonly kind: 'profile';
  /**
   * clean: nothing that a person must look at; remarks: there is something to clean; damaged: letters, digits or values were lost
   * before the file came here, so it should be exported again.
   */
  readonly verdict: 'clean' | 'remarks' | 'damaged';
  readonly created_at: string;
  readonly tool_version: string;
  readonly masking: 'none' | 'partial' | 'full';
  readonly totals: ProfileTotals;
  /** The strongest findings of all files, errors first, then by count; at most twelve. */
  readonly attention: readonly (ProfileFinding & {
    readonly file: string;
    readonly table: string;
    /** Empty: the table or file as a whole. */
    readonly column: string;
  })[];
  readonly files: readonly FileProfile[];
}

export interface ProfileTotals {
  readonly tables: number;
  readonly rows: number;
  readonly columns: number;
  /** Filled cells of all rows. */
  readonly filled: number;
  /** Rows times columns. */
  readonly cells: number;
}

/** Findings of one code in one place. */
export interface ProfileFinding {
  readonly code: IssueCode;
  readonly args: unknown;
  readonly severity: Severity;
  readonly count: number;
  /** Of the first one; 0: the table as a whole. */
  readonly line: number;
  /** The first value, masked. */
  readonly value: string | null;
}

export interface FileProfile {
  readonly file: string;
  readonly bytes: number;
  /** Null for a set of files that are read as one, and for a database, whose file is its secret. */
  readonly sha256: string | null;
  /** Name of the source that reads it. */
  readonly format: string;
  readonly kind: string;
  /** Encoding, delimiter, header row and the like, as the reader found them. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly tables: readonly TableProfile[];
  /** Findings of the reader, by code. */
  readonly findings: readonly ProfileFinding[];
}

export interface TableProfile {
  readonly name: string;
  readonly rows: number;
  readonly first_line: number;
  /** The ready mapping that fits; null when none does. */
  readonly preset: string | null;
  /** What its rows most likely are. */
  readonly entity: EntityKind;
  /** All that the ready mapping makes of its rows; empty when the table only completes others, or stays behind. */
  readonly entities: readonly EntityKind[];
  readonly columns: readonly ColumnProfile[];
  /** Records that share a value which should be one's own; by what they share. */
  readonly repeats: readonly RepeatProfile[];
}

export type CellLook = 'text' | 'number' | 'date' | 'phone' | 'email' | 'flag';

/** One column as all its rows show it. */
export interface ColumnProfile {
  readonly heading: string;
  /** Canonical field that a draft mapping would fill from it; null when nothing tells. */
  readonly field: string | null;
  readonly type: CellLook | 'empty';
  readonly filled: number;
  /** Filled cells by what they look like. */
  readonly looks: Readonly<Record<CellLook, number>>;
  /** Different values; estimated within some per cent when there are very many. */
  readonly distinct: Estimate;
  /** Characters of the shortest and longest value; null when empty. */
  readonly length: { readonly min: number; readonly max: number } | null;
  /** Smallest and largest, of numbers or of dates (`YYYY-MM-DD`). */
  readonly range: { readonly min: string; readonly max: string } | null;
  /** The first different values, masked. */
  readonly samples: readonly string[];
  /** The most frequent values of those that occur more than once, masked. */
  readonly top: readonly ValueCount[];
  /** How values are written: letters as `a`, digits as `9`; the most frequent first. Empty when there is no pattern. */
  readonly shapes: readonly ValueCount[];
  /** What cleaning would make of it; null for fields that have no rule. */
  readonly quality: QualityProfile | null;
  readonly oddities: readonly ProfileFinding[];
}

export interface Estimate {
  readonly count: number;
  readonly exact: boolean;
}

export interface ValueCount {
  readonly value: string;
  readonly count: number;
}

/** filled = as_is + brought + blank + unread. */
export interface QualityProfile {
  /** The function of a mapping's `do:` that read the values. */
  readonly reader: 'phone' | 'email' | 'inn' | 'kpp' | 'ogrn' | 'date' | 'money';
  /** Correct as they stand. */
  readonly as_is: number;
  /** Understood and brought to the one form. */
  readonly brought: number;
  /** Say that there is none: "нет", "-". */
  readonly blank: number;
  /** Not understood: they need a person. */
  readonly unread: number;
  /** Repairs of different shapes, masked. */
  readonly examples: readonly { readonly before: string; readonly after: string }[];
  readonly findings: readonly ProfileFinding[];
}

export interface RepeatProfile {
  readonly by: RepeatKey;
  /** Values that several records share. */
  readonly groups: Estimate;
  /** Records that share one of them. */
  readonly records: number;
  /** The largest groups first, masked. */
  readonly examples: readonly { readonly value: string; readonly records: number; readonly lines: readonly number[] }[];
}

/** row: all cells are equal. */
export type RepeatKey = 'row' | 'phone' | 'email' | 'inn' | 'name';
