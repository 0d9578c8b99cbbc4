import { checkLimit } from '../../archive.ts';
import type { Input } from '../../input.ts';
import type { Finding } from '../../model/issue.ts';
import type { Scalar } from '../../model/row.ts';
import type { XmlHandler } from '../../xml.ts';
import { cellName, columnOf } from './address.ts';
import { numberCell, textCell } from './cell-value.ts';
import { plainNumber } from './number-format.ts';
import { localName } from './package.ts';
import { isoDate } from './serial-date.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { CellFinding, SheetRow } from './sheet.ts';
import { styleAt, type Styles } from './styles.ts';

/** What a sheet takes from its workbook. */
export interface SheetContext {
  readonly strings: SharedStrings;
  readonly styles: Styles;
  readonly date1904: boolean;
  /** Addresses of `mailto:` and `tel:` links, without the scheme, by cell. */
  readonly links: ReadonlyMap<string, string>;
  /** Told of every cell whose value a formula gave: 1-based row, 0-based column. */
  readonly onFormula?: (line: number, column: number) => void;
}

type Attributes = Readonly<Record<string, string>>;

const noFindings: readonly CellFinding[] = [];

/** Collects the rows of one worksheet part (ECMA-376 part 1, 18.3.1) from the events of its XML. */
export class SheetReader implements XmlHandler {
  readonly percentColumns = new Set<number>();
  hiddenRows = 0;
  readonly #input: Input;
  readonly #workbook: SheetContext;
  #rows: SheetRow[] = [];
  #inData = false;
  #line = 0;
  #level = 0;
  #cells: Scalar[] = [];
  #findings: CellFinding[] = [];
  #rowCharacters = 0;
  #characters = 0;
  #column = -1;
  #type = '';
  #style: string | undefined;
  #text = '';
  #hasValue = false;
  #hasFormula = false;
  #capturing = false;
  #phonetic = false;

  constructor(input: Input, workbook: SheetContext) {
    this.#input = input;
    this.#workbook = workbook;
  }

  /** The rows completed since the last call. */
  take(): readonly SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'c':
        return this.#openCell(attributes);
      case 'v':
        this.#hasValue = true;
        this.#capturing = true;
        return;
      case 't':
        this.#capturing = !this.#phonetic;
        return;
      case 'row':
        return this.#openRow(attributes);
      case 'f':
        this.#hasFormula = true;
        return;
      case 'is':
        this.#hasValue = true;
        this.#type = 'inlineStr';
        return;
      case 'rPh':
        this.#phonetic = true;
        return;
      case 'sheetData':
        this.#inData = true;
        return;
      default:
        if (name.includes(':')) this.open(localName(name), attributes);
    }
  }

  text(value: string): void {
    if (!this.#capturing || !this.#inData) return;
    this.#text += value;
    if (this.#text.length > this.#input.limits.fieldBytes) checkLimit(this.#input, 'fieldBytes', this.#text.length);
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
        this.#capturing = false;
        return;
      case 'c':
        return this.#closeCell();
      case 'row':
        return this.#closeRow();
      case 'rPh':
        this.#phonetic = false;
        return;
      case 'sheetData':
        this.#inData = false;
        return;
      default:
        if (name.includes(':')) this.close(localName(name));
    }
  }

  #openRow(attributes: Attributes): void {
    const line = Number(attributes['r']);
    this.#line = Number.isInteger(line) && line > 0 ? line : this.#line + 1;
    this.#level = Number(attributes['outlineLevel'] ?? 0) || 0;
    if (attributes['hidden'] === '1' || attributes['hidden'] === 'true') this.hiddenRows += 1;
    this.#column = -1;
    this.#rowCharacters = 0;
  }

  #openCell(attributes: Attributes): void {
    const reference = attributes['r'];
    const column = reference === undefined ? -1 : columnOf(reference);
    this.#column = column < 0 ? this.#column + 1 : column;
    this.#type = attributes['t'] ?? 'n';
    this.#style = attributes['s'];
    this.#text = '';
    this.#hasValue = false;
    this.#hasFormula = false;
  }

  #closeCell(): void {
    if (!this.#inData) return;
    let value = this.#hasValue ? this.#value() : null;
    if (!this.#hasValue && this.#hasFormula) this.#find({ code: 'excel.formula-without-value', args: this.#cell() });
    if (this.#workbook.links.size > 0) value = this.#linked(value);
    if (value === null) return;
    if (this.#hasFormula) this.#workbook.onFormula?.(this.#line, this.#column);
    if (this.#column >= this.#input.limits.columns) checkLimit(this.#input, 'columns', this.#column + 1);
    const cells = this.#cells;
    while (cells.length < this.#column) cells.push(null);
    cells[this.#column] = value;
    if (typeof value === 'string') this.#count(value.length);
  }

  /** Shared texts are small in the file however often cells repeat them: what is given out counts. */
  #count(characters: number): void {
    this.#rowCharacters += characters;
    this.#characters += characters;
    if (this.#rowCharacters > this.#input.limits.rowBytes) checkLimit(this.#input, 'rowBytes', this.#rowCharacters);
    if (this.#characters > this.#input.limits.archiveBytes) checkLimit(this.#input, 'archiveBytes', this.#characters);
  }

  #value(): Scalar {
    const text = this.#text;
    switch (this.#type) {
      case 's':
        return this.#shared(text);
      case 'str':
      case 'inlineStr':
        return textCell(text);
      case 'b':
        return text.trim() === '1' || text.trim() === 'true';
      case 'e':
        this.#find({ code: 'excel.error-value', args: { ...this.#cell(), error: text } });
        return null;
      case 'd':
        return isoDate(text) ?? textCell(text);
      default:
        return this.#number(text);
    }
  }

  #shared(text: string): string | null {
    // An empty index is how some writers leave a text cell empty.
    if (text === '') return null;
    const value = this.#workbook.strings.get(Number(text));
    if (value === undefined) this.#find({ code: 'excel.bad-reference', args: { ...this.#cell(), index: text } });
    return value === undefined || value === '' ? null : value;
  }

  #number(text: string): Scalar {
    if (text === '') {
      if (this.#hasFormula) this.#find({ code: 'excel.formula-without-value', args: this.#cell() });
      return null;
    }
    const format = this.#style === undefined ? plainNumber : styleAt(this.#workbook.styles, this.#style);
    if (format === plainNumber && text.length < 15) {
      const number = Number(text);
      if (Number.isFinite(number)) return number;
    }
    if (format.kind === 'percent') this.percentColumns.add(this.#column);
    const cell = numberCell(text, format, this.#workbook.date1904, () => cellName(this.#column, this.#line));
    if (cell.finding !== undefined) this.#find(cell.finding, text);
    return cell.value;
  }

  /** The address behind a link, where the cell is empty; where the text hides another address, that is said. */
  #linked(value: Scalar): Scalar {
    const target = this.#workbook.links.get(cellName(this.#column, this.#line));
    if (target === undefined) return value;
    if (value === null || (typeof value === 'string' && value.trim() === '')) return target;
    if (!String(value).toLowerCase().includes(target.toLowerCase())) {
      this.#find({ code: 'excel.link-target', args: { ...this.#cell(), target } });
    }
    return value;
  }

  #closeRow(): void {
    if (!this.#inData) return;
    if (this.#cells.length > 0 || this.#findings.length > 0) {
      const findings = this.#findings.length > 0 ? this.#findings : noFindings;
      this.#rows.push({ line: this.#line, level: this.#level, cells: this.#cells, findings });
      this.#cells = [];
      if (findings !== noFindings) this.#findings = [];
    }
  }

  #cell(): { readonly cell: string } {
    return { cell: cellName(this.#column, this.#line) };
  }

  #find(finding: Finding, value?: string): void {
    this.#findings.push({ column: this.#column, finding, ...(value === undefined ? {} : { value }) });
  }
}
