import { join } from 'node:path';
import type { EntityData } from '../../src/model/entity.ts';
import { birthOf, emailsOf, filled, type LabelledSet, phonesOf } from './labelled-set.ts';
import { readTable, type TextRow } from './table-file.ts';

type Contact = EntityData['contact'];

function peopleSet(
  name: string,
  rows: readonly TextRow[],
  given: { readonly truthOf: (row: TextRow) => string; readonly toContact: (row: TextRow) => Contact },
): LabelledSet<'contact'> {
  return {
    name,
    kind: 'contact',
    records: rows.map((row, index) => ({
      seq: index + 1,
      kind: 'contact',
      system: 'set',
      key: String(index),
      data: given.toContact(row),
    })),
    truth: rows.map(given.truthOf),
  };
}

function addressOf(parts: { city?: string | undefined; postal?: string | undefined; text?: string | undefined }) {
  const { city = '', postal = '', text = '' } = parts;
  if (city === '' && postal === '' && text === '') return {};
  const whole = text || city || postal;
  return {
    addresses: [
      {
        text: whole,
        type: 'other' as const,
        ...(city !== '' && { city }),
        ...(postal !== '' && { postal_code: postal }),
      },
    ],
  };
}

/** Constructed Russian contacts: dirty duplicates, relatives, colleagues, namesakes. */
export function russianContacts(folder: string): LabelledSet<'contact'> {
  const truth = new Map(readTable(join(folder, 'ru_contacts_20k.truth.csv.gz')).map((row) => [row.id, row.entity_id]));
  const set = peopleSet('ru_contacts_20k', readTable(join(folder, 'ru_contacts_20k.csv.gz')), {
    truthOf: (row) => truth.get(row.id) ?? '',
    toContact: (row) => ({
      ...filled({ last_name: row.last_name, first_name: row.first_name, middle_name: row.middle_name }),
      full_name: row.full_name || [row.last_name, row.first_name, row.middle_name].filter(Boolean).join(' ') || '-',
      ...filled({ position: row.position }),
      ...birthOf(row.birth_date),
      ...phonesOf(row.phone, row.phone2),
      ...emailsOf(row.email),
      ...addressOf({ city: row.city }),
      ...(row.company && { companies: [{ ref: { system: 'set', key: row.company }, primary: true }] }),
    }),
  });
  const names = set.records.flatMap(({ data }) => data.companies ?? []).map(({ ref }) => [ref.key, ref.key] as const);
  return { ...set, companyNames: new Map(names) };
}

/** Constructed Australian persons (FEBRL). */
export function febrl(folder: string, name: 'febrl1' | 'febrl3'): LabelledSet<'contact'> {
  return peopleSet(name, readTable(join(folder, `${name}.csv.gz`)), {
    truthOf: (row) => (row.rec_id ?? '').split('-').slice(0, 2).join('-'),
    toContact: febrlContact,
  });
}

/** Two lists of FEBRL without duplicates of their own. */
export function febrlLink(folder: string): LabelledSet<'contact'> {
  const a = readTable(join(folder, 'febrl4a.csv.gz'));
  const b = readTable(join(folder, 'febrl4b.csv.gz'));
  const set = peopleSet('febrl4', [...a, ...b], {
    truthOf: (row) => (row.rec_id ?? '').split('-').slice(0, 2).join('-'),
    toContact: febrlContact,
  });
  const records = set.records.map((record, index) => ({ ...record, system: index < a.length ? 'a' : 'b' }));
  return { ...set, records, unique: ['a', 'b'] };
}

function febrlContact(row: TextRow): Contact {
  return {
    ...filled({ last_name: row.surname, first_name: row.given_name }),
    full_name: [row.surname, row.given_name].filter(Boolean).join(' ') || '-',
    ...birthOf(row.date_of_birth),
    ...(row.soc_sec_id && { inn: row.soc_sec_id.padStart(12, '0') }),
    ...addressOf({
      city: row.suburb,
      postal: row.postcode,
      text: [row.street_number, row.address_1, row.address_2].filter(Boolean).join(' '),
    }),
  };
}

/** Historical persons of Wikidata with errors: hard, some ten records an entity. */
export function historical(folder: string): LabelledSet<'contact'> {
  return peopleSet('historical_50k', readTable(join(folder, 'historical_50k.csv.gz')), {
    truthOf: (row) => row.cluster ?? '',
    toContact: (row) => ({
      ...filled({ last_name: row.surname, first_name: row.first_name, position: row.occupation }),
      full_name: row.full_name || row.first_and_surname || '-',
      ...birthOf(row.dob),
      ...(row.gender === 'male' || row.gender === 'female' ? { sex: row.gender } : {}),
      ...addressOf({ city: row.birth_place, postal: row.postcode_fake }),
    }),
  });
}

/** Splink's small demonstration set. */
export function fakePeople(folder: string): LabelledSet<'contact'> {
  return peopleSet('fake_1000', readTable(join(folder, 'fake_1000.csv')), {
    truthOf: (row) => row.cluster ?? '',
    toContact: (row) => ({
      ...filled({ last_name: row.surname, first_name: row.first_name }),
      full_name: [row.first_name, row.surname].filter(Boolean).join(' ') || '-',
      ...birthOf(row.dob),
      ...emailsOf(row.email),
      ...addressOf({ city: row.city }),
    }),
  });
}
