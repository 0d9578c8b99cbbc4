/** Cells of a text table; numbers are set right, text left. */
export type TableRow = readonly (string | number)[];

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|\ufe0f/u;
const nothing = /^[\p{M}\u200b-\u200d\u2060\ufeff]+$/u;
// oxlint-disable-next-line no-control-regex
const escapes = /\u001b\[\d*m/g;

/** How many columns a text takes on a terminal: combining marks and colours none, wide East Asian characters and emoji two. */
export function displayWidth(text: string): number {
  const plain = text.replace(escapes, '');
  // Most text is of letters that take one column each.
  if (/^[\u0020-\u007e\u00a0-\u02ff\u0400-\u0482\u048a-\u04ff\u2010-\u2027\u202f]*$/.test(plain)) return plain.length;
  let width = 0;
  for (const { segment } of graphemes.segment(plain)) {
    if (!nothing.test(segment)) width += wide.test(segment) ? 2 : 1;
  }
  return width;
}

/** Lines of a table with aligned columns; the first row is the heading. A column of numbers is set right. */
export function textTable(rows: readonly TableRow[], format: (value: number) => string): readonly string[] {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? format(cell) : cell)));
  const columns = (cells[0] ?? []).map((_, column) => ({
    width: cells.reduce((most, row) => Math.max(most, displayWidth(row[column] ?? '')), 0),
    isNumber: rows.length > 1 && rows.every((row, at) => at === 0 || typeof row[column] === 'number'),
  }));
  return cells.map((row) =>
    row
      .map((cell, column) => {
        const { width, isNumber } = columns[column] ?? { width: 0, isNumber: false };
        return isNumber ? padStart(cell, width) : padEnd(cell, width);
      })
      .join('  ')
      .trimEnd(),
  );
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** The beginning of a text that fits into `width` columns. */
export function cutText(text: string, width: number): string {
  return pieceWord(text, width)[0] ?? '';
}

/** Lines of at most `width` columns, broken between words; a word that is too long is broken inside. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (displayWidth(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = pieceWord(word, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

function pieceWord(word: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of graphemes.segment(word)) {
    if (piece !== '' && displayWidth(piece + segment) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...pieces, piece];
}
