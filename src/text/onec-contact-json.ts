import { phoneText, type AddressParts, type ContactString } from './onec-contact-string.ts';

/** The JSON form of contact information; undefined when it does not parse. Keys are compared without case: both spellings occur. */
export function parseContactJson(text: string): ContactString | undefined {
  // The standard library damages line breaks to these four characters and mends them so itself.
  const parsed = parseObject(text.replaceAll('\\R\\N', '\\r\\n'));
  if (parsed === undefined) return undefined;
  const get = (key: string): string => scalarText(parsed.get(key));
  const number = {
    country: get('countrycode'),
    area: get('areacode'),
    number: get('number'),
    extension: get('extnumber'),
  };
  const value = get('value') || get('name') || phoneText(number);
  const parts = addressParts(parsed);
  return {
    form: 'json',
    value,
    comment: get('comment'),
    kind: get('type'),
    ...(parts === undefined ? {} : { parts }),
  };
}

function parseObject(text: string): ReadonlyMap<string, unknown> | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
  return new Map(Object.entries(parsed).map(([key, value]) => [key.toLowerCase(), value as unknown]));
}

function scalarText(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' ? String(value) : '';
}

function addressParts(fields: ReadonlyMap<string, unknown>): AddressParts | undefined {
  const get = (key: string): string => scalarText(fields.get(key));
  const withType = (name: string, type: string): string =>
    [get(type), get(name)].filter((text) => text !== '').join(' ');
  const buildings = numbered(fields.get('buildings'));
  const house = [get('housenumber'), ...buildings].filter((text) => text !== '').join(', ');
  const city =
    withType('city', 'citytype') || withType('locality', 'localitytype') || withType('settlement', 'settlementtype');
  const region = withType('area', 'areatype');
  const parts = {
    country: get('country'),
    postalCode: /^\d{5,6}$/.test(get('zipcode')) ? get('zipcode') : '',
    region,
    // Moscow, Saint Petersburg and Sevastopol are regions and cities at once.
    city: city === '' && /^(?:г|город) /u.test(region) ? get('area') : city,
    street: withType('street', 'streettype'),
    house,
    flat: numbered(fields.get('apartments')).join(', '),
  };
  const filled = Object.entries(parts).filter(([, text]) => text !== '');
  return parts.street === '' && parts.city === '' && parts.region === ''
    ? undefined
    : (Object.fromEntries(filled) as AddressParts);
}

/** `[{type, number}]` as `Корпус 2`. */
function numbered(list: unknown): readonly string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null) return [];
    const fields = new Map(Object.entries(item).map(([key, value]) => [key.toLowerCase(), value as unknown]));
    const number = scalarText(fields.get('number'));
    return number === '' ? [] : [`${scalarText(fields.get('type'))} ${number}`.trim()];
  });
}
