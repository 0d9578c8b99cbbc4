import type { PhoneFailureCode, PhoneRemark } from './finding.ts';
import { looksLikeCompanyInn, looksLikePersonInn } from './inn.ts';
import type { KnownNumber } from './known.ts';
import type { NumberingPlans } from './library.ts';
import { renumbered } from './old-codes.ts';

/** Digits that should be one number, and how they were written. */
export interface Written {
  readonly digits: string;
  readonly plus: boolean;
  /** Lengths of the groups of digits, in order. */
  readonly shape: readonly number[];
  /** Digits of the first group in brackets, such as `495` or `863-4` without its dash. */
  readonly bracketed: string;
}

/** Where a number is read: the country and city it is dialled from. */
export interface Place {
  readonly plans: NumberingPlans;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Digits put before local numbers. */
  readonly cityCode: string | undefined;
}

/** What digits turned out to be. `strong`: said by its own form (prefix, bracket, mobile), not by the cell alone. */
export type Resolution =
  | { readonly ok: true; readonly number: KnownNumber; readonly strong: boolean; readonly remark?: PhoneRemark }
  | {
      readonly ok: false;
      readonly code: PhoneFailureCode;
      readonly suggestion?: string;
      readonly detail?: readonly [string, string];
    };

/** 12 digits for those of three, with nine national digits. */
const NEIGHBOURS: readonly (readonly [string, number])[] = [
  ['375', 12],
  ['380', 12],
  ['992', 12],
  ['994', 12],
  ['995', 12],
  ['996', 12],
  ['998', 12],
  ['373', 11],
  ['374', 11],
  ['993', 11],
];
const DOCUMENT_SHAPES = new Set(['3,3,3,2', '2,2,6', '10,1', '9,1']);
/** How local numbers are grouped; other groups are coordinates, versions, parts of a longer number. */
const LOCAL_SHAPES = new Set([
  '5',
  '1,2,2',
  '2,3',
  '3,2',
  '2,1,2',
  '6',
  '2,2,2',
  '3,3',
  '7',
  '3,2,2',
  '3,4',
  '2,2,3',
  '1,2,2,2',
  '3,1,3',
  '1,3,3',
  '2,3,2',
]);
const MIN_LOCAL = 5;
const MAX_LOCAL = 7;
/** E.164: fifteen digits; three more for prefixes dialled before them. */
const MAX_DIGITS = 15;

/** Reads digits as one number by the rules of their length and prefix; what is not certain fails with its reason. */
export function resolveNumber(written: Written, place: Place): Resolution {
  if (written.plus) return resolvePlus(written, place);
  const { digits } = written;
  const prefixed = resolvePrefixed(digits, place);
  if (prefixed !== undefined) return prefixed;
  return place.plans.callingCode(place.country) === '7'
    ? resolveSeven(written, place)
    : resolveNational(written, place);
}

function resolvePlus(written: Written, place: Place): Resolution {
  const { digits } = written;
  const { plans } = place;
  if (digits.length === 12 && digits.startsWith('78'))
    return extraTrunk(written, plans) ?? { ok: false, code: 'phone.too-long' };
  const direct = plans.international(digits);
  const eight = digits.length === 11 && digits.startsWith('8') ? plans.seven.lookup(digits.slice(1)) : undefined;
  if (eight !== undefined && (direct === undefined || isTrunkEight(written, place))) {
    return taken(eight, { code: 'phone.plus-eight', args: { value: eight.value } });
  }
  if (direct !== undefined) {
    const remark = eight && ({ code: 'phone.also-reads', args: { value: direct.value, other: eight.value } } as const);
    return taken(direct, remark);
  }
  const noZeros = digits.replace(/^0{1,3}/, '');
  const zeros = digits.length - noZeros.length;
  if (zeros > 0) {
    const number = plans.international(noZeros);
    if (number !== undefined) return taken(number, zeroPrefix(number, '0'.repeat(zeros)));
  }
  return failedInternational(digits, plans);
}

/** `+8 (495) ...`: the 8 stands alone, so it is the trunk prefix of code 7 and not the first digit of +84. */
function isTrunkEight(written: Written, place: Place): boolean {
  return written.shape[0] === 1 && place.plans.callingCode(place.country) === '7';
}

/** `810...` dialled abroad from the countries whose trunk prefix was 8, and `00...` from the others. */
function resolvePrefixed(digits: string, place: Place): Resolution | undefined {
  const { plans } = place;
  if (digits.startsWith('810') && digits.length > 11 && dialsEight(place)) {
    const number = plans.international(digits.slice(3));
    if (number === undefined) return undefined;
    return taken(number, { code: 'phone.international-prefix', args: { value: number.value, prefix: '810' } });
  }
  if (!digits.startsWith('00')) return undefined;
  const rest = digits.replace(/^0{2,3}/, '');
  const number = plans.international(rest);
  const home = localNumber(digits, place);
  if (number === undefined) return home === undefined ? failedInternational(rest, plans) : undefined;
  if (home !== undefined && home.value !== number.value)
    return { ok: false, code: 'phone.ambiguous', detail: [home.value, number.value] };
  return taken(number, zeroPrefix(number, digits.slice(0, -rest.length)));
}

function dialsEight({ plans, country }: Place): boolean {
  const code = plans.callingCode(country);
  return code === '7' || NEIGHBOURS.some(([neighbour]) => neighbour === code);
}

/** Default country Russia or Kazakhstan. */
function resolveSeven(written: Written, place: Place): Resolution {
  const { digits } = written;
  const { plans } = place;
  const { length } = digits;
  if (length === 10) return resolveTen(written, place);
  if (length === 11 && /^[78]/.test(digits)) {
    const number = plans.seven.lookup(digits.slice(1));
    if (isDocument(written))
      return { ok: false, code: 'phone.identifier', ...(number && { suggestion: number.value }) };
    if (number !== undefined) return { ok: true, number, strong: true, ...madeUp(number) };
    return failedInternational(`7${digits.slice(1)}`, plans);
  }
  if (length === 11 && isDocument(written)) return { ok: false, code: 'phone.identifier' };
  const neighbour = withoutPlus(digits, plans);
  if (neighbour !== undefined) return neighbour;
  if (length >= MIN_LOCAL && length <= MAX_LOCAL) return resolveLocal(written, place);
  const extra = extraTrunk(written, plans);
  if (extra !== undefined) return extra;
  return failedNational(digits, plans);
}

/** Ten digits under code 7: mobiles as they are; a city number when it is written like one. */
function resolveTen({ digits, shape, bracketed }: Written, { plans, country }: Place): Resolution {
  const number = plans.seven.lookup(digits);
  if (number === undefined) {
    if (shape.length === 1 && looksLikeCompanyInn(digits)) return { ok: false, code: 'phone.identifier' };
    return /^[78]/.test(digits) ? { ok: false, code: 'phone.too-short' } : failedInternational(`7${digits}`, plans);
  }
  if (isDocument({ digits, shape })) return { ok: false, code: 'phone.identifier', suggestion: number.value };
  const isHome = number.country === country;
  const hasCode = bracketed !== '' && digits.startsWith(bracketed) && bracketed.length >= 3;
  const strong = hasCode || digits.startsWith('9');
  if (isHome && strong) return { ok: true, number, strong, ...madeUp(number) };
  if (!isHome && (hasCode || digits.startsWith('9') || number.kind === 'service')) {
    return taken(number, {
      code: 'phone.country-guessed',
      args: { value: number.value, country: number.country ?? '' },
    });
  }
  if (!isHome) return { ok: false, code: 'phone.no-country', suggestion: number.value };
  const first = shape[0] ?? 0;
  if (shape.length > 1 && first !== 3 && first !== 4)
    return { ok: false, code: 'phone.invalid', suggestion: number.value };
  const { value } = number;
  if (shape.length > 1) return { ok: true, number, strong: false, ...madeUp(number) };
  if (looksLikeCompanyInn(digits))
    return { ok: true, number, strong: false, remark: { code: 'phone.looks-like-inn', args: { value } } };
  if (!digits.startsWith('8')) return { ok: true, number, strong: false, ...madeUp(number) };
  return { ok: true, number, strong: false, remark: { code: 'phone.eight-or-code', args: { value } } };
}

/** Groups of a СНИЛС (123-456-789 01), of a passport (92 15 123456, 9215 123456) or of an amount (8916123456.7). */
function isDocument({ digits, shape }: Pick<Written, 'digits' | 'shape'>): boolean {
  const groups = shape.join(',');
  return DOCUMENT_SHAPES.has(groups) || (groups === '4,6' && digits.startsWith('9'));
}

/** Any other default country: as dialled there first, then with a calling code that lost its plus, then as +7. */
function resolveNational(written: Written, place: Place): Resolution {
  const { digits } = written;
  const { plans, country } = place;
  const home = localNumber(digits, place);
  const seven = digits.length === 11 && /^[78]/.test(digits) ? plans.seven.lookup(digits.slice(1)) : undefined;
  if (home !== undefined) {
    const other = seven ?? plans.international(digits);
    const rival = other !== undefined && other.value !== home.value && digits.length > 9 ? other : undefined;
    if (rival !== undefined && rival.callingCode !== home.callingCode && isNeighbourly(rival, digits)) {
      return { ok: false, code: 'phone.ambiguous', detail: [home.value, rival.value] };
    }
    return { ok: true, number: home, strong: digits.length >= 8 };
  }
  const neighbour = withoutPlus(digits, plans) ?? dialledAbroad(digits, place);
  if (neighbour !== undefined) return neighbour;
  if (seven !== undefined) {
    return taken(seven, { code: 'phone.country-guessed', args: { value: seven.value, country: seven.country ?? '' } });
  }
  if (digits.startsWith('8') && digits.length >= 9) {
    const trunk = plans.local(digits.slice(1), country);
    if (trunk !== undefined) return taken(trunk, { code: 'phone.extra-trunk', args: { value: trunk.value } });
  }
  if (digits.length >= MIN_LOCAL && digits.length <= MAX_LOCAL) return resolveLocal(written, place);
  const old = renumbered((plans.callingCode(country) ?? '') + digits.replace(/^[08]/, ''), plans);
  if (old !== undefined) {
    return { ok: false, code: 'phone.old-city-code', suggestion: old.number.value, detail: [old.code, old.now] };
  }
  if (digits.length === 10 && digits.startsWith('9')) {
    const mobile = plans.seven.lookup(digits);
    if (mobile !== undefined) return { ok: false, code: 'phone.no-country', suggestion: mobile.value };
  }
  return failedNational(digits, plans);
}

/** A full number of code 7 or of a neighbour is read so by habit in every country of the region. */
function isNeighbourly(rival: KnownNumber, digits: string): boolean {
  return (
    rival.callingCode === '7' || NEIGHBOURS.some(([code, size]) => rival.callingCode === code && digits.length === size)
  );
}

/** Dialled abroad with the prefix of the default country, such as 011 in the United States. */
function dialledAbroad(digits: string, { plans, country }: Place): Resolution | undefined {
  const number = plans.local(digits, country);
  if (number === undefined || number.callingCode === plans.callingCode(country)) return undefined;
  const prefix = digits.slice(0, 1 - number.value.length);
  return taken(number, { code: 'phone.international-prefix', args: { value: number.value, prefix } });
}

/** Valid inside the country; a number that the library took for a call abroad is not. */
function localNumber(digits: string, { plans, country }: Place): KnownNumber | undefined {
  const number = plans.local(digits, country);
  return number?.callingCode === plans.callingCode(country) ? number : undefined;
}

/** Twelve digits starting with 375, 380, ... (eleven for 373, 374, 993): a calling code that lost its plus. */
function withoutPlus(digits: string, plans: NumberingPlans): Resolution | undefined {
  const neighbour = NEIGHBOURS.some(([code, size]) => digits.length === size && digits.startsWith(code));
  const number = neighbour ? plans.international(digits) : undefined;
  if (number === undefined) return undefined;
  if (digits.length === 12 && looksLikePersonInn(digits)) {
    return { ok: false, code: 'phone.identifier', suggestion: number.value };
  }
  return taken(number, { code: 'phone.plus-added', args: { value: number.value } });
}

/** Written like a number inside a city: no code in brackets, no trunk prefix. */
export function isLocal({ digits, shape, bracketed }: Written): boolean {
  const startsLong = /^[08]/.test(digits) || (shape[0] === 1 && shape[1] === 3 && digits.startsWith('7'));
  return bracketed === '' && !startsLong && LOCAL_SHAPES.has(shape.join(','));
}

/** Five to seven digits: a number inside a city. */
function resolveLocal(written: Written, place: Place): Resolution {
  const { digits } = written;
  const { plans, country, cityCode } = place;
  if (!isLocal(written)) return { ok: false, code: 'phone.too-short' };
  const fail: Resolution = { ok: false, code: 'phone.no-city-code' };
  if (cityCode === undefined) return fail;
  const isSeven = plans.callingCode(country) === '7';
  const code = isSeven
    ? cityCode.replace(/^8(?=\d{3}$|\d{4}$)/, (eight) => (cityCode.length + digits.length > 10 ? '' : eight))
    : cityCode;
  const number = isSeven ? plans.seven.lookup(code + digits) : localNumber(code + digits, place);
  if (number === undefined || number.kind === 'mobile') return fail;
  return {
    ok: true,
    number,
    strong: false,
    remark: { code: 'phone.city-code-added', args: { value: number.value, code } },
  };
}

/** A local number that follows a full one of the same city: `8 (495) 123-45-68, 123-45-69`. */
export function inheritCityCode(written: Written, from: KnownNumber, plans: NumberingPlans): Resolution | undefined {
  const { digits } = written;
  if (from.kind !== 'fixed' || !isLocal(written)) return undefined;
  const code = from.national.slice(0, from.national.length - digits.length);
  if (code.length < 2) return undefined;
  const number = plans.international(from.callingCode + code + digits);
  if (number?.kind !== 'fixed') return undefined;
  return {
    ok: true,
    number,
    strong: false,
    remark: { code: 'phone.city-code-inherited', args: { value: number.value, code } },
  };
}

/** `+7 8 916 ...`, `7 8 916 ...`: the trunk prefix after the calling code; only when it stands apart. */
function extraTrunk({ digits, shape }: Written, plans: NumberingPlans): Resolution | undefined {
  if (digits.length !== 12 || !/^(?:78|87)/.test(digits)) return undefined;
  const apart = (shape[0] === 1 && (shape[1] === 1 || shape[1] === 11)) || (shape[0] === 2 && shape.length > 1);
  const number = apart ? plans.seven.lookup(digits.slice(2)) : undefined;
  return number && taken(number, { code: 'phone.extra-trunk', args: { value: number.value } });
}

function failedInternational(digits: string, plans: NumberingPlans): Resolution {
  const old = renumbered(digits, plans);
  if (old !== undefined) {
    return { ok: false, code: 'phone.old-city-code', suggestion: old.number.value, detail: [old.code, old.now] };
  }
  if (digits.length > MAX_DIGITS || (digits.startsWith('7') && digits.length > 11))
    return { ok: false, code: 'phone.too-long' };
  if (digits.length < 8 || (digits.startsWith('7') && digits.length < 11))
    return { ok: false, code: 'phone.too-short' };
  return { ok: false, code: 'phone.invalid' };
}

function failedNational(digits: string, plans: NumberingPlans): Resolution {
  if (digits.length === 12 && looksLikePersonInn(digits)) return { ok: false, code: 'phone.identifier' };
  const number = digits.length >= 10 && !digits.startsWith('0') ? plans.international(digits) : undefined;
  if (number !== undefined) return { ok: false, code: 'phone.no-country', suggestion: number.value };
  if (digits.length > 11) return { ok: false, code: 'phone.too-long' };
  return { ok: false, code: digits.length < 10 ? 'phone.too-short' : 'phone.invalid' };
}

function taken(number: KnownNumber, remark: PhoneRemark | undefined): Resolution {
  return remark === undefined ? { ok: true, number, strong: true } : { ok: true, number, strong: true, remark };
}

function zeroPrefix(number: KnownNumber, prefix: string): PhoneRemark {
  return { code: 'phone.zero-prefix', args: { value: number.value, prefix } };
}

/** Numbers that forms are filled with: 999 999-99-99, 495 000-00-00. */
function madeUp(number: KnownNumber): { readonly remark?: PhoneRemark } {
  const isMadeUp = /^(\d)\1{9}$|0{7}$/.test(number.national);
  return isMadeUp ? { remark: { code: 'phone.placeholder', args: { value: number.value } } } : {};
}
