import { loadWorkbookTexts } from '../locales/workbook-texts.ts';
import type { Finding } from '../model/issue.ts';
import {
  type FormHead,
  headOf,
  type KnownBook,
  type KnownEntry,
  type KnownRow,
} from '../report/workbook/read-rejects.ts';
import type { OverrideLine } from '../store/overrides.ts';
import { editText } from '../text/edit-text.ts';
import type { ReturnedBook } from './read-rejects-file.ts';
import {
  isSameChange,
  packChange,
  readChange,
  unpackChange,
  type Choice,
  type DecisionWords,
  type ReadRow,
  type RowChange,
} from './rejects-changes.ts';
import type { rejectsChecker } from './rejects-check.ts';

/** A value that a person gave to a missing entry of a value map. */
export interface EntryChange {
  readonly entry: KnownEntry;
  readonly to: string;
}

/** What a workbook brings, and what is wrong with it. */
export interface Taken {
  /** Corrected rows in the order of the sheet, those that conflict left out. Walking them fills `problems`; walk them once. */
  changes(): Iterable<RowChange>;
  readonly entries: readonly EntryChange[];
  readonly problems: readonly { readonly sheet: string; readonly line: number; readonly finding: Finding }[];
}

interface Taking {
  readonly known: KnownBook;
  readonly words: DecisionWords;
  readonly numberHeadings: ReadonlySet<string>;
  /** Packed: a workbook may hold very many corrected rows. */
  readonly found: Map<string, string>;
  /** Lines by row number. */
  readonly seen: Map<string, number>;
  readonly conflicts: Set<string>;
  readonly entries: Map<string, EntryChange>;
  readonly problems: { sheet: string; line: number; finding: Finding }[];
}

/** Reads all rows of a workbook; rows are found by their number, wherever they stand. */
export async function takeChanges(book: ReturnedBook, checker: ReturnType<typeof rejectsChecker>): Promise<Taken> {
  const taking: Taking = {
    known: book.known,
    words: await decisionWords(),
    numberHeadings: new Set(['№', 'No.', ...book.known.sheets.map(({ numberHeading }) => numberHeading)]),
    found: new Map(),
    seen: new Map(),
    conflicts: new Set(),
    entries: new Map(),
    problems: [],
  };
  let sheet = '';
  let head: FormHead | undefined;
  for await (const read of book.rows()) {
    if (read.sheet !== sheet) head = undefined;
    sheet = read.sheet;
    const isHead = headOf(read.cells, taking.numberHeadings);
    if (isHead !== undefined) head = isHead;
    else if (head !== undefined) takeRow(taking, read, head);
  }
  return {
    changes: () => changesOf(taking, checker),
    entries: [...taking.entries.values()],
    problems: taking.problems,
  };
}

function* changesOf(taking: Taking, checker: ReturnType<typeof rejectsChecker>): Generator<RowChange> {
  for (const [number, packed] of taking.found) {
    const row = taking.known.rows.get(number);
    if (row === undefined || taking.conflicts.has(number)) continue;
    const change = unpackChange(packed, row);
    if (isTaken(taking, change, checker)) yield change;
  }
}

async function decisionWords(): Promise<DecisionWords> {
  const all = await Promise.all((['ru', 'en'] as const).map(loadWorkbookTexts));
  return new Map(
    all.flatMap(({ decisions }) =>
      (Object.keys(decisions) as Choice[]).map((choice) => [decisions[choice].toLowerCase(), choice] as const),
    ),
  );
}

function takeRow(taking: Taking, read: ReadRow, head: FormHead): void {
  const number = editText(read.cells[head.numberAt]).trim();
  const report = (finding: Finding) => taking.problems.push({ sheet: read.sheet, line: read.line, finding });
  if (number === '') {
    if (read.cells.some((cell) => editText(cell).trim() !== ''))
      report({ code: 'workbook.row-without-number', args: {} });
    return;
  }
  const entry = taking.known.entries.get(number);
  if (entry !== undefined) return takeEntry(taking, read, { number, entry, head });
  const row = taking.known.rows.get(number);
  if (row === undefined) return void report({ code: 'workbook.unknown-number', args: { number } });
  const { change, findings } = readChange(read, { row, head, words: taking.words });
  for (const finding of findings) report(finding);
  const before = taking.seen.get(number);
  if (before !== undefined && !isSameChange(changeBefore(taking, row), change ?? untouched(row, read))) {
    taking.conflicts.add(number);
    report({ code: 'workbook.number-twice', args: { number, other: before } });
  }
  taking.seen.set(number, read.line);
  if (change !== undefined) taking.found.set(number, packChange(change));
}

function changeBefore({ found }: Taking, row: KnownRow): RowChange {
  const packed = found.get(row.number);
  return packed === undefined ? untouched(row, { sheet: '', line: 0 }) : unpackChange(packed, row);
}

function untouched(row: KnownRow, { sheet, line }: { readonly sheet: string; readonly line: number }): RowChange {
  return { row, decision: undefined, cells: new Map(), sheet, line };
}

function takeEntry(
  { entries, problems }: Taking,
  read: ReadRow,
  { number, entry, head }: { readonly number: string; readonly entry: KnownEntry; readonly head: FormHead },
): void {
  const to = editText(read.cells[head.at.get(entry.targetHeading) ?? -1]).trim();
  if (to === '') return;
  const other = entries.get(number);
  if (other !== undefined && other.to !== to) {
    const finding = { code: 'workbook.number-twice', args: { number, other: read.line } } as const;
    problems.push({ sheet: read.sheet, line: read.line, finding });
    return;
  }
  entries.set(number, { entry, to });
}

/** Conflicts with the source are listed and not taken; rows that stay wrong are taken and listed. */
function isTaken({ problems }: Taking, change: RowChange, checker: ReturnType<typeof rejectsChecker>): boolean {
  const { row, decision, sheet, line } = change;
  const { number } = row;
  if (checker.isChanged(change)) {
    problems.push({ sheet, line, finding: { code: 'workbook.source-changed', args: { number } } });
    return false;
  }
  const [reason] = decision === 'skip' ? [] : (checker.reasonsLeft(change) ?? []);
  if (reason !== undefined) {
    problems.push({ sheet, line, finding: { code: 'workbook.still-wrong', args: { number, reason } } });
  }
  return true;
}

/** What is written down of a corrected row, one line a cell or row. */
export function linesOf(
  { row, decision, cells }: RowChange,
  by: { readonly who: string; readonly when: string },
): readonly OverrideLine[] {
  const { kind, system, key, hash, sheet, marks, fields, wrong } = row;
  const base = { version: 1, entity: kind, system, source_key: key, row_hash: hash } as const;
  const none = { column: null, index: null, field: null, old_hash: null, new_value: null };
  if (decision === 'skip') return [{ ...base, ...none, decision: 'skip', ...by }];
  const cellLine = (index: number, said: 'fixed' | 'as-is', text: string | null): OverrideLine => ({
    ...base,
    column: sheet.columns[index] ?? '',
    index,
    field: fields[index] ?? null,
    old_hash: marks[index]?.old ?? null,
    new_value: text,
    decision: said,
    ...by,
  });
  const unread = decision === 'as-is' ? wrong.filter((index) => !cells.has(index)) : [];
  return [
    ...[...cells].map(([index, text]) => cellLine(index, 'fixed', text)),
    ...unread.map((index) => cellLine(index, 'as-is', null)),
  ];
}

/** What is written down of a value that a map missed. */
export function lineOfEntry(
  { entry, to }: EntryChange,
  by: { readonly who: string; readonly when: string },
): OverrideLine {
  return {
    version: 1,
    entity: 'map',
    system: '',
    source_key: entry.value,
    row_hash: null,
    column: entry.map,
    index: null,
    field: null,
    old_hash: null,
    new_value: to,
    decision: 'fixed',
    ...by,
  };
}
