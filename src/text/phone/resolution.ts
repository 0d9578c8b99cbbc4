import type { PhoneFailureCode, PhoneRemark } from './finding.ts';
import { looksLikePersonInn } from './inn.ts';
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

/** A number that is certain. */
export interface Resolved {
  readonly ok: true;
  readonly number: KnownNumber;
  /** Said by its own form (prefix, bracket, mobile), not by the cell alone. */
  readonly strong: boolean;
  readonly remark?: PhoneRemark;
  /** The city code, where the text set it apart. */
  readonly code?: string;
}

/** What digits turned out to be. */
export type Resolution =
  | Resolved
  | {
      readonly ok: false;
      readonly code: PhoneFailureCode;
      readonly suggestion?: string;
      readonly detail?: readonly [string, string];
    };

/** E.164: fifteen digits; three more for prefixes dialled before them. */
const MAX_DIGITS = 15;

export function taken(number: KnownNumber, remark: PhoneRemark | undefined): Resolution {
  return remark === undefined ? { ok: true, number, strong: true } : { ok: true, number, strong: true, remark };
}

export function zeroPrefix(number: KnownNumber, prefix: string): PhoneRemark {
  return { code: 'phone.zero-prefix', args: { value: number.value, prefix } };
}

export function failedInternational(digits: string, plans: NumberingPlans): Resolution {
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

export function failedNational(digits: string, plans: NumberingPlans): Resolution {
  if (digits.length === 12 && looksLikePersonInn(digits)) return { ok: false, code: 'phone.identifier' };
  const number = digits.length >= 10 && !digits.startsWith('0') ? plans.international(digits) : undefined;
  if (number !== undefined) return { ok: false, code: 'phone.no-country', suggestion: number.value };
  if (digits.length > 11) return { ok: false, code: 'phone.too-long' };
  return { ok: false, code: digits.length < 10 ? 'phone.too-short' : 'phone.invalid' };
}
