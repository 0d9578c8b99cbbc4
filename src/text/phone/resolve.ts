import { dialledAbroad, resolvePlus, resolvePrefixed } from './dialled.ts';
import { MAX_LOCAL, MIN_LOCAL, localNumber, resolveLocal } from './local.ts';
import { isNeighbourly, withoutPlus } from './neighbours.ts';
import { renumbered } from './old-codes.ts';
import { failedNational, taken, type Place, type Resolution, type Written } from './resolution.ts';
import { resolveSeven } from './resolve-seven.ts';

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
