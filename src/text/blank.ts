import type { Cell } from '../model/row.ts';

/** Nothing a person would see. */
export function isBlank(cell: Cell): boolean {
  return cell === null || (typeof cell === 'string' && cell.trim() === '');
}
