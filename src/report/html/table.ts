import { html, type Content, type Markup } from './markup.ts';

/** A column: its heading, and whether it holds numbers, which are set right. */
export interface Column {
  readonly title: string;
  readonly numeric?: boolean;
  /** A class for the looks of its cells. */
  readonly look?: 'account' | 'short' | 'wide';
}

/** A row: its cells, of which the first names it, and a class for its looks. */
export interface TableRow {
  readonly cells: readonly Content[];
  readonly look?: 'sum' | 'part' | 'bad';
}

export interface Table {
  /** What the table shows, for people who do not see it. */
  readonly label: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (TableRow | readonly Content[])[];
}

/** Tables of up to so many rows are kept on one sheet of paper. */
const longestUnbroken = 14;

/** A table that scrolls by itself where the page is narrow. */
export function table({ label, columns, rows }: Table): Markup {
  const head = columns.map(
    ({ title, numeric }) => html`<th scope="col" ${looks(numeric === true ? 'n' : '')}>${title}</th>`,
  );
  return html`<div
    class="${rows.length > longestUnbroken ? 'scroll' : 'scroll short'}"
    role="group"
    aria-label="${label}"
    tabindex="0"
  >
    <table>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => bodyRow(isPlain(row) ? { cells: row } : row, columns))}
      </tbody>
    </table>
  </div> `;
}

function bodyRow({ cells, look }: TableRow, columns: readonly Column[]): Markup {
  const made = cells.map((cell, index) => {
    const numeric = looks(columns[index]?.look ?? (columns[index]?.numeric === true ? 'n' : ''));
    return index === 0 ? html`<th scope="row" ${numeric}>${cell}</th>` : html`<td${numeric}>${cell}</td>`;
  });
  return html`<tr${looks(look ?? '')}>${made}</tr>
`;
}

function looks(name: string): Markup | null {
  return name === '' ? null : html` class="${name}"`;
}

function isPlain(row: TableRow | readonly Content[]): row is readonly Content[] {
  return Array.isArray(row);
}
