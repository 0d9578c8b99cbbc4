/** The features of one kind of record: those with one value at most, and lists. Comparisons and keys name them. */
export interface FeatureLayout {
  readonly single: readonly string[];
  readonly many: readonly string[];
}

/** The features of one record in the order of its layout; an empty text is a missing value. */
export interface FeatureRow {
  readonly single: readonly string[];
  readonly many: readonly (readonly string[])[];
}

/** Takes the parts of one blocking key, at most three; `type` is its place in the key names of the kind. */
export type EmitKey = (type: number, first: string, second?: string, third?: string) => void;
