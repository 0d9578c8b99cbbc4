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
  return similarityFrom(left, right, 0);
}

/** True when the Jaro-Winkler similarity is at least `least` (above 0). Unlike keys cost a few steps only. */
export function isAlike(left: string, right: string, least: number): boolean {
  if (left === right) return left !== '';
  return similarityFrom(left, right, least) >= least;
}

/** The similarity of two different keys; 0 for one that is surely under `least`. */
function similarityFrom(left: string, right: string, least: number): number {
  const prefix = commonPrefix(left, right);
  const bonus = prefix * prefixWeight;
  if (left.length <= wordBits && right.length <= wordBits) {
    const sizes = left.length * right.length;
    const jaroNeeded = (least - bonus) / (1 - bonus);
    const fewest = sizes === 0 ? 0 : ((3 * jaroNeeded - 1) * sizes) / (left.length + right.length) - rounding;
    if (Math.min(left.length, right.length) < fewest) return 0;
    const found = shortJaro(left, right, left.length - fewest);
    if (found !== notAscii) return found === 0 ? 0 : found + bonus * (1 - found);
  }
  const jaro = longJaro(left, right);
  return jaro === 0 ? 0 : jaro + bonus * (1 - jaro);
}

function commonPrefix(a: string, b: string): number {
  const end = Math.min(longestPrefix, a.length, b.length);
  let prefix = 0;
  while (prefix < end && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix += 1;
  return prefix;
}

const wordBits = 32;
const asciiCodes = 128;
const rounding = 1e-6;
const notAscii = -1;
/** For each letter the places in the second key where it stands, as bits. All zero between calls. */
const placesOf = new Int32Array(asciiCodes);
const matchedLetters = new Uint8Array(wordBits);

/**
 * The Jaro similarity of keys of at most 32 letters, the places of a letter held in one word; 0 once more than `spare` letters of
 * the first key have no match; -1 when the second key is not ASCII.
 */
function shortJaro(a: string, b: string, spare: number): number {
  for (let j = 0; j < b.length; j += 1) {
    const letter = b.charCodeAt(j);
    if (letter >= asciiCodes) {
      clearPlaces(b, j);
      return notAscii;
    }
    placesOf[letter] = (placesOf[letter] ?? 0) | (1 << j);
  }
  const reach = Math.max(0, (Math.max(a.length, b.length) >> 1) - 1);
  let taken = 0;
  let matches = 0;
  let missed = 0;
  for (let i = 0; i < a.length; i += 1) {
    const letter = a.charCodeAt(i);
    const end = i + reach + 1;
    const below = end >= wordBits ? -1 : (1 << end) - 1;
    const above = i <= reach ? -1 : -1 << (i - reach);
    const free = letter < asciiCodes ? (placesOf[letter] ?? 0) & below & above & ~taken : 0;
    if (free !== 0) {
      taken |= free & -free;
      matchedLetters[matches] = letter;
      matches += 1;
    } else {
      missed += 1;
      if (missed > spare) break;
    }
  }
  clearPlaces(b, b.length);
  if (matches === 0 || missed > spare) return 0;
  const differing = differingLetters(b, taken) / 2;
  return (matches / a.length + matches / b.length + (matches - differing) / matches) / 3;
}

function clearPlaces(key: string, end: number): void {
  for (let j = 0; j < end; j += 1) placesOf[key.charCodeAt(j)] = 0;
}

/** How many letters at the places `taken` differ from those matched in the first key, in their order. */
function differingLetters(b: string, taken: number): number {
  let differing = 0;
  let at = 0;
  for (let rest = taken; rest !== 0; rest &= rest - 1) {
    if (b.charCodeAt(wordBits - 1 - Math.clz32(rest & -rest)) !== matchedLetters[at]) differing += 1;
    at += 1;
  }
  return differing;
}

function longJaro(left: string, right: string): number {
  const a = left.length > longestKey ? left.slice(0, longestKey) : left;
  const b = right.length > longestKey ? right.slice(0, longestKey) : right;
  const matches = countMatches(a, b);
  if (matches === 0) return 0;
  return (matches / a.length + matches / b.length + (matches - halfTranspositions(a, b)) / matches) / 3;
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
