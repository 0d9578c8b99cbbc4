import { z } from 'zod';
import { entityKinds, type EntityKind } from '../model/entity.ts';

const text = z.string().max(100_000);

/** One line of `overrides.ndjson`: what a person said of one cell or one row of the source. The last line about it counts. */
export const overrideLine = z.strictObject({
  version: z.literal(1),
  /** `map`: a value of a value map; `column` is the map, `source_key` the value, `new_value` what it becomes. */
  entity: z.enum([...entityKinds, 'map']),
  system: text,
  source_key: text.nullable(),
  /** `rowHash` of the row it was said of. */
  row_hash: text.nullable(),
  /** Heading and 0-based place of the column; null: of the row as a whole. */
  column: text.nullable(),
  index: z.int().min(0).nullable(),
  field: text.nullable(),
  /** `editHash` of the cell it was said of. */
  old_hash: text.nullable(),
  new_value: text.nullable(),
  /** fixed: the cell is new_value. as-is: the cell goes to the comment unread. skip: the record is not loaded. */
  decision: z.enum(['fixed', 'as-is', 'skip']),
  who: text,
  when: z.iso.datetime(),
});
export type OverrideLine = z.infer<typeof overrideLine>;

/** What was said of one row. */
export interface RowOverride {
  readonly rowHash: string | null;
  /** Keys of the records that are not to be loaded: one row may give several. Null: those without a key. */
  readonly skipped: ReadonlySet<string | null>;
  /** By place of the column. */
  readonly cells: ReadonlyMap<number, OverrideLine>;
}

interface Mutable {
  readonly key: string | null;
  rowHash: string | null;
  isSkipped: boolean;
  /** A few lines, one a column: a list is smaller than a map, and there may be very many rows. */
  lines: OverrideLine[];
}

/** Everything people corrected by hand, ready to be looked up. */
export class OverrideBook {
  #size = 0;
  readonly #byHash = new Map<string, Mutable[]>();
  readonly #byKey = new Map<string, Mutable>();
  readonly #maps = new Map<string, OverrideLine>();

  constructor(lines: Iterable<OverrideLine>) {
    for (const line of lines) {
      this.#size += 1;
      this.#take(line);
    }
  }

  /** How many lines there were. */
  get size(): number {
    return this.#size;
  }

  #take(line: OverrideLine): void {
    if (line.entity === 'map') {
      this.#maps.set(`${line.column ?? ''}\u001f${line.source_key ?? ''}`, line);
      return;
    }
    const row = this.#rowOf(line);
    // Of a row that has changed since, only what was said last counts.
    if (row.rowHash !== line.row_hash) Object.assign(row, { isSkipped: false, lines: [], rowHash: line.row_hash });
    row.isSkipped = line.decision === 'skip';
    if (line.index !== null) row.lines = [...row.lines.filter(({ index }) => index !== line.index), line];
    if (line.row_hash === null) return;
    const id = hashId(line.entity, line.system, line.row_hash);
    const rows = this.#byHash.get(id) ?? [];
    if (!rows.includes(row)) this.#byHash.set(id, [...rows, row]);
  }

  #rowOf({ entity, system, source_key: key, row_hash: hash }: OverrideLine): Mutable {
    const made: Mutable = { key, rowHash: hash, isSkipped: false, lines: [] };
    if (key === null) {
      const rows = this.#byHash.get(hashId(entity as EntityKind, system, hash ?? '')) ?? [];
      return rows.find((row) => row.key === null) ?? made;
    }
    const id = keyId(entity as EntityKind, system, key);
    const row = this.#byKey.get(id) ?? made;
    this.#byKey.set(id, row);
    return row;
  }

  /** What was said of a row that is still what it was, by all records it gives. */
  ofRow(kind: EntityKind, system: string, hash: string): RowOverride | undefined {
    const rows = this.#byHash.get(hashId(kind, system, hash));
    if (rows === undefined) return undefined;
    return together(rows.filter(({ rowHash }) => rowHash === hash));
  }

  /** What was said of a record, though its row may have changed since. */
  ofKey(kind: EntityKind, system: string, key: string): RowOverride | undefined {
    const row = this.#byKey.get(keyId(kind, system, key));
    return row === undefined ? undefined : together([row]);
  }

  /** Whether a line would change nothing: it was said already and nothing else since. */
  says(line: OverrideLine): boolean {
    const before = this.#maps.get(`${line.column ?? ''}\u001f${line.source_key ?? ''}`);
    if (line.entity === 'map') return before?.new_value === line.new_value;
    const { entity, system, source_key: key, row_hash: hash } = line;
    const row = key === null ? this.ofRow(entity, system, hash ?? '') : this.ofKey(entity, system, key);
    if (row === undefined || row.rowHash !== hash) return false;
    if (line.index === null) return row.skipped.has(key) && line.decision === 'skip';
    const cell = row.cells.get(line.index);
    return !row.skipped.has(key) && cell?.new_value === line.new_value && cell.decision === line.decision;
  }

  /** Values that people gave to entries missing in value maps. */
  mapEntries(): readonly { readonly map: string; readonly from: string; readonly to: string }[] {
    return [...this.#maps.values()].map((line) => ({
      map: line.column ?? '',
      from: line.source_key ?? '',
      to: line.new_value ?? '',
    }));
  }
}

function together(rows: readonly Mutable[]): RowOverride | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const skipped = new Set(rows.filter(({ isSkipped }) => isSkipped).map(({ key }) => key));
  const cells = new Map(
    rows
      .filter(({ isSkipped }) => !isSkipped)
      .flatMap((row) => row.lines.map((line) => [line.index ?? 0, line] as const)),
  );
  return { rowHash: first.rowHash, skipped, cells };
}

function hashId(kind: EntityKind, system: string, hash: string): string {
  return `${kind}\u001f${system}\u001f${hash}`;
}

function keyId(kind: EntityKind, system: string, key: string): string {
  return `${kind}\u001f${system}\u001f${key}`;
}
