import type { Address } from '../model/field.ts';
import { skeleton } from '../text/skeleton.ts';

const MOST_VALUES = 4;
const LONGEST_STREET = 60;
const SHORTEST_STREET = 4;
const digit = /\d/;
const cityDress = /^(?:г|гор|город|пос|п|с|дер|д)\.?\s+/iu;

/** Distinct values that are not empty, at most four. */
export function distinct(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ''))].slice(0, MOST_VALUES);
}

/** A city without its dress: `г. Москва`, `город Москва` and `Москва` are one. */
export function cityKey(city: string): string {
  return city === '' ? '' : skeleton(city.trim().replace(cityDress, '')).replaceAll(' ', '');
}

export function postalKey(code: string): string {
  return code.toLowerCase().replace(/[^\p{L}\d]+/gu, '');
}

/** Street and house as one key, only of addresses that name a number beside the postcode. */
export function streetOf(address: Address): string {
  const { street, house, text } = address;
  if (street !== undefined && house !== undefined) return streetKey(`${street} ${house}`);
  let rest = text;
  for (const known of [address.postal_code, address.region, address.city]) {
    if (known !== undefined) rest = rest.replace(known, ' ');
  }
  return streetKey(rest);
}

function streetKey(text: string): string {
  const key = digit.test(text) ? skeleton(text).replaceAll(' ', '').slice(0, LONGEST_STREET) : '';
  return key.length > SHORTEST_STREET ? key : '';
}
