/** A record of a stand-in, past the program: what it is and what it says. */
export interface HeldRecord {
  readonly kind: string;
  /** As the program keeps it in its id map. */
  readonly id: string;
  /** Source key behind our marker; undefined for records without a place for one. */
  readonly key: string | undefined;
  /** Values, and the ids of the records it is tied to. */
  readonly says: readonly string[];
}

/** What a row of the tables must have become; `at` gives the id of another record by its kind and key. */
export type Expectation = (at: (kind: string, key: string) => string) => readonly string[];

export interface ExpectedRecord {
  readonly kind: string;
  readonly key: string;
  readonly says: Expectation;
}
