import type { Cell } from '../src/model/row.ts';
import type { Input } from '../src/input.ts';
import type { Source } from '../src/sources/source.ts';
import { collectRows } from './collect-rows.ts';

export type OnecRow = Readonly<Record<string, Cell>> & { readonly line: number };

/** What a 1C source gave, by table, rows as objects without empty cells. */
export interface OnecReading {
  readonly parties: readonly OnecRow[];
  readonly persons: readonly OnecRow[];
  readonly documents: readonly OnecRow[];
  readonly contacts: readonly OnecRow[];
  /** Parties a preset would take: not own, not deleted, not set aside. */
  readonly customers: readonly OnecRow[];
  readonly codes: Readonly<Record<string, number>>;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}

export async function readOnec(source: Source, input: Input, options: unknown = {}): Promise<OnecReading> {
  const reading = await collectRows(source, input, options);
  const codes: Record<string, number> = {};
  for (const { code } of reading.issues) codes[code] = (codes[code] ?? 0) + 1;
  const of = (table: string): OnecRow[] =>
    reading.rows
      .filter((row) => row.table.name === table)
      .map(({ table: { columns }, cells, line }) => {
        const entries = columns.map((column, index) => [column, cells[index] ?? null] as const);
        return { ...Object.fromEntries(entries.filter(([, cell]) => cell !== null)), line };
      });
  const parties = of('Контрагент');
  return {
    parties,
    persons: of('КонтактноеЛицо'),
    documents: of('Документ'),
    contacts: of('КонтактнаяИнформация'),
    customers: parties.filter(
      (row) => row['СвояОрганизация'] !== 'true' && row['ПометкаУдаления'] !== 'true' && row['Пропуск'] === undefined,
    ),
    codes,
    facts: Object.fromEntries(reading.facts),
  };
}

/** The items of a list cell, or the one value. */
export function listOf(cell: Cell | undefined): readonly Cell[] {
  if (cell === undefined || cell === null) return [];
  return Array.isArray(cell) ? (cell as readonly Cell[]) : [cell];
}
