/** Nothing a person would see. */
export function isBlank(cell: unknown): boolean {
  return cell === null || (typeof cell === 'string' && cell.trim() === '');
}
