import { checkLimit } from '../../archive.ts';
import type { Input } from '../../input.ts';
import type { Scalar } from '../../model/row.ts';
import { numberCell, textCell } from './cell-value.ts';
import { type NumberFormat, plainNumber } from './number-format.ts';
import { localName } from './package.ts';
import { clockText, isoDate } from './serial-date.ts';
import type { RowCollector, SheetHandler } from './xml-sheets.ts';

type Attributes = Readonly<Record<string, string>>;

export interface Xml2003Context {
  /** Position of the sheet in the document, from 0. */
  readonly wanted: number;
  readonly formats: ReadonlyMap<string, NumberFormat>;
  readonly date1904: boolean;
}

/** Collects one sheet of an Excel 2003 XML spreadsheet. */
export class Xml2003Handler implements SheetHandler {
  done = false;
  readonly #input: Input;
  readonly #rows: RowCollector;
  readonly #context: Xml2003Context;
  #sheet = -1;
  #inComment = false;
  #inData = false;
  #type = '';
  #text = '';
  #cell: Attributes = {};
  #span = 0;

  constructor(input: Input, rows: RowCollector, context: Xml2003Context) {
    this.#input = input;
    this.#rows = rows;
    this.#context = context;
  }

  open(name: string, attributes: Attributes): void {
    const local = localName(name);
    if (local === 'Worksheet') this.#sheet += 1;
    if (this.#sheet !== this.#context.wanted || this.done) return;
    const rows = this.#rows;
    if (local === 'Row') {
      rows.line = Number(attribute(attributes, 'Index')) || rows.line + 1;
      this.#span = Number(attribute(attributes, 'Span')) || 0;
      if (attribute(attributes, 'Hidden') === '1') rows.hiddenRows += 1;
    } else if (local === 'Cell') {
      this.#cell = attributes;
      this.#type = '';
      this.#text = '';
      rows.column = (Number(attribute(attributes, 'Index')) || rows.column + 1) - 1;
    } else if (local === 'Comment') this.#inComment = true;
    else if (local === 'Data' && !this.#inComment) {
      this.#inData = true;
      this.#type = attribute(attributes, 'Type') ?? 'String';
    }
  }

  text(value: string): void {
    if (!this.#inData) return;
    this.#text += value;
    checkLimit(this.#input, 'fieldBytes', this.#text.length);
  }

  close(name: string): void {
    if (this.#sheet !== this.#context.wanted || this.done) return;
    switch (localName(name)) {
      case 'Data':
        this.#inData = false;
        return;
      case 'Comment':
        this.#inComment = false;
        return;
      case 'Cell':
        return this.#closeCell();
      case 'Row':
        this.#rows.endRow();
        this.#rows.line += this.#span;
        return;
      case 'Worksheet':
        this.done = true;
    }
  }

  #closeCell(): void {
    const rows = this.#rows;
    const value = this.#value();
    rows.put(value);
    rows.column += Number(attribute(this.#cell, 'MergeAcross')) || 0;
  }

  #value(): Scalar {
    const rows = this.#rows;
    const text = this.#text;
    switch (this.#type) {
      case '': {
        if (attribute(this.#cell, 'Formula') !== undefined) {
          rows.find({ code: 'excel.formula-without-value', args: { cell: rows.cell() } });
        }
        const link = /^(?:mailto|tel):([^?]+)/i.exec(attribute(this.#cell, 'HRef') ?? '')?.[1];
        return link ?? null;
      }
      case 'Number': {
        const format = this.#format();
        if (format.kind === 'percent') rows.percentColumns.add(rows.column);
        const { value, finding } = numberCell(text, format, this.#context.date1904, () => rows.cell());
        if (finding !== undefined) rows.find(finding, text);
        return value;
      }
      case 'DateTime':
        return this.#date(text);
      case 'Boolean':
        return text.trim() === '1';
      case 'Error':
        rows.find({ code: 'excel.error-value', args: { cell: rows.cell(), error: text } });
        return null;
      default:
        return textCell(text);
    }
  }

  /** Clock times are written as instants of the first day there is. */
  #date(text: string): Scalar {
    const date = isoDate(text);
    if (date === undefined) return textCell(text);
    const isClock = date.getUTCFullYear() < 1900 || this.#format().kind === 'time';
    return isClock ? clockText((date.getTime() % 86_400_000) / 86_400_000 + (date.getTime() < 0 ? 1 : 0), false) : date;
  }

  #format(): NumberFormat {
    return this.#context.formats.get(attribute(this.#cell, 'StyleID') ?? '') ?? plainNumber;
  }
}

/** An attribute whatever its prefix: `ss:Index`. */
export function attribute(attributes: Attributes, local: string): string | undefined {
  const usual = attributes[`ss:${local}`] ?? attributes[local];
  if (usual !== undefined) return usual;
  for (const name in attributes) if (localName(name) === local) return attributes[name];
  return undefined;
}
