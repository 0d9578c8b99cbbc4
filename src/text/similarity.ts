/** Distances of short ASCII keys (skeletons). Nothing is allocated per call for keys up to {@link longestKey} letters. */

const longestKey = 256;
const matchedLeft = new Uint8Array(longestKey);
const matchedRight = new Uint8Array(longestKey);
const prefixWeight = 0.1;
const longestPrefix = 4;

/**
 * Jaro-Winkler similarity, 0 to 1 (W. Winkler, 1990; prefix weight 0.1, up to four letters). Letters beyond the 256th are
 * not compared. Two empty keys are 0: nothing was compared.
 */
export function jaroWinkler(left: string, right: string): number {
  if (left === right) return left === '' ? 0 : 1;
  const a = left.length > longestKey ? left.slice(0, longestKey) : left;
  const b = right.length > longestKey ? right.slice(0, longestKey) : right;
  const matches = countMatches(a, b);
  if (matches === 0) return 0;
  const jaro = (matches / a.length + matches / b.length + (matches - halfTranspositions(a, b)) / matches) / 3;
  let prefix = 0;
  while (prefix < longestPrefix && prefix < a.length && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  return jaro + prefix * prefixWeight * (1 - jaro);
}

function countMatches(a: string, b: string): number {
  const reach = Math.max(0, (Math.max(a.length, b.length) >> 1) - 1);
  matchedLeft.fill(0, 0, a.length);
  matchedRight.fill(0, 0, b.length);
  let matches = 0;
  for (let i = 0; i < a.length; i++) {
    const letter = a.charCodeAt(i);
    const end = Math.min(b.length, i + reach + 1);
    for (let j = Math.max(0, i - reach); j < end; j++) {
      if (matchedRight[j] === 0 && b.charCodeAt(j) === letter) {
        matchedLeft[i] = 1;
        matchedRight[j] = 1;
        matches++;
        break;
      }
    }
  }
  return matches;
}

function halfTranspositions(a: string, b: string): number {
  let differing = 0;
  let j = 0;
  for (let i = 0; i < a.length; i++) {
    if (matchedLeft[i] === 0) continue;
    while (matchedRight[j] === 0) j++;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) differing++;
    j++;
  }
  return differing / 2;
}

let beforeLast = new Uint16Array(longestKey + 1);
let last = new Uint16Array(longestKey + 1);
let current = new Uint16Array(longestKey + 1);

/**
 * How many edits (insert, delete, replace, swap of neighbours) turn one key into the other: the optimal string alignment
 * form of Damerau-Levenshtein. Stops at `limit + 1` when the keys are further apart than `limit`.
 */
export function damerauLevenshtein(left: string, right: string, limit = longestKey): number {
  if (left === right) return 0;
  const a = left.length > longestKey ? left.slice(0, longestKey) : left;
  const b = right.length > longestKey ? right.slice(0, longestKey) : right;
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  for (let j = 0; j <= b.length; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    if (fillRow(a, b, i) > limit) return limit + 1;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return Math.min(last[b.length] ?? 0, limit + 1);
}

/** Fills `current` for letter `i` of `a`; returns its smallest value. */
function fillRow(a: string, b: string, i: number): number {
  const letter = a.charCodeAt(i - 1);
  current[0] = i;
  let smallest = i;
  for (let j = 1; j <= b.length; j++) {
    const other = b.charCodeAt(j - 1);
    const replace = (last[j - 1] ?? 0) + (letter === other ? 0 : 1);
    let cost = Math.min(replace, (last[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
    if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other) {
      cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
    }
    current[j] = cost;
    if (cost < smallest) smallest = cost;
  }
  return smallest;
}
