/** A mapping of another tool, as far as it was understood. Object and field names are those of Salesforce. */
export interface ForeignMapping {
  readonly steps: readonly ForeignStep[];
  /** What has no counterpart in our mapping: nothing is dropped without being listed here. */
  readonly leftOut: readonly LeftOut[];
}

/** One object to load, in the order of the file. */
export interface ForeignStep {
  readonly name: string;
  readonly object: string;
  /** File the rows come from, when the mapping names one. */
  readonly file?: string;
  /** Field that tells records apart in the target, such as an external id. */
  readonly keyField?: string;
  /** Column the tool itself tells rows apart by. */
  readonly keyColumn?: string;
  readonly pairs: readonly ForeignPair[];
  readonly lookups: readonly ForeignLookup[];
}

/** A field and where its value comes from: a column or a fixed text. */
export interface ForeignPair {
  readonly field: string;
  readonly column?: string;
  readonly constant?: string;
  /** Source value to target value. */
  readonly values?: Readonly<Record<string, string>>;
}

/** A field that points to a record of another object. */
export interface ForeignLookup {
  readonly field: string;
  readonly column: string;
  /** Objects it may point to. */
  readonly objects: readonly string[];
  /** Field of the parent that the column holds, when it is not its id. */
  readonly parentField?: string;
}

export interface LeftOut {
  /** Where it stands: step, key or line, as people find it in the file. */
  readonly what: string;
  readonly why: LeftOutReason;
}

export type LeftOutReason =
  | 'unmapped'
  | 'empty-constant'
  | 'no-kind'
  | 'option'
  | 'filter'
  | 'record-type'
  | 'lookup'
  | 'no-key'
  | 'parent-key'
  | 'not-understood';
