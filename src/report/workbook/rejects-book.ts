import { editText } from '../../text/edit-text.ts';
import { sheetName } from './book.ts';
import { hiddenSheet } from './hidden-sheet.ts';
import { headings, leadingColumns, type RejectsBook, type RejectSheet } from './rejects-layout.ts';
import { type BookCell, type BookSheet, columnLetters, type ListChoice } from './sheet.ts';

/** The sheets of a workbook of rejected rows, in the order in which a person reads them. */
export function rejectsSheets(book: RejectsBook): readonly BookSheet[] {
  const taken = new Set(['_perenos']);
  const howTo = sheetName(book.texts.howTo, taken);
  const mapsName = sheetName(book.texts.maps, taken);
  const listsName = sheetName(book.texts.lists, taken);
  const named = book.sheets.map((sheet) => ({ ...sheet, name: sheetName(sheet.title, taken) }));
  const lists = new ListSheet(listsName);
  const data = named.map((sheet) => dataSheet(sheet, book, lists));
  const maps = book.missing.length === 0 ? [] : [mapsSheet(mapsName, book, lists)];
  const choices = lists.isEmpty ? [] : [lists.sheet()];
  return [howToSheet(howTo, book), ...data, ...maps, ...choices, hiddenSheet(book, named)];
}

function howToSheet(name: string, { texts, project, run, exportedAt, sheets, hasValues }: RejectsBook): BookSheet {
  const count = sheets.reduce((sum, sheet) => sum + sheet.count, 0);
  const line = (text: string): BookCell[] => [{ text, style: 'wrapped' }];
  const fact = (label: string, value: string) => line(`${label}: ${value}`);
  return {
    name,
    widths: [110],
    isProtected: true,
    rows: [
      [{ text: texts.title, style: 'title' }],
      [],
      fact(texts.project, project),
      fact(texts.run, run),
      fact(texts.exported, exportedAt.slice(0, 16).replace('T', ' ')),
      fact(texts.rows, String(count)),
      ...sheets.map((sheet) => line(`• ${sheet.title}: ${sheet.count}`)),
      [],
      ...texts.steps.map(line),
      [],
      line(hasValues ? texts.privacy : texts.withoutValues),
    ],
  };
}

type NamedSheet = RejectSheet & { readonly name: string };

function dataSheet(sheet: NamedSheet, { texts }: RejectsBook, lists: ListSheet): BookSheet {
  const { columns, found, count } = sheet;
  const head = headings(sheet, texts);
  const last = count + 1;
  const decisions = `"${Object.values(texts.decisions).join(',')}"`;
  const at = (index: number) => columnLetters(leadingColumns + index);
  const choices: ListChoice[] = [
    {
      range: `${columnLetters(leadingColumns - 1)}2:${columnLetters(leadingColumns - 1)}${last}`,
      list: decisions,
      strict: true,
    },
    ...[...sheet.lists].map(([index, values]) => ({
      range: `${at(index)}2:${at(index)}${last}`,
      list: lists.rangeOf(values),
      strict: false,
    })),
  ];
  return {
    name: sheet.name,
    widths: [9, 18, 8, 20, 44, 44, 20, ...columns.map(() => 22), ...found.map(() => 22)],
    frozen: { rows: 1, columns: 1 },
    filter: `A1:${columnLetters(head.length - 1)}${last}`,
    isProtected: true,
    choices,
    rows: dataRows(sheet, head),
  };
}

function* dataRows(sheet: NamedSheet, head: readonly string[]): Generator<readonly BookCell[]> {
  const { columns, found, file } = sheet;
  const isEditable = (at: number) => at >= leadingColumns - 1 && at < leadingColumns + columns.length;
  yield head.map((text, at) => ({ text, style: isEditable(at) ? 'editableHead' : 'head' }));
  for (const row of sheet.rows()) {
    const { problems, cells, proposals } = row;
    const wrong = new Set(problems.map(({ index }) => index));
    const locked = (text: string): BookCell => ({ text, style: 'locked' });
    const original = (index: number) => editText(cells?.[index]);
    yield [
      locked(row.number),
      locked(file),
      locked(String(row.line)),
      locked([...new Set(problems.map(({ code }) => code))].join('\n')),
      locked([...new Set(problems.map(({ message }) => message))].join('\n')),
      locked([...new Set(problems.map(({ remedy }) => remedy))].join('\n')),
      { text: '', style: 'choice' },
      ...columns.map((_, index): BookCell => {
        if (cells === null) return { text: '', style: 'original' };
        return { text: proposals.get(index) ?? original(index), style: wrong.has(index) ? 'wrong' : 'editable' };
      }),
      ...found.map((index): BookCell => ({ text: original(index), style: 'original' })),
    ];
  }
}

function mapsSheet(name: string, { texts, missing }: RejectsBook, lists: ListSheet): BookSheet {
  const { number, mapName, mapValue, mapCount, mapTarget } = texts;
  const head: BookCell[] = [number, mapName, mapValue, mapCount].map((text) => ({ text, style: 'head' }));
  const choices = missing.flatMap(({ results }, at): ListChoice[] =>
    results.length === 0 ? [] : [{ range: `E${at + 2}`, list: lists.rangeOf(results), strict: false }],
  );
  return {
    name,
    widths: [9, 24, 44, 12, 44],
    frozen: { rows: 1, columns: 0 },
    isProtected: true,
    choices,
    rows: [
      [...head, { text: mapTarget, style: 'editableHead' }],
      ...missing.map((entry): BookCell[] => [
        ...[entry.number, entry.map, entry.value, String(entry.count)].map((text): BookCell => ({
          text,
          style: 'locked',
        })),
        { text: '', style: 'wrong' },
      ]),
    ],
  };
}

/** Columns of values that cells elsewhere are chosen from; equal lists stand once. */
class ListSheet {
  readonly #name: string;
  readonly #lists = new Map<string, readonly string[]>();

  constructor(name: string) {
    this.#name = name;
  }

  get isEmpty(): boolean {
    return this.#lists.size === 0;
  }

  rangeOf(values: readonly string[]): string {
    const id = JSON.stringify(values);
    if (!this.#lists.has(id)) this.#lists.set(id, values);
    const column = columnLetters([...this.#lists.keys()].indexOf(id));
    return `'${this.#name.replaceAll("'", "''")}'!$${column}$1:$${column}$${values.length}`;
  }

  sheet(): BookSheet {
    const lists = [...this.#lists.values()];
    const height = Math.max(...lists.map((values) => values.length));
    const rows = Array.from({ length: height }, (_, at) =>
      lists.map((values): BookCell => ({ text: values[at] ?? '', style: 'locked' })),
    );
    return { name: this.#name, widths: lists.map(() => 30), rows, isProtected: true };
  }
}
