import type { Value } from '../model/row.ts';
import type { ReadColumn } from './columns.ts';
import { isEmpty, keepInComment, rawText, type RowScope, type Slot } from './scope.ts';

/**
 * Puts what further columns of a field hold into the comment, each under its heading, unless they say the same as the value
 * taken or another field reads them too: a field has one value, and what it has no room for must not be lost.
 */
export function keepOthers(others: readonly ReadColumn[], taken: Value, scope: RowScope, slot: Slot): void {
  if (others.length === 0) return;
  const { column, raw } = slot;
  const own = folded(taken);
  for (const other of others) {
    if (other.isShared()) continue;
    const value = other.read(scope, slot);
    if (!isEmpty(value) && folded(value) !== own) keepInComment(scope, slot, value);
  }
  slot.column = column;
  slot.raw = raw;
}

/** Warns of what further columns of a field hold and it has no room for, unless they say the same or another field reads them too. */
export function tellOthers(others: readonly ReadColumn[], taken: Value, scope: RowScope, slot: Slot): void {
  if (others.length === 0) return;
  const { column, raw } = slot;
  const own = folded(taken);
  const left = others
    .filter((other) => !other.isShared())
    .map((other) => other.read(scope, slot))
    .filter((value) => !isEmpty(value) && folded(value) !== own);
  slot.column = column;
  slot.raw = raw;
  if (left.length > 0)
    slot.note('record.several-values', { taken: rawText(taken), left: left.map(rawText).join(', ') });
}

function folded(value: Value): string {
  return rawText(value).trim().toLowerCase();
}
