import type { PhoneRemark } from './finding.ts';
import { inheritCityCode } from './local.ts';
import type { Place, Resolution, Resolved, Written } from './resolution.ts';
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
export function readChain(chain: Chain, place: Place, previous: Resolved | undefined): readonly Part[] {
  const whole = readGroups(chain, 0, chain.groups.length, place);
  if (chain.spoiled !== undefined) {
    return [
      { ...whole, resolution: { ok: false, code: chain.spoiled === 'masked' ? 'phone.masked' : 'phone.invalid' } },
    ];
  }
  if (lacksCode(whole) && previous?.number.kind === 'fixed') return [besideFixed(chain, whole, previous, place)];
  if (whole.resolution.ok) return [whole];
  if (chain.groups.length === 1 || chain.groups.length > MAX_PARTS_GROUPS) return [whole];
  return split(chain, place) ?? [whole];
}

/** A local number: it has no code of its own, or got the configured one. */
function lacksCode({ resolution }: Part): boolean {
  return (
    (resolution.ok ? resolution.remark?.code : resolution.code) ===
    (resolution.ok ? 'phone.city-code-added' : 'phone.no-city-code')
  );
}

/** The number before names the city better than a setting; where the two do not agree nothing is certain. */
function besideFixed(chain: Chain, part: Part, previous: Resolved, place: Place): Part {
  const inherited = inheritCityCode(writtenOf(chain.groups, chain.plus), previous, place.plans);
  if (inherited !== undefined && part.resolution.ok && part.resolution.number.value === inherited.number.value)
    return part;
  if (inherited !== undefined) return { ...part, resolution: inherited };
  return { ...part, resolution: { ok: false, code: 'phone.no-city-code' } };
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
  const tail = split(restChain, place) ?? wholeRest(restChain, part.resolution, place);
  if (tail !== undefined) return [part, ...tail];
  const digits = digitsOf(rest);
  if (digits.length > 5 || !rest.every((group) => group.bracketed) || rest.length > 2) return undefined;
  const text = `(${rest.map((group) => group.digits).join('-')})`;
  return [{ ...part, remark: { code: 'phone.leftover-digits', args: { value: part.resolution.number.value, text } } }];
}

/** `84951234567 4951234568`: every group is a number of its own. */
function allFull(chain: Chain, place: Place): readonly Part[] | undefined {
  if (!chain.groups.every((group) => group.digits.length >= FULL_NUMBER)) return undefined;
  const parts = chain.groups.map((_group, at) => readGroups(chain, at, at + 1, place));
  return parts.every((part) => part.resolution.ok) ? parts : undefined;
}

function wholeRest(chain: Chain, previous: Resolved, place: Place): readonly Part[] | undefined {
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
  return { start, end, digits: written.digits.length, resolution: withCode(resolveNumber(written, place), written) };
}

/** Remembers the code that stood in brackets. */
function withCode(resolution: Resolution, { bracketed }: Written): Resolution {
  if (!resolution.ok || bracketed === '') return resolution;
  const code = bracketed.replace(/^8?0/, '');
  return resolution.number.national.startsWith(code) ? { ...resolution, code } : resolution;
}

function writtenOf(groups: readonly DigitGroup[], plus: boolean): Written {
  let bracketed = '';
  for (const group of groups) if (group.bracketed) bracketed += group.digits;
  return { digits: digitsOf(groups), plus, shape: groups.map((group) => group.digits.length), bracketed };
}
