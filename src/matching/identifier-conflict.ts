import { isMarkedValid } from './checked-number.ts';
import type { ReadColumn } from './feature-table.ts';

/** True for two records with different identifiers whose check digits are both right. */
export function identifierConflict({ ids, dictionary }: ReadColumn): (left: number, right: number) => boolean {
  return (left, right) => {
    const a = ids[left] ?? -1;
    const b = ids[right] ?? -1;
    if (a === b || a === -1 || b === -1) return false;
    return isMarkedValid(dictionary.text(a)) && isMarkedValid(dictionary.text(b));
  };
}
