import { jaroWinkler } from '../text/similarity.ts';

// Each test grades two different values of a feature: the first graded level is 1, and so on; 0: nothing in common.

const TAIL = 7;

/** 1: one digit differs; 2: the last seven digits are equal (a lost or other area code). */
export function nearPhone(left: string, right: string): number {
  const end = left.length - TAIL;
  if (end > 0 && right.length > TAIL && left.endsWith(right.slice(-TAIL)))
    return differences(left, right) === 1 ? 1 : 2;
  return left.length === right.length && differences(left, right) === 1 ? 1 : 0;
}

/** How many letters differ, counted up to two; two when the lengths differ. */
export function differences(left: string, right: string): number {
  if (left.length !== right.length) return 2;
  let count = 0;
  for (let at = left.length - 1; at >= 0 && count < 2; at -= 1) {
    if (left.charCodeAt(at) !== right.charCodeAt(at)) count += 1;
  }
  return count;
}

const SHORTEST_LOCAL = 4;

/** 1: the same mailbox name at another provider, or nearly the same address. */
export function nearMailbox(left: string, right: string): number {
  const a = left.indexOf('@');
  if (a >= SHORTEST_LOCAL && a === right.indexOf('@') && left.slice(0, a) === right.slice(0, a)) return 1;
  return jaroWinkler(left, right) >= 0.95 ? 1 : 0;
}

/** 1: two of year, month and day are equal, or day and month are swapped. */
export function nearBirth(left: string, right: string): number {
  const year = left.slice(0, 4) === right.slice(0, 4);
  const [month, day] = [left.slice(5, 7), left.slice(8, 10)];
  const [otherMonth, otherDay] = [right.slice(5, 7), right.slice(8, 10)];
  const equal = Number(year) + Number(month === otherMonth) + Number(day === otherDay);
  return equal >= 2 || (year && month === otherDay && day === otherMonth) ? 1 : 0;
}

/** 1: the first half is equal (the delivery area in most countries). */
export function nearPostcode(left: string, right: string): number {
  const length = Math.max(3, Math.ceil(Math.min(left.length, right.length) / 2));
  return left.slice(0, length) === right.slice(0, length) ? 1 : 0;
}

const letters = /[^\d]+/gu;

/** 1: nearly the same street and the same numbers. */
export function nearStreet(left: string, right: string): number {
  return jaroWinkler(left, right) >= 0.9 && left.replace(letters, ' ') === right.replace(letters, ' ') ? 1 : 0;
}
