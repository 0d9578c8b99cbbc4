import { createHash } from 'node:crypto';
import { cellText } from './cell-text.ts';

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * A source cell as a person sees and edits it. The same for a cell as read and for one that went through JSON, where dates are
 * texts. Values of a list stand on lines of their own.
 */
export function editText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (Array.isArray(cell)) return cell.map(editText).join('\n');
  if (typeof cell === 'string') return instant.test(cell) ? (cellText(new Date(cell)) ?? cell) : cell;
  return cellText(cell) ?? JSON.stringify(cell);
}

/** Tells texts apart: 66 bits of SHA-256, as eleven characters. */
export function editHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 11);
}

/** Tells rows apart by all their cells, as a plan keeps them. */
export function rowHash(cells: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(cells)).digest('base64url').slice(0, 16);
}
