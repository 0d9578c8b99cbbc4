import type { Scalar } from '../../model/row.ts';

/** Nothing a person would see. */
export function isBlank(cell: Scalar): boolean {
  return cell === null || (typeof cell === 'string' && cell.trim() === '');
}
