import type { EntityKind } from '../../model/entity.ts';
import { editText } from '../../text/edit-text.ts';
import { type CellMark, readMark } from './hidden-sheet.ts';

/** A row of a sheet as a reader of spreadsheets gives it. */
export interface FormRow {
  readonly line: number;
  readonly cells: readonly unknown[];
}

const unit = '\u001f';

/**
 * What the hidden sheet says of a row that a person may have edited. Every row of a workbook is held until its sheet is read: it
 * stays packed in one text, which what is asked of it is taken from.
 */
export class KnownRow {
  readonly sheet: KnownSheet;
  readonly #packed: string;

  /** @param cells after the first, as `hiddenSheet` writes them */
  constructor(cells: readonly string[], sheet: KnownSheet) {
    this.sheet = sheet;
    this.#packed = cells.join(unit);
  }

  get number(): string {
    return this.#part(0);
  }

  get kind(): EntityKind {
    // Written by `hiddenSheet` only.
    return this.#part(1) as EntityKind;
  }

  get system(): string {
    return this.#part(2);
  }

  get key(): string | null {
    const key = this.#part(3);
    return key.startsWith('k:') ? key.slice(2) : null;
  }

  get hash(): string | null {
    const hash = this.#part(4);
    return hash === '' ? null : hash;
  }

  get marks(): readonly CellMark[] {
    return this.#words(5).map(readMark);
  }

  /** Places of the columns whose values keep the record from being loaded. */
  get wrong(): readonly number[] {
    return this.#words(6).map(Number);
  }

  get fields(): Readonly<Record<string, string>> {
    return asRecord(this.#part(7));
  }

  #part(at: number): string {
    return this.#packed.split(unit)[at] ?? '';
  }

  #words(at: number): readonly string[] {
    return this.#part(at).split(' ').filter(Boolean);
  }
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
  readonly sheets: readonly KnownSheet[];
  readonly rows: ReadonlyMap<string, KnownRow>;
  readonly entries: ReadonlyMap<string, KnownEntry>;
}

/** Reads the hidden sheet. Undefined when it is not that of a workbook of rejected rows. */
export async function readHidden(pages: AsyncIterable<readonly FormRow[]>): Promise<KnownBook | undefined> {
  const facts = new Map<string, string>();
  const rows = new Map<string, KnownRow>();
  const entries = new Map<string, KnownEntry>();
  const sheets: KnownSheet[] = [];
  let sheet: KnownSheet = { numberHeading: '', decisionHeading: '', columns: [], shown: [] };
  for await (const page of pages) {
    for (const { cells } of page) {
      const [what = '', ...rest] = cells.map(editText);
      if (what === 'sheet') sheets.push((sheet = knownSheet(rest)));
      else if (what === 'row') rows.set(rest[0] ?? '', new KnownRow(rest, sheet));
      else if (what === 'map') {
        const [number = '', map = '', value = '', targetHeading = ''] = rest;
        entries.set(number, { map, value, targetHeading });
      } else facts.set(what, rest[0] ?? '');
    }
  }
  const format = facts.get('perenos');
  if (format === undefined) return undefined;
  return { format, project: facts.get('project') ?? '', run: facts.get('run') ?? '', sheets, rows, entries };
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
