import type { PhoneRemark } from './finding.ts';
import type { KnownNumber } from './known.ts';
import { readChain } from './partition.ts';
import type { Place, Resolution, Resolved } from './resolution.ts';
import { resolveNumber } from './resolve.ts';
import { digitsOf, scanChains, type Chain, type DigitGroup } from './scan.ts';
import { announcesExtension } from './words.ts';

/** A number or a failed piece with its place in the text. */
export interface Item {
  start: number;
  /** After its extension. */
  end: number;
  readonly digits: number;
  readonly resolution: Resolution;
  /** Several: each makes a number of its own. */
  readonly extensions: string[];
  readonly remarks: PhoneRemark[];
}

const MIN_DIGITS = 5;
const MAX_EXTENSION = 7;
const MAX_NEXT_EXTENSION = 4;
const BETWEEN_EXTENSIONS = /^\s{0,3}(?:[,/]|(?<!\p{L})(?:и|или|and|or)(?!\p{L}))\s{0,3}$/iu;
const BROKEN_LINE = /^[\s,]{0,4}$/;
const BETWEEN_LEFTOVERS = /^[\s.,;:/\\-]{0,5}$/;
const TEXT_BEFORE_EXTENSION = 40;

/** Reads all chains of a masked text. */
export function readItems(raw: string, masked: string, place: Place): readonly Item[] {
  const items: Item[] = [];
  let chains = scanChains(masked);
  for (let i = 0; i < chains.length; i += 1) {
    const chain = chains[i];
    if (chain === undefined) break;
    const next = chains[i + 1];
    const merged = next && mayBeCode(chain, items.at(-1), masked) && joinBroken(chain, next, { masked, place });
    if (typeof merged === 'object') {
      chains = [...chains.slice(0, i), merged, ...chains.slice(i + 2)];
      i -= 1;
      continue;
    }
    if (isStrayTrunk(chain, next, masked)) continue;
    readOne(chain, items, { masked, place });
    noteStrayTrunk(chains[i - 1], chain, items.at(-1), masked);
  }
  return items;
}

interface Reading {
  readonly masked: string;
  readonly place: Place;
}

function readOne(chain: Chain, items: Item[], reading: Reading): void {
  const last = items.at(-1);
  const before = reading.masked.slice(Math.max(last?.end ?? 0, chain.start - TEXT_BEFORE_EXTENSION), firstDigit(chain));
  if (announcesExtension(before) && !isFullNumber(chain, reading.place)) {
    takeExtension(chain, last, items, reading);
    return;
  }
  if (last?.resolution.ok === true && isNextExtension(chain, last, before)) {
    last.extensions.push(digitsOf(chain.groups));
    last.end = chain.end;
  } else if (last?.resolution.ok === true && isTail(chain, last, before)) {
    items.push(withTail(chain, last.resolution.number, reading.place));
  } else {
    readNumbers(chain, items, reading);
  }
}

function firstDigit(chain: Chain): number {
  return chain.groups[0]?.start ?? chain.start;
}

function isFullNumber(chain: Chain, place: Place): boolean {
  const digits = digitsOf(chain.groups);
  return digits.length >= 10 && resolveChain(chain, place).ok;
}

function resolveChain(chain: Chain, place: Place): Resolution {
  return resolveNumber(
    {
      digits: digitsOf(chain.groups),
      plus: chain.plus,
      shape: chain.groups.map((g) => g.digits.length),
      bracketed: '',
    },
    place,
  );
}

/** The first group of the chain is the extension of the number before; what follows after a space is read on its own. */
function takeExtension(chain: Chain, owner: Item | undefined, items: Item[], reading: Reading): void {
  const tied = chain.groups.findIndex((group, place) => place > 0 && group.apart);
  const groups = tied < 0 ? chain.groups : chain.groups.slice(0, tied);
  const digits = digitsOf(groups);
  const end = tied < 0 ? chain.end : (groups.at(-1)?.end ?? chain.end);
  if (owner?.resolution.ok === true && digits.length <= MAX_EXTENSION) {
    if (owner.extensions.length === 0) {
      owner.extensions.push(digits);
      owner.end = end;
    } else items.push(sameNumber(owner.resolution, { start: chain.start, end, extension: digits }));
  } else if (owner === undefined || owner.resolution.ok) {
    items.push(failedItem(chain.start, end, digits.length));
  } else {
    owner.end = end;
  }
  if (tied > 0)
    readOne(
      { ...chain, groups: chain.groups.slice(tied), plus: false, start: chain.groups[tied]?.start ?? end },
      items,
      reading,
    );
}

/** `доб. 1 (Анна), доб. 2 (Олег)`: the number again, with the next extension. */
function sameNumber(
  { ok, number, strong }: Resolved,
  { start, end, extension }: { readonly start: number; readonly end: number; readonly extension: string },
): Item {
  return {
    start,
    end,
    digits: extension.length,
    resolution: { ok, number, strong },
    extensions: [extension],
    remarks: [],
  };
}

function failedItem(start: number, end: number, digits: number): Item {
  return { start, end, digits, resolution: { ok: false, code: 'phone.extension-only' }, extensions: [], remarks: [] };
}

/** `доб. 12, 13` */
function isNextExtension(chain: Chain, last: Item, before: string): boolean {
  const [only, ...others] = chain.groups;
  return (
    last.extensions.length > 0 &&
    others.length === 0 &&
    !chain.plus &&
    (only?.digits.length ?? 9) <= MAX_NEXT_EXTENSION &&
    BETWEEN_EXTENSIONS.test(before)
  );
}

/** `123-45-67/68` */
function isTail(chain: Chain, last: Item, before: string): boolean {
  const [only, ...others] = chain.groups;
  return (
    last.extensions.length === 0 &&
    others.length === 0 &&
    !chain.plus &&
    only?.digits.length === 2 &&
    /^\s?\/\s?$/.test(before)
  );
}

/** A second number that differs in its last two digits. */
function withTail(chain: Chain, number: KnownNumber, place: Place): Item {
  const tail = digitsOf(chain.groups);
  const other = place.plans.international(number.value.slice(1, -tail.length) + tail);
  const position = { start: chain.start, end: chain.end, digits: tail.length, extensions: [] };
  if (other === undefined) return { ...position, resolution: { ok: false, code: 'phone.too-short' }, remarks: [] };
  const remark: PhoneRemark = { code: 'phone.tail-number', args: { value: other.value, tail } };
  return { ...position, resolution: { ok: true, number: other, strong: false, remark }, remarks: [] };
}

function readNumbers(chain: Chain, items: Item[], { masked, place }: Reading): void {
  if (digitsOf(chain.groups).length < MIN_DIGITS) {
    noteLeftover(chain, items.at(-1), masked);
    return;
  }
  for (const part of readChain(chain, place, lastNumber(items))) {
    items.push({
      start: part.start,
      end: part.end,
      digits: part.digits,
      resolution: part.resolution,
      extensions: [],
      remarks: part.remark === undefined ? [] : [part.remark],
    });
  }
}

/** A few digits right after a number (`123-45-67, 68`) are no comment like others. */
function noteLeftover(chain: Chain, last: Item | undefined, masked: string): void {
  if (last?.resolution.ok !== true || !BETWEEN_LEFTOVERS.test(masked.slice(last.end, chain.start))) return;
  const { value } = last.resolution.number;
  last.remarks.push({ code: 'phone.leftover-digits', args: { value, text: digitsOf(chain.groups) } });
}

function lastNumber(items: readonly Item[]): Resolved | undefined {
  const last = items.findLast((item) => item.resolution.ok)?.resolution;
  return last?.ok === true ? last : undefined;
}

/** A few digits that are no extension may be the code of what follows. */
function mayBeCode(chain: Chain, last: Item | undefined, masked: string): boolean {
  if (chain.groups.at(-1)?.bracketed === true) return true;
  if (last !== undefined && last.extensions.length > 0) return false;
  return !announcesExtension(masked.slice(Math.max(0, chain.start - TEXT_BEFORE_EXTENSION), firstDigit(chain)));
}

/** `8 (495)` and `123-45-67` on the next line or after a comma are one number. */
function joinBroken(chain: Chain, next: Chain, { masked, place }: Reading): Chain | undefined {
  const head = digitsOf(chain.groups);
  if (head.length > MIN_DIGITS + 1 || head.length < 3 || next.plus) return undefined;
  if (!BROKEN_LINE.test(masked.slice(chain.end, next.start))) return undefined;
  const tail = digitsOf(next.groups).length;
  const merged: Chain = { ...chain, groups: [...chain.groups, ...apartFirst(next.groups)], end: next.end };
  return tail >= MIN_DIGITS && tail <= MAX_EXTENSION && resolveChain(merged, place).ok ? merged : undefined;
}

function apartFirst(groups: readonly DigitGroup[]): readonly DigitGroup[] {
  return groups.map((group, place) => (place === 0 ? { ...group, apart: true } : group));
}

/** `8 +7 495 ...`: an 8 left before a number that has its plus. */
function isStrayTrunk(chain: Chain, next: Chain | undefined, masked: string): boolean {
  if (next?.plus !== true || !/^[78]$/.test(digitsOf(chain.groups))) return false;
  return /^[ (-]{0,3}$/.test(masked.slice(chain.end, next.start));
}

function noteStrayTrunk(stray: Chain | undefined, chain: Chain, item: Item | undefined, masked: string): void {
  if (stray === undefined || item?.resolution.ok !== true || !isStrayTrunk(stray, chain, masked)) return;
  item.start = stray.start;
  item.remarks.push({ code: 'phone.extra-trunk', args: { value: item.resolution.number.value } });
}
