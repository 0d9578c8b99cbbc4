import type { KnownNumber } from './known.ts';
import type { NumberingPlans } from './library.ts';
import type { Place, Resolution, Resolved, Written } from './resolution.ts';

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

export const MIN_LOCAL = 5;
export const MAX_LOCAL = 7;

/** Written like a number inside a city: no code in brackets, no trunk prefix. */
function isLocal({ digits, shape, bracketed }: Written): boolean {
  const startsLong = /^[08]/.test(digits) || (shape[0] === 1 && shape[1] === 3 && digits.startsWith('7'));
  return bracketed === '' && !startsLong && LOCAL_SHAPES.has(shape.join(','));
}

/** Valid inside the country; a number that the library took for a call abroad is not. */
export function localNumber(digits: string, { plans, country }: Place): KnownNumber | undefined {
  const number = plans.local(digits, country);
  return number?.callingCode === plans.callingCode(country) ? number : undefined;
}

/** Five to seven digits: a number inside a city. */
export function resolveLocal(written: Written, place: Place): Resolution {
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

/**
 * A local number that follows a full one of the same city: `8 (495) 123-45-68, 123-45-69`. Where the code of the first was
 * set apart it must be just what the second lacks.
 */
export function inheritCityCode(written: Written, from: Resolved, plans: NumberingPlans): Resolved | undefined {
  const { digits } = written;
  const { national, callingCode, kind } = from.number;
  if (kind !== 'fixed' || !isLocal(written)) return undefined;
  const code = national.slice(0, national.length - digits.length);
  if (code.length < 2 || (from.code !== undefined && from.code !== code)) return undefined;
  const number = plans.international(callingCode + code + digits);
  if (number?.kind !== 'fixed') return undefined;
  const remark = { code: 'phone.city-code-inherited', args: { value: number.value, code } } as const;
  return { ok: true, number, strong: false, remark, code };
}
