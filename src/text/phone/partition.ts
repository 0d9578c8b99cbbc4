import type { PhoneRemark } from './finding.ts';
import type { KnownNumber } from './known.ts';
import { inheritCityCode } from './local.ts';
import type { Place, Resolution, Written } from './resolution.ts';
import { resolveNumber } from './resolve.ts';
import { digitsOf, type Chain, type DigitGroup } from './scan.ts';

/** A stretch of a chain that was read as one number, or failed to be. */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly digits: number;
  readonly resolution: Resolution;
  readonly remark?: PhoneRemark;
}

const FULL_NUMBER = 10;
const MAX_PARTS_GROUPS = 40;

/** Reads a chain as one number, or as several that stand side by side; what does not add up fails as a whole. */
export function readChain(chain: Chain, place: Place, previous: KnownNumber | undefined): readonly Part[] {
  const whole = readGroups(chain, 0, chain.groups.length, place);
  if (chain.spoiled !== undefined) {
    return [
      { ...whole, resolution: { ok: false, code: chain.spoiled === 'masked' ? 'phone.masked' : 'phone.invalid' } },
    ];
  }
  if (whole.resolution.ok) return [whole];
  const inherited = previous && inheritCityCode(writtenOf(chain.groups, chain.plus), previous, place.plans);
  if (inherited !== undefined && isNextTo(whole)) return [{ ...whole, resolution: inherited }];
  if (chain.groups.length === 1 || chain.groups.length > MAX_PARTS_GROUPS) return [whole];
  return split(chain, place) ?? [whole];
}

/** Only numbers that lack nothing but their code take it from the number before. */
function isNextTo(part: Part): boolean {
  return !part.resolution.ok && part.resolution.code === 'phone.no-city-code';
}

/** The one way to cut a chain into numbers that each say what they are; none or several ways: undefined. */
function split(chain: Chain, place: Place): readonly Part[] | undefined {
  const glued = allFull(chain, place);
  if (glued !== undefined) return glued;
  const head = strongHead(chain, place);
  if (head === undefined) return afterStray(chain, place);
  const { part, next } = head;
  const rest = chain.groups.slice(next);
  if (!part.resolution.ok) return undefined;
  const restChain = tailOf(chain, next);
  const tail = split(restChain, place) ?? wholeRest(restChain, part.resolution.number, place);
  if (tail !== undefined) return [part, ...tail];
  const digits = digitsOf(rest);
  if (digits.length > 5 || !rest.every((group) => group.bracketed) || rest.length !== 1) return undefined;
  const text = `(${digits})`;
  return [{ ...part, remark: { code: 'phone.leftover-digits', args: { value: part.resolution.number.value, text } } }];
}

/** `84951234567 4951234568`: every group is a number of its own. */
function allFull(chain: Chain, place: Place): readonly Part[] | undefined {
  if (!chain.groups.every((group) => group.digits.length >= FULL_NUMBER)) return undefined;
  const parts = chain.groups.map((_group, at) => readGroups(chain, at, at + 1, place));
  return parts.every((part) => part.resolution.ok) ? parts : undefined;
}

function wholeRest(chain: Chain, previous: KnownNumber, place: Place): readonly Part[] | undefined {
  const whole = readGroups(chain, 0, chain.groups.length, place);
  if (whole.resolution.ok && whole.resolution.strong) return [whole];
  const written = writtenOf(chain.groups, false);
  const inherited = written.digits.length > 5 ? inheritCityCode(written, previous, place.plans) : undefined;
  return inherited && [{ ...whole, resolution: inherited }];
}

/** The shortest strong number at the start of the chain, when no longer one starts there too. */
function strongHead(chain: Chain, place: Place): { readonly part: Part; readonly next: number } | undefined {
  let found: { readonly part: Part; readonly next: number } | undefined;
  for (let next = 1; next < chain.groups.length; next += 1) {
    if (chain.groups[next]?.apart !== true) continue;
    const part = readGroups(chain, 0, next, place);
    if (!part.resolution.ok || !part.resolution.strong) continue;
    if (found !== undefined) return undefined;
    found = { part, next };
  }
  return found;
}

/** `2 8-928-700-21-65`: a short stray number before one that starts with its own 7 or 8. */
function afterStray(chain: Chain, place: Place): readonly Part[] | undefined {
  const [stray, lead] = chain.groups;
  if (
    chain.plus ||
    stray === undefined ||
    lead === undefined ||
    stray.digits.length > 3 ||
    stray.bracketed ||
    !lead.apart
  )
    return undefined;
  if (!/^[78](?:\d{10})?$/.test(lead.digits) || /^[78]$/.test(stray.digits)) return undefined;
  if (place.plans.international(digitsOf(chain.groups)) !== undefined) return undefined;
  const rest = tailOf(chain, 1);
  const parts = [readGroups(rest, 0, rest.groups.length, place)];
  const [first] = parts;
  if (first?.resolution.ok !== true) return undefined;
  const { value } = first.resolution.number;
  return [{ ...first, remark: { code: 'phone.leftover-digits', args: { value, text: stray.digits } } }];
}

function tailOf(chain: Chain, from: number): Chain {
  const groups = chain.groups.slice(from);
  const first = groups[0];
  const start = first === undefined ? chain.end : first.bracketed ? first.start - 1 : first.start;
  return { ...chain, groups, plus: false, start };
}

function readGroups(chain: Chain, from: number, to: number, place: Place): Part {
  const groups = from === 0 && to === chain.groups.length ? chain.groups : chain.groups.slice(from, to);
  const written = writtenOf(groups, chain.plus && from === 0);
  const start = from === 0 ? chain.start : (groups[0]?.start ?? chain.start);
  const end = to === chain.groups.length ? chain.end : (groups.at(-1)?.end ?? chain.end);
  return { start, end, digits: written.digits.length, resolution: resolveNumber(written, place) };
}

function writtenOf(groups: readonly DigitGroup[], plus: boolean): Written {
  let bracketed = '';
  for (const group of groups) if (group.bracketed) bracketed += group.digits;
  return { digits: digitsOf(groups), plus, shape: groups.map((group) => group.digits.length), bracketed };
}
