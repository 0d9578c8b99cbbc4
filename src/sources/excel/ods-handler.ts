import { checkLimit } from '../../archive.ts';
import type { Input } from '../../input.ts';
import type { Scalar } from '../../model/row.ts';
import { numberCell } from './cell-value.ts';
import { plainNumber } from './number-format.ts';
import { clockText, isoDate } from './serial-date.ts';
import type { RowCollector, SheetHandler } from './xml-sheets.ts';

type Attributes = Readonly<Record<string, string>>;

/** More copies of a filled row than a sheet has rows. */
const maxRows = 1_048_576;

/** Collects one table of an OpenDocument spreadsheet. */
export class OdsHandler implements SheetHandler {
  done = false;
  readonly #input: Input;
  readonly #rows: RowCollector;
  readonly #wanted: number;
  #table = -1;
  #depth = 0;
  /** Depth inside of notes, drawings and phonetic text, which are not the cell's. */
  #aside = 0;
  #cell: Attributes | undefined;
  #paragraphs = 0;
  #text = '';
  #inParagraph = false;
  #repeated = 1;

  constructor(input: Input, rows: RowCollector, wanted: number) {
    this.#input = input;
    this.#rows = rows;
    this.#wanted = wanted;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'table:table') {
      this.#depth += 1;
      if (this.#depth === 1) this.#table += 1;
    }
    if (this.#table !== this.#wanted || this.done) return;
    if (this.#aside > 0 || isAside(name)) {
      this.#aside += 1;
      return;
    }
    if (name.startsWith('text:')) this.#openText(name, attributes);
    else if (name === 'table:table-cell') {
      this.#cell = attributes;
      this.#text = '';
      this.#paragraphs = 0;
    } else if (name === 'table:covered-table-cell') this.#rows.put(null, repeats(attributes));
    else if (name === 'table:table-row') {
      this.#repeated = Math.min(Number(attributes['table:number-rows-repeated'] ?? 1) || 1, maxRows);
      this.#rows.line += 1;
      if ((attributes['table:visibility'] ?? 'visible') !== 'visible') this.#rows.hiddenRows += this.#repeated;
    } else if (name === 'table:table-row-group') this.#rows.level += 1;
  }

  text(value: string): void {
    if (!this.#inParagraph || this.#aside > 0) return;
    this.#text += value;
    checkLimit(this.#input, 'fieldBytes', this.#text.length);
  }

  close(name: string): void {
    if (name === 'table:table') {
      this.#depth -= 1;
      if (this.#depth === 0 && this.#table === this.#wanted) this.done = true;
    }
    if (this.#table !== this.#wanted || this.done) return;
    if (this.#aside > 0) {
      this.#aside -= 1;
      return;
    }
    if (name === 'text:p' || name === 'text:h') this.#inParagraph = false;
    else if (name === 'table:table-cell') this.#closeCell();
    else if (name === 'table:table-row') this.#rows.endRow(this.#repeated);
    else if (name === 'table:table-row-group') this.#rows.level -= 1;
  }

  #openText(name: string, attributes: Attributes): void {
    if (this.#cell === undefined) return;
    if (name === 'text:p' || name === 'text:h') {
      if (this.#paragraphs > 0) this.#text += '\n';
      this.#paragraphs += 1;
      this.#inParagraph = true;
    } else if (name === 'text:s') this.#text += ' '.repeat(Math.min(Number(attributes['text:c'] ?? 1) || 1, 1000));
    else if (name === 'text:tab') this.#text += '\t';
    else if (name === 'text:line-break') this.#text += '\n';
  }

  #closeCell(): void {
    const cell = this.#cell ?? {};
    this.#cell = undefined;
    this.#rows.put(this.#value(cell), repeats(cell));
  }

  #value(cell: Attributes): Scalar {
    const rows = this.#rows;
    const shown = this.#text;
    if (
      cell['calcext:value-type'] === 'error' ||
      (cell['table:formula'] !== undefined && /^(?:#|Err:\d)/.test(shown))
    ) {
      rows.find({ code: 'excel.error-value', args: { cell: rows.cell(), error: shown } });
      return null;
    }
    switch (cell['office:value-type']) {
      case 'percentage':
        rows.percentColumns.add(rows.column);
        return this.#number(cell['office:value'] ?? '', '');
      case 'float':
      case 'currency':
        return this.#number(cell['office:value'] ?? '', shown);
      case 'date':
        return isoDate(cell['office:date-value'] ?? '') ?? orNull(shown);
      case 'time':
        return clockOf(cell['office:time-value'] ?? '') ?? orNull(shown);
      case 'boolean':
        return cell['office:boolean-value'] === 'true';
      case undefined:
        if (cell['table:formula'] !== undefined && shown === '') {
          rows.find({ code: 'excel.formula-without-value', args: { cell: rows.cell() } });
        }
        return orNull(shown);
      default:
        return orNull(cell['office:string-value'] ?? shown);
    }
  }

  #number(raw: string, shown: string): Scalar {
    if (isLayout(raw, shown)) return shown.trim();
    const { value, finding } = numberCell(raw, plainNumber, false, () => this.#rows.cell());
    if (finding !== undefined) this.#rows.find(finding, raw);
    return value;
  }
}

function isAside(name: string): boolean {
  return name === 'office:annotation' || name === 'text:ruby-text' || name.startsWith('draw:');
}

function repeats(attributes: Attributes): number {
  return Number(attributes['table:number-columns-repeated'] ?? 1) || 1;
}

/** The digits of the number with leading zeros or the signs of a phone number between them: what is shown is the value. */
function isLayout(raw: string, shown: string): boolean {
  if (!/^\d+$/.test(raw) || /[.,]/.test(shown)) return false;
  const digits = shown.replace(/\D/g, '');
  return (
    digits.replace(/^0+(?=\d)/, '') === raw && (digits.length > raw.length || /^\+|[\d)]\s*[-()]/.test(shown.trim()))
  );
}

/** `PT09H30M15S` -> `09:30:15`. */
function clockOf(duration: string): string | undefined {
  const [whole, hours = '0', minutes = '0', seconds = '0'] =
    /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(duration) ?? [];
  if (whole === undefined) return undefined;
  return clockText((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400, false);
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
