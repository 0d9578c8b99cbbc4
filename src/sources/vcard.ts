import { z } from 'zod';
import type { Context } from '../context.ts';
import { InputError } from '../errors.ts';
import type { Input } from '../input.ts';
import { issueAt } from '../model/issue.ts';
import { option } from '../model/option.ts';
import type { Row, Table } from '../model/row.ts';
import { decodeAll } from '../text/decoder.ts';
import { byteOrderMark, encodingNamed } from '../text/encoding.ts';
import { defineSource, type Detection } from './source.ts';
import { Card, type CardNote } from './vcard/card.ts';
import { cardColumns } from './vcard/columns.ts';
import { byteLines, wideWithoutMark } from './vcard/lines.ts';
import type { Property } from './vcard/property.ts';
import { Unfolder, type StrayLine } from './vcard/unfold.ts';

const batchRows = 500;

const vcardOptions = z.strictObject({
  encoding: option(z.string().default('windows-1251'), {
    en: 'Character set of values that state none and are not UTF-8',
    ru: 'Кодировка значений, у которых она не указана и которые не в UTF-8',
  }),
});
type VcardOptions = z.output<typeof vcardOptions>;

/**
 * Address books and phone contacts: vCard 2.1, 3.0 and 4.0, versions mixed, any number of cards in a file. One row a card. Pictures,
 * sounds and keys are passed over.
 */
export const vcard = defineSource({
  name: 'vcard',
  summary: 'Cards of phones, mail programs and address books: vCard 2.1, 3.0, 4.0',
  extensions: ['.vcf', '.vcard'],
  options: vcardOptions,
  oneTable: true,
  preset: 'vcard',
  detect: detectVcard,
  read: readVcard,
});

async function detectVcard(input: Input): Promise<Detection | undefined> {
  const text = await headText(input);
  if (!/^\s*(?:[A-Za-z0-9_-]+\.)?BEGIN\s*:\s*VCARD\s*[\r\n]/i.test(text)) return undefined;
  const versions = new Set([...text.matchAll(/^VERSION:\s*([\d.]+)/gim)].map((match) => match[1]));
  const [only] = versions;
  return { confidence: 0.97, kind: versions.size === 1 ? `vCard ${only}` : 'vCard' };
}

async function headText(input: Input): Promise<string> {
  const head = await input.head();
  const mark = byteOrderMark(head);
  const wide = mark?.encoding ?? wideWithoutMark(head);
  if (wide === 'utf-16le' || wide === 'utf-16be') return decodeAll(head, wide, mark?.length ?? 0);
  return Buffer.from(head.subarray(mark?.length ?? 0)).toString('latin1');
}

async function* readVcard(input: Input, options: VcardOptions, context: Context): AsyncGenerator<readonly Row[]> {
  const { file } = input;
  if (encodingNamed(options.encoding) === undefined)
    throw new InputError('input.encoding-unsupported', { file, encoding: options.encoding });
  const reader = new CardReader(input, options.encoding, context);
  context.signal.throwIfAborted();
  for await (const lines of byteLines(input)) {
    for (const line of lines) for (const item of reader.unfolder.write(line)) reader.take(item);
    yield* reader.batches(batchRows);
    context.signal.throwIfAborted();
  }
  reader.end();
  yield* reader.batches(1);
  context.fact({ file, name: 'format', value: `vCard ${[...reader.versions].toSorted().join(', ')}`.trim() });
  if (reader.count === 0)
    context.report(
      issueAt({ table: { file, name: '' }, line: 1 }, { code: 'input.no-rows', args: { file, table: '' } }),
    );
}

class CardReader {
  readonly unfolder: Unfolder;
  readonly versions = new Set<string>();
  count = 0;
  readonly #file: string;
  readonly #columns = [...cardColumns];
  readonly #table: Table;
  readonly #encoding: string;
  readonly #context: Context;
  readonly #note: CardNote;
  #rows: Row[] = [];
  #card: Card | undefined;
  /** Cards inside a card (an AGENT of version 2.1) that are open. */
  #inner = 0;
  #isAgent = false;

  constructor(input: Input, encoding: string, context: Context) {
    this.unfolder = new Unfolder(input);
    this.#file = input.file;
    this.#table = { file: input.file, name: '', columns: this.#columns };
    this.#encoding = encoding;
    this.#context = context;
    this.#note = (finding, { line, column, value }) => {
      const place = { value, ...(column === '' ? {} : { column }) };
      context.report(issueAt({ table: this.#table, line }, finding, place));
    };
  }

  take(item: Property | StrayLine): void {
    const card = this.#card;
    if ('stray' in item) {
      if (this.#inner === 0 && card !== undefined) card.addStray(item.stray, item.line);
      else if (card === undefined) this.#outside(item.line, item.stray);
      return;
    }
    const isCard = /^vcard$/i.test(item.value.trim());
    if (item.name === 'BEGIN' && isCard) this.#begin(item.line);
    else if (item.name === 'END' && isCard) this.#close();
    else if (card === undefined) this.#outside(item.line, `${item.name}:`);
    else if (this.#inner === 0) {
      this.#isAgent = item.name === 'AGENT' && item.value.trim() === '';
      card.add(item);
    }
  }

  #outside(line: number, text: string): void {
    this.#note({ code: 'vcard.outside', args: {} }, { line, column: '', value: text });
  }

  #begin(line: number): void {
    if (this.#card !== undefined && (this.#isAgent || this.#inner > 0)) {
      if (this.#inner === 0) this.#note({ code: 'vcard.inner-card', args: {} }, { line, column: 'AGENT', value: '' });
      this.#inner += 1;
      return;
    }
    if (this.#card !== undefined) {
      this.#note({ code: 'vcard.no-end', args: {} }, { line: this.#card.line, column: '', value: '' });
      this.#finish(this.#card);
    }
    this.#card = new Card(line, this.#encoding, this.#note);
  }

  #close(): void {
    if (this.#inner > 0) {
      this.#inner -= 1;
      this.#isAgent = false;
      return;
    }
    if (this.#card !== undefined) this.#finish(this.#card);
    this.#card = undefined;
  }

  #finish(card: Card): void {
    this.#rows.push({ table: this.#table, line: card.line, cells: card.finish(this.#columns) });
    this.count += 1;
    if (card.version !== '') this.versions.add(card.version);
  }

  /** Ends the file; a card that is still open was cut off. @throws InputError */
  end(): void {
    for (const item of this.unfolder.end()) this.take(item);
    if (this.#card === undefined) return;
    const place = `${this.#file}:${this.#card.line}`;
    throw new InputError(
      'input.truncated',
      { file: this.#file, place },
      { place: { file: this.#file, line: this.#card.line } },
    );
  }

  /** Full batches, or with `least` 1 whatever there is. */
  *batches(least: number): Generator<readonly Row[]> {
    while (this.#rows.length >= least) {
      const batch = this.#rows.splice(0, batchRows);
      this.#context.signal.throwIfAborted();
      yield batch;
    }
  }
}
