import type { EntityKind } from '../../model/entity.ts';
import { editText } from '../../text/edit-text.ts';
import { type CellMark, readMark } from './hidden-sheet.ts';

/** A row of a sheet as a reader of spreadsheets gives it. */
export interface FormRow {
  readonly line: number;
  readonly cells: readonly unknown[];
}

/** What the hidden sheet says of a row that a person may have edited. */
export interface KnownRow {
  readonly number: string;
  readonly kind: EntityKind;
  readonly system: string;
  readonly key: string | null;
  readonly hash: string | null;
  readonly marks: readonly CellMark[];
  /** Places of the columns whose values keep the record from being loaded. */
  readonly wrong: readonly number[];
  readonly fields: Readonly<Record<string, string>>;
  readonly sheet: KnownSheet;
}

export interface KnownSheet {
  readonly numberHeading: string;
  readonly decisionHeading: string;
  /** Headings of the source, and the same as the workbook shows them. */
  readonly columns: readonly string[];
  readonly shown: readonly string[];
}

export interface KnownEntry {
  readonly map: string;
  readonly value: string;
  readonly targetHeading: string;
}

/** What a workbook of rejected rows says about itself. */
export interface KnownBook {
  readonly format: string;
  readonly project: string;
  readonly run: string;
  readonly rows: ReadonlyMap<string, KnownRow>;
  readonly entries: ReadonlyMap<string, KnownEntry>;
}

/** Reads the hidden sheet. Undefined when it is not that of a workbook of rejected rows. */
export async function readHidden(pages: AsyncIterable<readonly FormRow[]>): Promise<KnownBook | undefined> {
  const facts = new Map<string, string>();
  const rows = new Map<string, KnownRow>();
  const entries = new Map<string, KnownEntry>();
  let sheet: KnownSheet = { numberHeading: '', decisionHeading: '', columns: [], shown: [] };
  for await (const page of pages) {
    for (const { cells } of page) {
      const [what = '', ...rest] = cells.map(editText);
      if (what === 'sheet') sheet = knownSheet(rest);
      else if (what === 'row') rows.set(rest[0] ?? '', knownRow(rest, sheet));
      else if (what === 'map') {
        const [number = '', map = '', value = '', targetHeading = ''] = rest;
        entries.set(number, { map, value, targetHeading });
      } else facts.set(what, rest[0] ?? '');
    }
  }
  const format = facts.get('perenos');
  if (format === undefined) return undefined;
  return { format, project: facts.get('project') ?? '', run: facts.get('run') ?? '', rows, entries };
}

function knownSheet([
  ,
  numberHeading = '',
  decisionHeading = '',
  columns = '',
  shown = '',
]: readonly string[]): KnownSheet {
  return { numberHeading, decisionHeading, columns: asList(columns), shown: asList(shown) };
}

function knownRow(cells: readonly string[], sheet: KnownSheet): KnownRow {
  const [number = '', kind = '', system = '', key = '', hash = '', marks = '', wrong = '', fields = ''] = cells;
  return {
    number,
    // Written by `hiddenSheet` only.
    kind: kind as EntityKind,
    system,
    key: key.startsWith('k:') ? key.slice(2) : null,
    hash: hash === '' ? null : hash,
    marks: marks.split(' ').filter(Boolean).map(readMark),
    wrong: wrong.split(' ').filter(Boolean).map(Number),
    fields: asRecord(fields),
    sheet,
  };
}

function asList(text: string): readonly string[] {
  const parsed = parse(text);
  return Array.isArray(parsed) ? parsed.map(String) : [];
}

function asRecord(text: string): Readonly<Record<string, string>> {
  const parsed = parse(text);
  return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, string>) : {};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where things stand in a sheet that a person has rearranged. */
export interface FormHead {
  readonly numberAt: number;
  /** Place in the sheet by heading. */
  readonly at: ReadonlyMap<string, number>;
}

/** Takes a row for the headings when it holds the heading of the row numbers. */
export function headOf(cells: readonly unknown[], numberHeadings: ReadonlySet<string>): FormHead | undefined {
  const texts = cells.map((cell) => editText(cell).trim());
  const numberAt = texts.findIndex((text) => numberHeadings.has(text));
  if (numberAt === -1) return undefined;
  const at = new Map<string, number>();
  for (const [place, text] of texts.entries()) if (text !== '' && !at.has(text)) at.set(text, place);
  return { numberAt, at };
}
