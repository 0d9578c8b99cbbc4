/** `AB12` -> column 27, row 12 -> 12; a part that is missing or malformed is -1. Columns are 0-based, rows 1-based. */
export function parseAddress(reference: string): { readonly column: number; readonly row: number } {
  const row = Number(reference.replace(/^[A-Za-z]+/, ''));
  return { column: columnOf(reference), row: Number.isInteger(row) && row > 0 ? row : -1 };
}

/** The column of an address: `AB12` -> 27; -1 when it has none. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) & ~0x20;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}

/** 27 -> `AB`. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** Column 27 in row 12 -> `AB12`. */
export function cellName(column: number, line: number): string {
  return columnName(column) + String(line);
}
