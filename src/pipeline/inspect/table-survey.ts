import { fitPreset, kindsOfTable } from '../../mapping/presets.ts';
import { guessTable, type TableGuess } from '../../mapping/suggest.ts';
import type { Finding } from '../../model/issue.ts';
import type { ColumnProfile, RepeatKey, TableProfile } from '../../model/profile.ts';
import type { Row, Table } from '../../model/row.ts';
import { parseCompanyName } from '../../text/company-name.ts';
import { textOf } from './cell-look.ts';
import { columnProfile, countCell, openColumn, type ColumnSurvey } from './column-survey.ts';
import { repeatedCount } from './distinct-values.ts';
import { countRecord, noRepeats, repeatProfile, type Repeats } from './repeats.ts';
import { countFinding, openReading, sortedFindings } from './value-reading.ts';

/** One table while its rows go by: the first rows are kept back until they tell what the columns are. */
export interface TableSurvey {
  readonly table: Table;
  readonly firstLine: number;
  rows: number;
  /** Undefined once the columns are known. */
  waiting: Row[] | undefined;
  guess: TableGuess | undefined;
  /** The ready mapping that fits. */
  preset: string | undefined;
  readonly columns: ColumnSurvey[];
  readonly repeats: Readonly<Record<RepeatKey, Repeats>>;
}

const sampleSize = 200;

export function openTable(table: Table, firstLine: number): TableSurvey {
  return {
    table,
    firstLine,
    rows: 0,
    waiting: [],
    guess: undefined,
    preset: undefined,
    columns: [],
    repeats: {
      row: noRepeats('row'),
      phone: noRepeats('phone'),
      email: noRepeats('email'),
      inn: noRepeats('inn'),
      name: noRepeats('name'),
    },
  };
}

/** Takes a row. True: enough have come to tell what the columns are. */
export function takeRow(survey: TableSurvey, row: Row): boolean {
  survey.rows += 1;
  if (survey.waiting === undefined) countRow(survey, row);
  else survey.waiting.push(row);
  return survey.waiting !== undefined && survey.waiting.length >= sampleSize;
}

/** Decides what the columns are and counts the rows that waited for it. */
export async function decideColumns(survey: TableSurvey): Promise<void> {
  const { table, waiting } = survey;
  if (waiting === undefined) return;
  const guess = guessTable(table, waiting);
  survey.guess = guess;
  survey.preset = fitPreset(table.columns, waiting)?.preset;
  survey.waiting = undefined;
  for (const [index, heading] of table.columns.entries()) {
    const field = index === guess.key ? 'key' : (guess.fields.get(index) ?? null);
    survey.columns.push(openColumn(heading, field, await openReading(field)));
  }
  for (const row of waiting) countRow(survey, row);
}

/** Values of a record that should be its own, by what they are. */
const shared: Readonly<Record<string, RepeatKey>> = { phone: 'phone', email: 'email', inn: 'inn' };

function countRow(survey: TableSurvey, { line, cells }: Row): void {
  const { table, columns, repeats } = survey;
  let whole = '';
  let isEmpty = true;
  const names: Record<string, string> = {};
  for (const [index, cell] of cells.entries()) {
    const text = textOf(cell);
    whole += `${text}\u001f`;
    if (text === '') continue;
    isEmpty = false;
    const column = (columns[index] ??= openColumn(table.columns[index] ?? '', null, undefined));
    const values = countCell(column, cell, text, line);
    const key = column.reading === undefined ? undefined : shared[column.reading.reader];
    if (key !== undefined) for (const value of values) countRecord(repeats[key], value, line);
    if (column.field !== null && nameFields.has(column.field)) names[column.field] ??= text;
  }
  if (!isEmpty) countRecord(repeats.row, '', line, whole);
  const { shown, key } = nameOf(names, survey.guess?.kind);
  if (key !== '') countRecord(repeats.name, shown, line, key);
}

const nameFields = new Set(['full_name', 'last_name', 'first_name', 'middle_name', 'name']);

/** The name of a record and what it is compared by: the words of a person in any order, the core of a company. */
function nameOf(names: Readonly<Record<string, string>>, kind: TableGuess['kind'] | undefined) {
  const { full_name: full, last_name: last, first_name: first, middle_name: middle, name } = names;
  if (kind === 'company') return { shown: name ?? '', key: name === undefined ? '' : companyKey(name) };
  const shown = full ?? [last, first, middle].filter((part) => part !== undefined).join(' ');
  const words = shown
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);
  return { shown, key: words.length < 2 ? '' : words.toSorted().join(' ') };
}

function companyKey(name: string): string {
  return parseCompanyName(name).coreSkeleton;
}

/** @param preset of the whole format; undefined: found by the headings */
export function tableProfile(survey: TableSurvey, preset?: string): TableProfile {
  const { table, columns, rows, firstLine, guess } = survey;
  // Columns that no row fills.
  for (const [index, heading] of table.columns.entries()) columns[index] ??= openColumn(heading, null, undefined);
  for (const [index, column] of columns.entries()) countColumnOddities(survey, column, index);
  const order: readonly RepeatKey[] = ['row', 'inn', 'email', 'phone', 'name'];
  const ready = preset ?? survey.preset ?? null;
  const made = ready === null ? undefined : kindsOfTable(ready, table.name);
  const likely = guess?.kind ?? 'contact';
  return {
    name: table.name,
    rows,
    first_line: firstLine,
    preset: ready,
    // Of several the last is what the table is about: a list of deals names their companies and people too.
    entity: made?.at(-1) ?? likely,
    entities: made ?? [likely],
    columns: columns.map(columnProfile).map(withMixedTypes),
    repeats: order.flatMap((by) => repeatProfile(survey.repeats[by]) ?? []),
  };
}

function countColumnOddities({ table, rows, guess }: TableSurvey, column: ColumnSurvey, index: number): void {
  const whole = { line: 0, value: null };
  const add = (finding: Finding) => countFinding(column.oddities, finding, whole);
  const namesakes = table.columns.filter((heading) => heading === column.heading).length;
  if (column.heading.trim() === '' && column.filled > 0) add({ code: 'profile.unnamed-column', args: {} });
  else if (namesakes > 1) add({ code: 'profile.repeated-heading', args: { count: namesakes } });
  if (column.filled === 0) add({ code: 'profile.empty-column', args: {} });
  const [only] = column.frequent;
  if (column.filled > 9 && column.filled >= rows * 0.5 && only?.[1] === column.filled) {
    add({ code: 'profile.constant-column', args: { value: only[0] } });
  }
  const repeated = repeatedCount(column.distinct);
  if (index === guess?.key && repeated > 0) {
    add({ code: 'profile.repeated-key', args: { count: repeated } });
  }
}

/** A column of one type holds values of others. */
function withMixedTypes(column: ColumnProfile): ColumnProfile {
  const { type, looks, filled } = column;
  if (type === 'empty' || type === 'text' || column.quality !== null) return column;
  const numbers = type === 'number' ? looks.phone : 0;
  const others = filled - looks[type] - numbers;
  if (others === 0 || others > filled * 0.2) return column;
  const finding = {
    code: 'profile.mixed-types',
    args: { expected: type, count: others },
    severity: 'warning',
    count: others,
    line: 0,
    value: null,
  } as const;
  return { ...column, oddities: sortedFindings([...column.oddities, finding]) };
}
