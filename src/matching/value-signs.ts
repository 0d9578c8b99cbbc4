import type { DictionaryColumns } from './dictionary.ts';

/**
 * A few bits of each value that tell most pairs of unlike ones apart without their texts, which stand far from each other in memory.
 * Where `areUnlike` holds, the grade of the two values is 0; where it does not, nothing is known.
 */
export interface ValueSigns {
  /** The sign of the value whose bytes stand from `from` to `to`: above 0, at most 32 bits; {@link ANY_SIGN} when its bits say nothing. */
  readonly signOf: (bytes: Uint8Array, from: number, to: number) => number;
  readonly areUnlike: (left: number, right: number, leftLength: number, rightLength: number) => boolean;
}

export const ANY_SIGN = 0xffff_ffff;
const ASCII_END = 128;

/** Tells whether two values of a dictionary are unlike by their signs, each made when it is first asked for. */
export function unlikeBySigns(
  { bytes, ends, size }: DictionaryColumns,
  { signOf, areUnlike }: ValueSigns,
): (left: number, right: number) => boolean {
  let signs: Uint32Array | undefined;
  return (left, right) => {
    const known = (signs ??= new Uint32Array(size));
    const leftFrom = left === 0 ? 0 : (ends[left - 1] ?? 0);
    const rightFrom = right === 0 ? 0 : (ends[right - 1] ?? 0);
    const [leftEnd, rightEnd] = [ends[left] ?? 0, ends[right] ?? 0];
    const a = known[left] || (known[left] = signOf(bytes, leftFrom, leftEnd));
    const b = known[right] || (known[right] = signOf(bytes, rightFrom, rightEnd));
    return a !== ANY_SIGN && b !== ANY_SIGN && areUnlike(a, b, leftEnd - leftFrom, rightEnd - rightFrom);
  };
}

const TAIL = 7;
const PHONE = 1 << 28;
const LAST_OF_NIBBLES = 0x1111_1111;
const MOST_SLIPS = 2;

/** Of `nearPhone`: the last seven digits of numbers that are near differ in two places at most, as two neighbours may be swapped. */
export const phoneSigns: ValueSigns = {
  signOf: (bytes, from, to) => {
    let sign = 0;
    for (let at = Math.max(from, to - TAIL); at < to; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte >= ASCII_END) return ANY_SIGN;
      sign = (sign << 4) | (byte & 15);
    }
    return sign | PHONE;
  },
  areUnlike: (left, right) => {
    const differing = left ^ right;
    const nibbles = (differing | (differing >>> 1) | (differing >>> 2) | (differing >>> 3)) & LAST_OF_NIBBLES;
    return bitsIn(nibbles) > MOST_SLIPS;
  },
};

const DAY_BITS = 6;
const MONTH_BITS = 5;
const YEAR_BITS = 16;
const DATE = 1 << 28;
const HYPHEN = 45;
const ZERO = 48;
const DATE_LENGTH = 10;
const LAST_OF_YEAR = 0x1111;

/** Of `nearBirth`: two of year, month and day are equal, day and month are swapped, or two digits differ. Four bits a digit. */
export const dateSigns: ValueSigns = {
  signOf: (bytes, from, to) => {
    if (to - from !== DATE_LENGTH || bytes[from + 4] !== HYPHEN || bytes[from + 7] !== HYPHEN) return ANY_SIGN;
    const [year, month, day] = [digitsAt(bytes, from, 4), digitsAt(bytes, from + 5, 2), digitsAt(bytes, from + 8, 2)];
    if (Number.isNaN(year + month + day) || month >= 1 << MONTH_BITS || day >= 1 << DAY_BITS) return ANY_SIGN;
    return DATE | (((year << MONTH_BITS) | month) << DAY_BITS) | day;
  },
  areUnlike: (left, right) => {
    const differing = left ^ right;
    const year = (differing >>> (DAY_BITS + MONTH_BITS)) & ((1 << YEAR_BITS) - 1);
    const month = (differing >>> DAY_BITS) & ((1 << MONTH_BITS) - 1);
    const day = differing & ((1 << DAY_BITS) - 1);
    if (Number(year === 0) + Number(month === 0) + Number(day === 0) > 1) return false;
    if (year === 0 && dayOf(left) === monthOf(right) && dayOf(right) === monthOf(left)) return false;
    const digits = bitsIn((year | (year >>> 1) | (year >>> 2) | (year >>> 3)) & LAST_OF_YEAR);
    return digits + digitsIn(month) + digitsIn(day) > MOST_SLIPS;
  },
};

function dayOf(date: number): number {
  return date & ((1 << DAY_BITS) - 1);
}

function monthOf(date: number): number {
  return (date >>> DAY_BITS) & ((1 << MONTH_BITS) - 1);
}

/** How many of two digits of four bits are not 0. */
function digitsIn(two: number): number {
  return Number(two >>> 4 !== 0) + Number((two & 15) !== 0);
}

/** Digits with four bits each. */
function digitsAt(bytes: Uint8Array, from: number, digits: number): number {
  let number = 0;
  for (let at = from; at < from + digits; at += 1) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = (number << 4) | digit;
  }
  return number;
}

const LETTER_BITS = 24;
const LOCAL = 1 << LETTER_BITS;
const LOCAL_HASHES = 126;
const AT_SIGN = 64;
/** Jaro of two keys that are alike by 0.95 though four letters at their start are equal, which adds four tenths of what is missing. */
const LEAST_JARO = (0.95 - 0.4) / (1 - 0.4);
const ROUNDING = 1e-6;

/** Of `nearMailbox`: the same name of a mailbox, or so many equal letters that the addresses may be alike by 0.95. */
export const mailboxSigns: ValueSigns = {
  signOf: (bytes, from, to) => {
    let letters = 0;
    let local = 0;
    let isLocal = true;
    for (let at = from; at < to; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte >= ASCII_END) return ANY_SIGN;
      if (byte === AT_SIGN) isLocal = false;
      if (isLocal) local = (Math.imul(local, 31) + byte) | 0;
      letters |= 1 << (byte % LETTER_BITS);
    }
    return ((1 + ((local >>> 0) % LOCAL_HASHES)) * LOCAL + letters) >>> 0;
  },
  areUnlike: (left, right, leftLength, rightLength) => {
    if (left >>> LETTER_BITS === right >>> LETTER_BITS) return false;
    const fewest = ((3 * LEAST_JARO - 1) * leftLength * rightLength) / (leftLength + rightLength) - ROUNDING;
    const missing = left & ~right & (LOCAL - 1);
    const added = right & ~left & (LOCAL - 1);
    return bitsIn(missing) > leftLength - fewest || bitsIn(added) > rightLength - fewest;
  },
};

function bitsIn(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
