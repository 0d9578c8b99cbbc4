import type { Cell, Row, Table } from '../model/row.ts';
import { openDatabase, withoutJournal, type Database, type Statement } from './database.ts';

interface JoinedRow {
  readonly table_id: number;
  readonly line: number;
  readonly cells: string;
}

/**
 * Rows of joined sources by join key, in a temporary file that SQLite removes by itself: a joined table may be larger than memory.
 * Dates survive the round trip.
 */
export class JoinStore {
  private readonly database: Database = openDatabase('');
  private readonly tables: Table[] = [];
  private readonly insert: Statement;
  private readonly select: Statement<JoinedRow>;
  private indexed = false;

  constructor() {
    withoutJournal(this.database);
    this.database.pragma('synchronous = OFF');
    this.database.exec('CREATE TABLE joined (name TEXT, key TEXT, table_id INTEGER, line INTEGER, cells TEXT) STRICT');
    this.insert = this.database.prepare('INSERT INTO joined VALUES (?, ?, ?, ?, ?)');
    this.select = this.database.prepare(
      'SELECT table_id, line, cells FROM joined WHERE name = ? AND key = ? ORDER BY rowid',
    );
  }

  /** Adds rows of one table under their keys; rows without a key can never be found and are left out. */
  add(name: string, rows: readonly Row[], keyOf: (row: Row) => string): void {
    this.database.transaction(() => {
      for (const row of rows) {
        const key = keyOf(row);
        if (key !== '') this.insert.run(name, key, this.tableId(row.table), row.line, encode(row.cells));
      }
    })();
  }

  find(name: string, key: string): readonly Row[] {
    if (key === '') return [];
    if (!this.indexed) {
      this.database.exec('CREATE INDEX joined_by_key ON joined (name, key)');
      this.indexed = true;
    }
    return this.select.all(name, key).map(({ table_id, line, cells }) => {
      const table = this.tables[table_id] ?? { file: '', name, columns: [] };
      return { table, line, cells: decode(cells) };
    });
  }

  close(): void {
    this.database.close();
  }

  private tableId(table: Table): number {
    const last = this.tables.length - 1;
    if (this.tables[last] === table) return last;
    const known = this.tables.indexOf(table);
    return known === -1 ? this.tables.push(table) - 1 : known;
  }
}

function encode(cells: readonly Cell[]): string {
  return JSON.stringify(cells.map((cell) => (cell instanceof Date ? { date: cell.toISOString() } : cell)));
}

function decode(cells: string): readonly Cell[] {
  return (JSON.parse(cells) as readonly unknown[]).map((cell) =>
    typeof cell === 'object' && cell !== null && 'date' in cell ? new Date(String(cell.date)) : (cell as Cell),
  );
}
