/** How a cell looks and whether it may be edited; numbers of the cell formats in `styles.ts`. */
export const cellStyles = {
  plain: 0,
  head: 1,
  locked: 2,
  original: 3,
  editable: 4,
  wrong: 5,
  choice: 6,
  title: 7,
  wrapped: 8,
  editableHead: 9,
  differs: 10,
} as const;
export type CellStyle = keyof typeof cellStyles;

/** A cell: always text. */
export interface BookCell {
  readonly text: string;
  readonly style: CellStyle;
}

/** A list to choose from in a range of cells such as `H2:H20`. */
export interface ListChoice {
  readonly range: string;
  /** Values in quotation marks, or a range of another sheet. */
  readonly list: string;
  /** Anything else is refused by the spreadsheet, not only warned about. */
  readonly strict: boolean;
}

/** One sheet; rows are made while they are written. */
export interface BookSheet {
  readonly name: string;
  readonly veryHidden?: boolean;
  /** Widths in characters. */
  readonly widths: readonly number[];
  readonly rows: Iterable<readonly BookCell[]>;
  /** Rows and columns that stay in view. */
  readonly frozen?: { readonly rows: number; readonly columns: number };
  /** Filter buttons over this range, such as `A1:K100`. */
  readonly filter?: string;
  /** Cells may not be edited unless their style says so; without a password. */
  readonly isProtected?: boolean;
  readonly choices?: readonly ListChoice[];
}

/** A spreadsheet holds no more in one cell (ECMA-376 and Excel: 32 767 characters). */
export const longestCell = 32_767;

// Characters that XML 1.0 cannot hold, lone surrogates included.
const impossible =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const lookalikeEscape = /_(?=x[0-9A-Fa-f]{4}_)/g;

/** Text as a cell can hold it: what a reader of the workbook gives back when nobody has touched it. */
export function bookText(text: string): string {
  const plain = text.replace(/\r\n?/g, '\n').replace(impossible, '\ufffd');
  return plain.length > longestCell ? `${plain.slice(0, longestCell - 1)}…` : plain;
}

/** Letters of a column, 0-based: 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest >= 0 ? columnLetters(rest) : '') + String.fromCharCode(65 + (index % 26));
}

/** The XML of a sheet, in the order of the schema (ECMA-376 part 1, 18.3.1.99). */
export function* sheetXml(sheet: BookSheet): Generator<string> {
  const { frozen, widths, filter, choices = [] } = sheet;
  yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
  yield `<sheetViews><sheetView workbookViewId="0">${frozen === undefined ? '' : paneXml(frozen)}</sheetView></sheetViews>`;
  yield '<sheetFormatPr defaultRowHeight="15"/>';
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  if (columns.length > 0) yield `<cols>${columns.join('')}</cols>`;
  yield '<sheetData>';
  let line = 0;
  for (const row of sheet.rows) {
    line += 1;
    yield rowXml(row, line);
  }
  yield '</sheetData>';
  if (sheet.isProtected === true) {
    yield '<sheetProtection sheet="1" objects="1" scenarios="1" formatCells="0" formatColumns="0" formatRows="0" deleteRows="0" sort="0" autoFilter="0"/>';
  }
  if (filter !== undefined) yield `<autoFilter ref="${filter}"/>`;
  if (choices.length > 0) {
    yield `<dataValidations count="${choices.length}">${choices.map(choiceXml).join('')}</dataValidations>`;
  }
  yield '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>';
}

function paneXml({ rows, columns }: { readonly rows: number; readonly columns: number }): string {
  const pane = columns > 0 ? 'bottomRight' : 'bottomLeft';
  const split = columns > 0 ? ` xSplit="${columns}"` : '';
  return `<pane${split} ySplit="${rows}" topLeftCell="${columnLetters(columns)}${rows + 1}" activePane="${pane}" state="frozen"/><selection pane="${pane}"/>`;
}

function rowXml(row: readonly BookCell[], line: number): string {
  let cells = '';
  for (const [at, { text, style }] of row.entries()) {
    const reference = `${columnLetters(at)}${line}`;
    if (text === '') {
      if (style !== 'plain') cells += `<c r="${reference}" s="${cellStyles[style]}"/>`;
    } else {
      cells += `<c r="${reference}" s="${cellStyles[style]}" t="inlineStr"><is><t xml:space="preserve">${cellXml(text)}</t></is></c>`;
    }
  }
  return `<row r="${line}">${cells}</row>`;
}

function choiceXml({ range, list, strict }: ListChoice): string {
  const kind = strict ? 'stop' : 'warning';
  return `<dataValidation type="list" errorStyle="${kind}" allowBlank="1" showInputMessage="1" showErrorMessage="1" sqref="${range}"><formula1>${escapeXml(list)}</formula1></dataValidation>`;
}

/** `_x0041_` in a text would be read as an escaped letter, so its first sign is escaped itself (ECMA-376 part 1, 22.9.2.19). */
function cellXml(text: string): string {
  const plain = bookText(text);
  return escapeXml(plain.includes('_x') ? plain.replace(lookalikeEscape, '_x005F_') : plain);
}

/** Text as the content or a quoted attribute of an element. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
