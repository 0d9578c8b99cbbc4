/** Cells of a text table; numbers are set right, text left. */
export type TableRow = readonly (string | number)[];

/** How many columns a text takes on a terminal: combining marks none, wide East Asian characters two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{M}|\u200b/u.test(character)) continue;
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u.test(
      character,
    )
      ? 2
      : 1;
  }
  return width;
}

/** Lines of a table with aligned columns; the first row is the heading. */
export function textTable(rows: readonly TableRow[], format: (value: number) => string): readonly string[] {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? format(cell) : cell)));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => displayWidth(row[column] ?? ''))));
  const isNumber = (column: number) => rows.slice(1).every((row) => typeof row[column] === 'number');
  return cells.map((row) =>
    row
      .map((cell, column) => {
        const gap = ' '.repeat(Math.max(0, (widths[column] ?? 0) - displayWidth(cell)));
        return isNumber(column) ? gap + cell : cell + gap;
      })
      .join('  ')
      .trimEnd(),
  );
}
