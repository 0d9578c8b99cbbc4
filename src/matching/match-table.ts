export type Cells = readonly (string | number)[];

/** A table that the printed SQL reads; an empty text is a missing value. */
export interface MatchTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: () => Iterable<Cells>;
}
