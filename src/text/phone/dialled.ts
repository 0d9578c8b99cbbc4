import { localNumber } from './local.ts';
import { dialsEight } from './neighbours.ts';
import type { NumberingPlans } from './library.ts';
import { failedInternational, taken, zeroPrefix, type Place, type Resolution, type Written } from './resolution.ts';

/** Written with a plus: as it stands, else by the known slips (`+8 ...`, `+007 ...`, `+7 8 ...`). */
export function resolvePlus(written: Written, place: Place): Resolution {
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
export function resolvePrefixed(digits: string, place: Place): Resolution | undefined {
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

/** Dialled abroad with the prefix of the default country, such as 011 in the United States. */
export function dialledAbroad(digits: string, { plans, country }: Place): Resolution | undefined {
  const number = plans.local(digits, country);
  if (number === undefined || number.callingCode === plans.callingCode(country)) return undefined;
  const prefix = digits.slice(0, 1 - number.value.length);
  return taken(number, { code: 'phone.international-prefix', args: { value: number.value, prefix } });
}

/** `+7 8 916 ...`, `7 8 916 ...`: the trunk prefix after the calling code; only when it stands apart. */
export function extraTrunk({ digits, shape }: Written, plans: NumberingPlans): Resolution | undefined {
  if (digits.length !== 12 || !/^(?:78|87)/.test(digits)) return undefined;
  const apart = (shape[0] === 1 && (shape[1] === 1 || shape[1] === 11)) || (shape[0] === 2 && shape.length > 1);
  const number = apart ? plans.seven.lookup(digits.slice(2)) : undefined;
  return number && taken(number, { code: 'phone.extra-trunk', args: { value: number.value } });
}
