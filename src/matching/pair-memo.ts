const MOST_SLOTS = 1 << 15;
const LEAST_SLOTS = 1 << 8;

/**
 * Remembers what was found for the pairs of numbers seen last: a bounded memory that changes no result. `find` gives whole numbers
 * from 0 to 254; `values` is how many numbers there are, as few need little memory. Nothing is allocated before the first pair.
 */
export function rememberPairs(
  values: number,
  find: (left: number, right: number) => number,
): (left: number, right: number) => number {
  let slots = LEAST_SLOTS;
  while (slots < MOST_SLOTS && slots < values * 8) slots *= 2;
  const shift = Math.clz32(slots) + 1;
  let memo: { readonly left: Int32Array; readonly right: Int32Array; readonly found: Uint8Array } | undefined;
  return (left, right) => {
    memo ??= { left: new Int32Array(slots).fill(-2), right: new Int32Array(slots), found: new Uint8Array(slots) };
    const slot = (Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)) >>> shift;
    if (memo.left[slot] === left && memo.right[slot] === right) return memo.found[slot] ?? 0;
    const found = find(left, right);
    memo.left[slot] = left;
    memo.right[slot] = right;
    memo.found[slot] = found;
    return found;
  };
}
