import { setInput, type Input } from '../src/input.ts';
import type { Cell } from '../src/model/row.ts';
import { idSuffix } from '../src/sources/salesforce/id.ts';
import { bytesInput } from './bytes-input.ts';
import type { Collected } from './collect-rows.ts';

export type Named = Readonly<Record<string, Cell>>;

/** An empty lookup. */
export const nobody = '000000000000000AAA';

/** An id of 18 characters. */
export function sid(prefix: string, number: number): string {
  const id = `${prefix}5g00000Tst${String(number).padStart(2, '0')}`;
  return id + idSuffix(id);
}

export function csv(...rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`).join('');
}

/** Files of one export, as in a folder. */
export function folder(files: Readonly<Record<string, string | Buffer>>): Input {
  const parts = Object.entries(files).map(([name, content]) => ({ ...bytesInput(name, Buffer.from(content)), name }));
  return setInput('export', parts);
}

/** Filled cells by column, of the rows of one object. */
export function rowsOf({ rows }: Collected, object: string): readonly Named[] {
  return rows
    .filter((row) => row.table.name === object)
    .map(({ table, cells }) =>
      Object.fromEntries(
        table.columns.flatMap((name, index) => {
          const cell = cells[index] ?? null;
          return cell === null || cell === '' ? [] : [[name, withoutMark(cell)]];
        }),
      ),
    );
}

export const argsOf = ({ issues }: Collected, code: string): readonly unknown[] =>
  issues.filter((issue) => issue.code === code).map(({ args }) => args);

export const header = ['Id', 'IsDeleted', 'Name', 'CreatedDate'];
export const account = (number: number, name = `Account ${number}`): readonly string[] => [
  sid('001', number),
  '0',
  name,
  '2026-01-02 03:04:05',
];

/** Keys of tree records without the mark of their export. */
function withoutMark(cell: Cell): Cell {
  if (Array.isArray(cell)) return cell.map((item) => (typeof item === 'string' ? item.replace(mark, '@') : item));
  return typeof cell === 'string' ? cell.replace(mark, '@') : cell;
}

const mark = /^@[0-9a-f]{8}:/;
