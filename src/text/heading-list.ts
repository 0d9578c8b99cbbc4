/** As many headings as a message has room for, and as much of each. */
const mostHeadings = 12;
const mostLetters = 60;

/** The headings of a table for a message: the first filled ones, long ones cut. */
export function headingList(columns: readonly string[]): string {
  const filled = columns.filter((column) => column.trim() !== '');
  const shown = filled.slice(0, mostHeadings).map((column) => {
    const letters = Array.from(column);
    return letters.length > mostLetters ? `${letters.slice(0, mostLetters).join('')}…` : column;
  });
  return `${shown.join(', ')}${filled.length > mostHeadings ? ', …' : ''}`;
}
