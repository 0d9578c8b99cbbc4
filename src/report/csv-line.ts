/**
 * One line of a CSV file with semicolons for Excel in Russian settings, or with commas for machines. For Excel, text that a
 * spreadsheet would take for a formula gets an apostrophe in front (OWASP ASVS 5, requirement 1.2.10).
 */
export function csvLine(cells: readonly string[], forExcel: boolean): string {
  return cells.map((cell) => quoted(forExcel ? harmless(cell) : cell)).join(forExcel ? ';' : ',');
}

function harmless(cell: string): string {
  return /^\s*[=+\-@\t\r\n\0＝＋－＠]/.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  return /["\r\n;,]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
