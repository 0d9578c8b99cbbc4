import type { Address } from '../../model/field.ts';
import { filled, type Encoding, type Fields } from './encoding.ts';
import { textOf } from './common-fields.ts';
import { asText } from './values.ts';

/** TYPE_ID of an address; there is one of each type at most. */
const typeIds: Readonly<Record<Address['type'], number>> = { actual: 1, legal: 6, postal: 8, delivery: 11, other: 1 };
/** In the order of preference where an id stands for several. */
const types: readonly Address['type'][] = ['actual', 'legal', 'postal', 'delivery'];

const longestLine = 256;
const countries: Readonly<Record<string, string>> = {
  RU: 'Россия',
  BY: 'Беларусь',
  KZ: 'Казахстан',
  UA: 'Украина',
  UZ: 'Узбекистан',
  AM: 'Армения',
  KG: 'Киргизия',
};

interface PlacedAddresses {
  readonly addresses: readonly Fields[];
  /** Texts of addresses that have no place: their type is taken, or they are too long. They go to the comment. */
  readonly left: readonly string[];
}

/** Addresses in the classic names, without the ids of their owner. */
export function placeAddresses(addresses: readonly Address[] | undefined, encoding: Encoding): PlacedAddresses {
  const byType = new Map<number, Fields>();
  const left: string[] = [];
  const ordered = [...(addresses ?? [])].sort((a, b) => Number(a.type === 'other') - Number(b.type === 'other'));
  for (const address of ordered) {
    const typeId = typeIds[address.type];
    if (byType.has(typeId) || address.text.length > longestLine) {
      encoding.note({ code: 'bitrix24.address-moved', args: { type: address.type, text: address.text } });
      left.push(address.text);
    } else byType.set(typeId, { TYPE_ID: typeId, ...lines(address) });
  }
  return { addresses: [...byType.values()], left };
}

/** The parts when they hold everything that the text says, else the text as one line: nothing of it may be lost. */
function lines(address: Address): Fields {
  const { text, country, postal_code: postal, region, city, street, house, flat } = address;
  const first = [street, house].filter((part) => part !== undefined).join(', ');
  const countryName = country === undefined ? undefined : (countries[country] ?? country);
  const parts = [postal, countryName, country, region, city, street, house, flat];
  const said = new Set(words(parts.filter((part) => part !== undefined).join(' ')));
  const isWhole = street !== undefined && city !== undefined && words(text).every((word) => said.has(word));
  if (!isWhole) return { ADDRESS_1: text };
  return filled({
    ADDRESS_1: first,
    ADDRESS_2: flat,
    CITY: city,
    POSTAL_CODE: postal,
    PROVINCE: region,
    COUNTRY: countryName,
  });
}

/** Words that say something: numbers, and words longer than `г`, `ул`, `обл`, `кв`. */
function words(text: string): readonly string[] {
  const found =
    text
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/\d+[\p{L}]?|\p{L}+/gu) ?? [];
  return found.filter((word) => /\d/.test(word) || word.length > 3);
}

/** Canonical addresses from those of the portal, in the order of their types: the portal keeps no other. */
export function readAddresses(rows: readonly Fields[]): readonly Address[] {
  const typeId = (row: Fields): number => Number(asText(row['TYPE_ID']));
  return rows
    .toSorted((left, right) => typeId(left) - typeId(right))
    .flatMap((row) => {
      const type = types.find((known) => typeIds[known] === Number(asText(row['TYPE_ID']))) ?? 'other';
      const street = textOf(row['ADDRESS_1']);
      const parts = filled({
        country: countryCode(asText(row['COUNTRY'])),
        postal_code: textOf(row['POSTAL_CODE']),
        region: textOf(row['PROVINCE']),
        city: textOf(row['CITY']),
        street,
        flat: textOf(row['ADDRESS_2']),
      });
      if (Object.keys(parts).length === 0) return [];
      if (Object.keys(parts).length === 1 && street !== undefined) return [{ text: street, type }];
      return [{ text: wholeText(row), type, ...parts } as Address];
    });
}

function wholeText(row: Fields): string {
  const names = ['POSTAL_CODE', 'COUNTRY', 'PROVINCE', 'REGION', 'CITY', 'ADDRESS_1', 'ADDRESS_2'];
  return names.flatMap((name) => textOf(row[name]) ?? []).join(', ');
}

function countryCode(name: string): string | undefined {
  return (
    Object.keys(countries).find((code) => countries[code] === name) ?? (/^[A-Z]{2}$/.test(name) ? name : undefined)
  );
}
