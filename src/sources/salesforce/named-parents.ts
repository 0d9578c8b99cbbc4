import type { Cell, Row, Table } from '../../model/row.ts';
import { enricherOf } from './enrich.ts';
import type { Relations } from './relations.ts';
import type { RowEdit } from './row-edit.ts';
import type { Sheet } from './sheet.ts';

const batchRows = 500;

/**
 * Companies of an export without accounts, as their contacts and deals name them: queries and reports give `Account.Name` beside
 * the id, reports often without it.
 */
export class NamedParents {
  readonly #relations: Relations;
  readonly #isNeeded: boolean;

  constructor(relations: Relations, sheets: readonly Sheet[]) {
    this.#relations = relations;
    this.#isNeeded = sheets.every(({ object }) => object !== 'Account');
  }

  /** Whether the rows of a table may name companies. */
  isNamedBy({ columns, name }: Table): boolean {
    return this.#isNeeded && name !== 'Account' && columns.includes('Account.Name');
  }

  /** Notes the company of a row. One without an id is known by its name. */
  note(row: RowEdit, { table, line }: { readonly table: Table; readonly line: number }): void {
    const name = row.get('Account.Name');
    if (name === '') return;
    const id = row.get('AccountId') || row.get('Account.Id') || `name:${name}`;
    row.set('AccountId', id);
    if (this.#relations.seeOnce('Account', id)) this.#relations.add('parent', id, [name, table.file, String(line)]);
  }

  *rows(): Generator<readonly Row[]> {
    const columns = ['Id', 'Name', ...(enricherOf('Account')?.columns ?? [])];
    const tables = new Map<string, Table>();
    let batch: Row[] = [];
    for (const [id, [name = '', file = '', line = '1']] of this.#relations.all('parent')) {
      const table = tables.get(file) ?? { file, name: 'Account', columns };
      tables.set(file, table);
      const cells: Cell[] = [id, name, ...columns.slice(2).map(() => null)];
      if (batch.length === batchRows || (batch[0] !== undefined && batch[0].table !== table)) {
        yield batch;
        batch = [];
      }
      batch.push({ table, line: Number(line), cells });
    }
    if (batch.length > 0) yield batch;
  }
}
