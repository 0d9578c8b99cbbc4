import type { CountryCode, PhoneNumber, PhoneNumberType } from 'libphonenumber-js/max';
import type { KnownNumber, LineKind } from './known.ts';
import { createPlusPlans, type PlusPlans } from './plus-plans.ts';
import { createSevenPlan, type SevenPlan } from './seven.ts';

/** Numbering plans of the world. Answers for valid numbers only; never throws. */
export interface NumberingPlans {
  /** `digits` with the calling code, without a plus. */
  international(digits: string): KnownNumber | undefined;
  /** `digits` as dialled inside `country`. */
  local(digits: string, country: string): KnownNumber | undefined;
  /** Calling code of a country, such as `7`. */
  callingCode(country: string): string | undefined;
  /** Russia and Kazakhstan by table. */
  readonly seven: SevenPlan;
  /** Neighbours by table. */
  readonly plus: PlusPlans;
}

/** The part of libphonenumber-js that is used. */
type Parse = (text: string, country?: CountryCode) => PhoneNumber | undefined;

/** The plus and fifteen digits; some plans of the library allow more. */
const MAX_E164 = 16;

let loading: Promise<NumberingPlans> | undefined;

/** Loads libphonenumber-js with full metadata, once: validity and kind need it (the small sets pass wrong city codes). */
export function loadNumberingPlans(): Promise<NumberingPlans> {
  loading ??= load();
  return loading;
}

async function load(): Promise<NumberingPlans> {
  const { parsePhoneNumberFromString, getCountryCallingCode, isSupportedCountry } =
    await import('libphonenumber-js/max');
  const parse: Parse = (text, country) => parsePhoneNumberFromString(text, country);
  const seven = createSevenPlan((digits) => known(parse(`+${digits}`)));
  return {
    seven,
    plus: createPlusPlans((digits) => known(parse(`+${digits}`))),
    international: (digits) =>
      digits.length === 11 && digits.startsWith('7') ? seven.lookup(digits.slice(1)) : known(parse(`+${digits}`)),
    local: (digits, country) => {
      const found = isSupportedCountry(country) ? known(parse(digits, country)) : undefined;
      // Written in full it must be the same number: in Belarus the 8 of 8100000000 is then taken for the prefix of calls within it.
      return found !== undefined && known(parse(found.value))?.value === found.value ? found : undefined;
    },
    callingCode: (country) => (isSupportedCountry(country) ? getCountryCallingCode(country) : undefined),
  };
}

function known(number: PhoneNumber | undefined): KnownNumber | undefined {
  if (number === undefined || number.number.length > MAX_E164) return undefined;
  // In the full metadata a number with a type is a valid one; asking for both doubles the cost.
  const type = number.getType();
  if (type === undefined && !number.isValid()) return undefined;
  return {
    value: number.number,
    country: number.country,
    callingCode: number.countryCallingCode,
    national: number.nationalNumber,
    kind: kindOf(type),
  };
}

const KINDS: Readonly<Partial<Record<PhoneNumberType, LineKind>>> = {
  MOBILE: 'mobile',
  FIXED_LINE: 'fixed',
  PAGER: 'pager',
  TOLL_FREE: 'service',
  SHARED_COST: 'service',
  UAN: 'service',
  PREMIUM_RATE: 'service',
};

function kindOf(type: PhoneNumberType | undefined): LineKind {
  return (type && KINDS[type]) ?? 'other';
}
