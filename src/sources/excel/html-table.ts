import { checkLimit } from '../../archive.ts';
import type { Input } from '../../input.ts';
import type { Scalar } from '../../model/row.ts';
import { decodeEntities } from '../../text/html.ts';
import type { CellFinding, SheetRow } from './sheet.ts';

/** Only these are structure; any other `<` belongs to the text of a cell, as Bitrix24 writes comments unescaped. */
const structure = /<(\/?)(tr|td|th|tbody|thead|tfoot|table)(?=[\s>/])([^>]*)>/gi;
const lineBreak = /<br\s*\/?>|<\/(?:p|div|li|h[1-6])\s*>/gi;
const inlineTag =
  /<\/?(?:a|abbr|b|big|blockquote|center|code|div|em|font|h[1-6]|hr|i|img|li|nobr|o:p|ol|p|pre|s|small|span|strong|sub|sup|tt|u|ul|wbr)(?:\s[^<>]*)?\/?>/gi;
const markup = /<(?:style|script)\b[^>]*>[\s\S]*?<\/(?:style|script)\s*>|<!--[\s\S]*?-->/gi;

/** Collects the rows of the tables in an HTML text that arrives in pieces. */
export class HtmlTableReader {
  readonly #input: Input;
  /** White space means nothing, as in files saved by a spreadsheet. */
  readonly #collapse: boolean;
  #rest = '';
  #rows: SheetRow[] = [];
  #line = 0;
  #width = -1;
  #cells: Scalar[] | undefined;
  #found = 0;
  /** Text of a row outside of its cells: what a tag in a comment has cut off. */
  #stray = '';
  #cell: string | undefined;
  #colspan = 1;
  #rowspan = 1;
  /** Rows that a cell above still reaches into, by column. */
  #spans: number[] = [];

  constructor(input: Input, collapse: boolean) {
    this.#input = input;
    this.#collapse = collapse;
  }

  /** The rows completed since the last call. */
  take(): readonly SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  /** Tables opened and not closed. */
  depth = 0;

  /** Whether the text ended inside of a row. */
  get open(): boolean {
    return this.#cells !== undefined;
  }

  write(text: string): void {
    const piece = this.#rest + text;
    const end = piece.lastIndexOf('>') + 1;
    this.#rest = piece.slice(end);
    checkLimit(this.#input, 'fieldBytes', this.#rest.length);
    this.#read(piece.slice(0, end));
  }

  end(): void {
    this.#read(this.#rest);
    this.#rest = '';
    this.#endRow();
  }

  #read(piece: string): void {
    let at = 0;
    for (const match of piece.matchAll(structure)) {
      this.#text(piece.slice(at, match.index));
      at = match.index + match[0].length;
      const [, slash = '', name = '', attributes = ''] = match;
      this.#tag(name.toLowerCase(), slash !== '', attributes);
    }
    this.#text(piece.slice(at));
  }

  #text(text: string): void {
    if (text === '') return;
    if (this.#cell !== undefined) {
      this.#cell += text;
      checkLimit(this.#input, 'fieldBytes', this.#cell.length);
    } else if (this.#cells !== undefined && this.#stray.length < 1000) this.#stray += text.trim();
  }

  #tag(name: string, isEnd: boolean, attributes: string): void {
    if (name === 'td' || name === 'th') {
      this.#endCell();
      if (!isEnd) this.#startCell(attributes);
    } else if (name === 'tr') {
      this.#endRow();
      if (!isEnd) this.#cells = [];
    } else if (!isEnd) this.depth += name === 'table' ? 1 : 0;
    else {
      this.#endRow();
      if (name === 'table') {
        this.depth -= 1;
        this.#spans = [];
        this.#width = -1;
      }
    }
  }

  #startCell(attributes: string): void {
    this.#cells ??= [];
    this.#cell = '';
    this.#colspan = spanOf(attributes, 'colspan', this.#input.limits.columns);
    this.#rowspan = spanOf(attributes, 'rowspan', 65_536);
  }

  #endCell(): void {
    if (this.#cell === undefined || this.#cells === undefined) return;
    const text = cellText(this.#cell, this.#collapse);
    this.#cell = undefined;
    this.#skipSpanned();
    for (let extra = 0; extra < this.#colspan; extra += 1) {
      if (this.#rowspan > 1) this.#spans[this.#cells.length] = this.#rowspan - 1;
      this.#cells.push(extra === 0 && text !== '' ? text : null);
    }
    this.#found += this.#colspan;
    checkLimit(this.#input, 'columns', this.#cells.length);
  }

  /** Columns taken by a cell of a row above. */
  #skipSpanned(): void {
    const cells = this.#cells ?? [];
    for (let left = this.#spans[cells.length] ?? 0; left > 0; left = this.#spans[cells.length] ?? 0) {
      this.#spans[cells.length] = left - 1;
      cells.push(null);
      this.#found += 1;
    }
  }

  #endRow(): void {
    this.#endCell();
    const cells = this.#cells;
    this.#cells = undefined;
    if (cells === undefined) return;
    this.#line += 1;
    // Cells reached from above at the end of the row.
    for (let column = cells.length; column < this.#spans.length; column += 1) {
      const left = this.#spans[column] ?? 0;
      if (left === 0) continue;
      this.#spans[column] = left - 1;
      this.#found += 1;
    }
    this.#giveRow(cells);
    this.#found = 0;
    this.#stray = '';
  }

  #giveRow(cells: Scalar[]): void {
    const findings: CellFinding[] = [];
    if (this.#width > 1 && (this.#found !== this.#width || this.#stray !== '') && cells.length > 0) {
      const args = { expected: this.#width, found: this.#found };
      const lost = this.#stray === '' ? {} : { value: this.#stray };
      findings.push({ column: -1, finding: { code: 'excel.shifted-row', args }, ...lost });
    }
    // Titles stand above in one wide cell; the first row of several cells sets the measure.
    if (this.#width <= 1) this.#width = cells.filter((cell) => cell !== null).length > 1 ? this.#found : -1;
    while (cells.length > 0 && cells.at(-1) === null) cells.pop();
    if (cells.length > 0) this.#rows.push({ line: this.#line, level: 0, cells, findings });
  }
}

function spanOf(attributes: string, name: string, max: number): number {
  if (attributes === '') return 1;
  const value = Number(new RegExp(`\\b${name}\\s*=\\s*["']?(\\d{1,6})`, 'i').exec(attributes)?.[1] ?? 1);
  return Math.min(Math.max(value, 1), max);
}

function cellText(html: string, collapse: boolean): string {
  if (!html.includes('<') && !html.includes('&') && !collapse) return html.trim().replace(/\r\n?/g, '\n');
  let text = html.replace(markup, '');
  if (collapse) text = text.replace(/\s*\n\s*/g, ' ');
  text = text.replace(lineBreak, '\n').replace(inlineTag, '');
  return decodeEntities(text).trim().replace(/\r\n?/g, '\n');
}
