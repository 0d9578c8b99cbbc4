import type { PhoneRemark } from './finding.ts';
import { extraTrunk } from './dialled.ts';
import { looksLikeCompanyInn } from './inn.ts';
import type { KnownNumber } from './known.ts';
import { MAX_LOCAL, MIN_LOCAL, resolveLocal } from './local.ts';
import { withoutPlus } from './neighbours.ts';
import { failedInternational, failedNational, taken, type Place, type Resolution, type Written } from './resolution.ts';

const DOCUMENT_SHAPES = new Set(['3,3,3,2', '2,2,6', '10,1', '9,1']);

/** Default country Russia or Kazakhstan. */
export function resolveSeven(written: Written, place: Place): Resolution {
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

/** Numbers that forms are filled with: 999 999-99-99, 495 000-00-00. */
function madeUp(number: KnownNumber): { readonly remark?: PhoneRemark } {
  const isMadeUp = /^(\d)\1{9}$|0{7}$/.test(number.national);
  return isMadeUp ? { remark: { code: 'phone.placeholder', args: { value: number.value } } } : {};
}
