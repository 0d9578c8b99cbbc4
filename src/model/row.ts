/** One value of a cell as the file holds it. Text stays text: `0123` and `+7900` are never numbers unless the file says so. */
export type Scalar = string | number | boolean | Date | null;

/** A cell. Lists come only from nested formats (JSON arrays, repeated XML elements, vCard properties), in file order. */
export type Cell = Scalar | readonly Scalar[];

/** What mapping and transforms pass on: a cell, or a structure built from cells. `null` means empty. */
export type Value = Cell | readonly Value[] | { readonly [field: string]: Value };

/** Where rows come from: a file, or one sheet, object or element kind inside it. */
export interface Table {
  /** The file as people should see it: the path given, with the path inside an archive after `!`. */
  readonly file: string;
  /** Sheet, object or element kind; empty when the file holds just one table. */
  readonly name: string;
  /** Headings in file order, repeated ones included. Readers may append while reading, never change what is there. */
  readonly columns: readonly string[];
  /** Columns that only say what others say, by name: nothing is left behind when all of those are read. */
  readonly repeats?: Readonly<Record<string, readonly string[]>>;
}

/** One record as read. `cells` runs parallel to `table.columns` and may be shorter. */
export interface Row {
  readonly table: Table;
  /** 1-based line (sheet row) where the record starts. */
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** Where a record stands in its source. */
export type Origin = Pick<Row, 'line'> & { readonly table: Pick<Table, 'file' | 'name'> };
