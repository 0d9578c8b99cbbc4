/** Where a target on this computer keeps which source record went into which of its records. */
export interface LoadedKeys {
  readonly file: string;
  /** A table in it with the columns `kind`, `system`, `key` and `record_id`; the first row of a record is the key it is known by. */
  readonly table: string;
}
