/** `AB12` -> column 27, row 12 -> 12; a part that is missing or malformed is -1. Columns are 0-based, rows 1-based. */
export function parseAddress(reference: string): { readonly column: number; readonly row: number } {
  let at = 0;
  let column = 0;
  for (; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) & ~0x20;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  const row = Number(reference.slice(at));
  return { column: column - 1, row: Number.isInteger(row) && row > 0 ? row : -1 };
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
