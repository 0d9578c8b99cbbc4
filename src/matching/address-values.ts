import type { Address } from '../model/field.ts';
import { detached } from '../text/detached.ts';
import { RecentValues } from '../text/recent-values.ts';
import { skeleton } from '../text/skeleton.ts';

const MOST_VALUES = 4;
const LONGEST_STREET = 60;
const SHORTEST_STREET = 3;
const digit = /\d/;
const cityDress = /^(?:г|гор|город|пос|п|с|дер|д)\.?\s+/iu;

/** Words for kinds of street and for house, flat and office: written in many ways, or left out. */
const streetWords = new Set(
  (
    'улица ул проспект просп пр пр-т переулок пер бульвар б-р площадь пл шоссе ш набережная наб проезд дом д корпус корп ' +
    'к строение стр квартира кв офис оф помещение пом литера литер область обл район россия ' +
    'street st avenue ave av road rd boulevard blvd drive dr lane ln court ct place pl square sq suite ste apt floor fl building bldg ground unit'
  )
    .split(' ')
    .flatMap((word) => skeleton(word).split(' ')),
);

const directions = new Map(
  ['north:n', 'south:s', 'east:e', 'west:w'].map((pair) => {
    const [word = '', letter = ''] = pair.split(':');
    return [skeleton(word), skeleton(letter)];
  }),
);

const compassPoints = new Set(['n', 's', 'e', 'w', 'ne', 'nw', 'se', 'sw'].map(skeleton));

/** Distinct values that are not empty, at most four. */
export function distinct(values: readonly string[]): string[] {
  if (values.length < 2) return values[0] === undefined || values[0] === '' ? [] : [values[0]];
  return [...new Set(values.filter((value) => value !== ''))].slice(0, MOST_VALUES);
}

/** A city without its dress: `г. Москва`, `город Москва` and `Москва` are one. */
export function cityKey(city: string): string {
  if (city === '') return '';
  const known = cityKeys.get(city);
  if (known !== undefined) return known;
  const key = skeleton(bareCity(city)).replaceAll(' ', '');
  if (city.length <= LONGEST_KEPT) cityKeys.set(detached(city), key);
  return key;
}

/** Cities repeat. */
const cityKeys = new RecentValues<string>(10_000);
const LONGEST_KEPT = 40;

const MOST_CITY_LETTERS = 30;

/** The city of an address; where nothing is told apart, a short text without numbers and commas is one. */
export function cityOf({ city, street, text }: Address): string {
  if (city !== undefined || street !== undefined) return city ?? '';
  return text.length <= MOST_CITY_LETTERS && !digit.test(text) && !text.includes(',') ? text : '';
}

/** The city without words such as `г.` before it. */
export function bareCity(city: string): string {
  return city.trim().replace(cityDress, '');
}

export function postalKey(code: string): string {
  return code.toLowerCase().replace(/[^\p{L}\d]+/gu, '');
}

/** Street and house as words of a key, only of addresses that name a number beside the postcode. */
export function streetOf(address: Address): string {
  const { street, house, text } = address;
  if (street !== undefined && house !== undefined) return streetKey(`${street} ${house}`);
  let rest = text;
  for (const known of [address.postal_code, address.region, address.city]) {
    if (known !== undefined) rest = rest.replace(known, ' ');
  }
  return streetKey(rest);
}

const ordinals = new Map(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'
    .split(' ')
    .map((word, index) => [skeleton(word), String(index + 1)] as const),
);
const ordinalEnding = /^(\d+)(?:st|nd|rd|th|h|t)$/;

/** Where directions to a place begin: what follows says where the house stands, not which it is. */
const beside = /[\s,]+(?:between|near|off|at|opposite|corner|cnr|угол|напротив|рядом|возле|около)\s.*$/iu;

const area = /(?<!\p{L})р-н(?!\p{L})/giu;

/** `7954-58 S Western`: a number in front of the street and the last of the houses, of which it tells the end. */
const houses = /^(\s*)(\d{3,5})-(\d{1,5})(?=\s+\p{L})/u;
const MOST_HOUSES = 50;

/** A house with several numbers goes by the first one; a smaller number behind it is a flat. */
function firstHouse(written: string, space: string, first: string, end: string): string {
  const last = first.slice(0, Math.max(0, first.length - end.length)) + end;
  const more = Number(last) - Number(first);
  return more > 0 && more <= MOST_HOUSES ? `${space}${first}` : written;
}

/** One spelling of a word of an address: directions as letters, ordinals as numbers. */
function streetWord(word: string): string {
  const number = ordinalEnding.exec(word)?.[1];
  return number ?? ordinals.get(word) ?? directions.get(word) ?? word;
}

function streetKey(text: string): string {
  if (!digit.test(text)) return '';
  const words = skeleton(text.replace(beside, '').replace(area, ' ').replace(houses, firstHouse))
    .split(' ')
    .filter((word) => !streetWords.has(word))
    .map(streetWord);
  // A quarter of a city behind the street is left out as often as not.
  while (words.length > 2 && compassPoints.has(words.at(-1) ?? '')) words.pop();
  const key = words.join(' ').slice(0, LONGEST_STREET);
  return key.length >= SHORTEST_STREET ? key : '';
}
