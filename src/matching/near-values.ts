import { isAlike } from '../text/similarity.ts';

// Each test grades two different values of a feature: the first graded level is 1, and so on; 0: nothing in common.

const TAIL = 7;

/** 1: one digit differs; 2: the last seven digits are equal (a lost or other area code). */
export function nearPhone(left: string, right: string): number {
  if (isSameTail(left, right)) return differences(left, right) === 1 ? 1 : 2;
  return left.length === right.length && differences(left, right) === 1 ? 1 : 0;
}

function isSameTail(left: string, right: string): boolean {
  if (left.length <= TAIL || right.length <= TAIL) return false;
  for (let back = 1; back <= TAIL; back += 1) {
    if (left.charCodeAt(left.length - back) !== right.charCodeAt(right.length - back)) return false;
  }
  return true;
}

/** How many letters differ, counted up to two; swapped neighbours are one difference, other lengths two. */
export function differences(left: string, right: string): number {
  if (left.length !== right.length) return 2;
  let count = 0;
  for (let at = left.length - 1; at >= 0 && count < 2; at -= 1) {
    const [a, b] = [left.charCodeAt(at), right.charCodeAt(at)];
    if (a === b) continue;
    count += 1;
    if (at > 0 && a === right.charCodeAt(at - 1) && b === left.charCodeAt(at - 1)) at -= 1;
  }
  return count;
}

/** Of the phones of firms. 1: two neighbouring digits are swapped; 2: one digit differs. */
export function nearLine(left: string, right: string): number {
  if (differences(left, right) !== 1) return 0;
  return digitsApart(left, right) === 2 ? 1 : 2;
}

/** True when one letter is changed, left out or put in, or two neighbours are swapped. */
export function isOneSlip(left: string, right: string): boolean {
  if (left.length === right.length) return differences(left, right) === 1;
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  if (long.length - short.length !== 1) return false;
  let at = 0;
  while (at < short.length && short.charCodeAt(at) === long.charCodeAt(at)) at += 1;
  return short.slice(at) === long.slice(at + 1);
}

const SHORTEST_LOCAL = 4;

const digits = /\d+/g;

/**
 * 1: the same mailbox name at another provider, or nearly the same address; 3: only the digits differ, as those of `ivanov1@`
 * and `ivanov2@` do, who may be two people. 2 is left to mailboxes made of a name.
 */
export function nearMailbox(left: string, right: string): number {
  const a = left.indexOf('@');
  if (a >= SHORTEST_LOCAL && a === right.indexOf('@') && isSameStart(left, right, a)) return 1;
  if (!isAlike(left, right, 0.95)) return 0;
  return left.replace(digits, '') === right.replace(digits, '') ? 3 : 1;
}

/** True when the first letters are equal: what `slice` would tell, without making texts. */
function isSameStart(left: string, right: string, length: number): boolean {
  return isSamePart(left, right, 0, length);
}

function isSamePart(left: string, right: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (left.charCodeAt(at) !== right.charCodeAt(at)) return false;
  return true;
}

const DAY = 10;

/** 1: two of year, month and day are equal, or day and month are swapped; 2: two digits differ, as when a date is misread. */
export function nearBirth(left: string, right: string): number {
  // Two dates that agree in neither year nor month nor day: the usual case.
  if (left.length === DAY && right.length === DAY && !isSamePart(left, right, 0, 4)) {
    if (isSamePart(left, right, 5, 7) && isSamePart(left, right, 8, 10)) return 1;
    return digitsApart(left, right) === 2 ? 2 : 0;
  }
  const year = left.slice(0, 4) === right.slice(0, 4);
  const [month, day] = [left.slice(5, 7), left.slice(8, 10)];
  const [otherMonth, otherDay] = [right.slice(5, 7), right.slice(8, 10)];
  const equal = Number(year) + Number(month === otherMonth) + Number(day === otherDay);
  if (equal >= 2 || (year && month === otherDay && day === otherMonth)) return 1;
  return left.length === right.length && digitsApart(left, right) === 2 ? 2 : 0;
}

/** In how many places two texts of one length differ. */
export function digitsApart(left: string, right: string): number {
  let apart = 0;
  for (let at = 0; at < left.length; at += 1) if (left.charCodeAt(at) !== right.charCodeAt(at)) apart += 1;
  return apart;
}

/** 1: the first half is equal (the delivery area in most countries), or one letter differs. */
export function nearPostcode(left: string, right: string): number {
  const length = Math.max(3, Math.ceil(Math.min(left.length, right.length) / 2));
  return left.slice(0, length) === right.slice(0, length) || differences(left, right) === 1 ? 1 : 0;
}

const SHORTEST_CITY = 4;

/** 1: one city is the beginning of the other, or nearly the other. */
export function nearCity(left: string, right: string): number {
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  if (short.length >= SHORTEST_CITY && long.startsWith(short)) return 1;
  return isAlike(left, right, 0.93) ? 1 : 0;
}

const letters = /[^\d]+/gu;
const SHORTEST_START = 6;
const LONG_WORD = 4;
const word = /[^\d\s]{4,}/u;
/** Digits that are no letters: a skeleton writes ч, ш and ж as 4, 6 and 7, so `6kolna 12` has the house 12. */
const number = /(?<![a-z\d])\d+(?!\d|[a-z]{3})/u;

/** The first number of a street key: the house, or a number of the street's name. */
export function houseOf(street: string): string | undefined {
  return number.exec(street)?.[0];
}

const NEIGHBOURS = 10;

/**
 * 1: one address is the beginning of the other (a flat or a building more), or nearly the other with the same numbers, or both
 * begin with the same house and street. 2: the house next to it in the same street, as large buildings have several numbers,
 * or one whose long number differs in a digit.
 */
export function nearStreet(left: string, right: string): number {
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  if (short.length >= SHORTEST_START && long.startsWith(`${short} `)) return 1;
  const [house, other] = [houseOf(left), houseOf(right)];
  if (house === other && (isSameStreet(left, right) || holdsWords(long, short))) return 1;
  if (!isAlike(left, right, 0.9)) return 0;
  if (left.replace(letters, ' ').trim() === right.replace(letters, ' ').trim()) return 1;
  const isNext = Math.abs(Number(house) - Number(other)) <= NEIGHBOURS || isDigitSlip(house ?? '', other ?? '');
  return isNext && left.replace(number, '') === right.replace(number, '') ? 2 : 0;
}

/**
 * The same of firms, and 3: a house of the same street within two blocks, where numbers of three digits and more count a hundred a block.
 * 4: such a number in another street, as of a house at a corner or a street misread: two places have one by chance once in hundreds.
 */
export function nearPremises(left: string, right: string): number {
  const graded = nearStreet(left, right);
  if (graded !== 0) return graded;
  const [house = '', other = ''] = [houseOf(left), houseOf(right)];
  if (house.length >= LONG_HOUSE && house === other) return 4;
  if (Math.min(house.length, other.length) < LONG_HOUSE || Math.abs(Number(house) - Number(other)) > TWO_BLOCKS)
    return 0;
  return left.replace(number, '') === right.replace(number, '') ? 3 : 0;
}

const TWO_BLOCKS = 200;
const LONG_HOUSE = 3;

/** True for `1633` and `1653`: numbers of one or two digits that differ in one are other houses. */
function isDigitSlip(house: string, other: string): boolean {
  return house.length >= LONG_HOUSE && differences(house, other) === 1;
}

const FEWEST_WORDS = 3;

/** True when every word of the shorter address is in the longer one. */
function holdsWords(long: string, short: string): boolean {
  const words = short.split(' ');
  if (words.length < FEWEST_WORDS) return false;
  const others = new Set(long.split(' '));
  return words.every((word) => others.has(word));
}

/** Of numbers marked `+` for right and `-` for wrong check digits. 1: one digit differs; 2: they differ, one is wrong. */
export function nearChecked(left: string, right: string): number {
  if (left.startsWith('+') && right.startsWith('+')) return 0;
  return differences(left.slice(1), right.slice(1)) === 1 ? 1 : 2;
}

/** True when the first long words are equal or nearly so, or the whole is when spaces are left out. */
function isSameStreet(left: string, right: string): boolean {
  const a = word.exec(left)?.[0] ?? '';
  const b = word.exec(right)?.[0] ?? '';
  if (a.length < LONG_WORD || b.length < LONG_WORD) return false;
  return a === b || isOneSlip(a, b) || joined(left) === joined(right);
}

const direction = /(?<= )[nsev] /g;
const directionWords: Readonly<Record<string, string>> = { 'n ': 'nort', 's ': 'sout', 'e ': 'east', 'v ': 'vest' };

/** An address without spaces, its directions written out: `804 n point` is `804 nortpoint`. */
function joined(street: string): string {
  return street.replace(direction, (letter) => directionWords[letter] ?? '').replaceAll(' ', '');
}
