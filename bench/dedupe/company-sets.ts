import { join } from 'node:path';
import type { EntityData } from '../../src/model/entity.ts';
import { emailsOf, filled, foreignPhone, type LabelledSet, phonesOf } from './labelled-set.ts';
import { readTable, type TextRow } from './table-file.ts';

type Company = EntityData['company'];

function companySet(
  name: string,
  rows: readonly TextRow[],
  given: { readonly truthOf: (row: TextRow) => string; readonly toCompany: (row: TextRow) => Company },
): LabelledSet<'company'> {
  return {
    name,
    kind: 'company',
    records: rows.map((row, index) => ({
      seq: index + 1,
      kind: 'company',
      system: 'set',
      key: String(index),
      data: given.toCompany(row),
    })),
    truth: rows.map(given.truthOf),
  };
}

/** Constructed Russian companies: dirty duplicates, sister firms, branches, namesakes. */
export function russianCompanies(folder: string): LabelledSet<'company'> {
  const truth = new Map(readTable(join(folder, 'ru_companies_10k.truth.csv.gz')).map((row) => [row.id, row.entity_id]));
  return companySet('ru_companies_10k', readTable(join(folder, 'ru_companies_10k.csv.gz')), {
    truthOf: (row) => truth.get(row.id) ?? '',
    toCompany: (row) => ({
      name: row.name || '-',
      ...filled({ inn: row.inn, kpp: row.kpp, ogrn: row.ogrn }),
      ...phonesOf(row.phone),
      ...emailsOf(row.email),
      ...(row.site && { urls: [row.site] }),
      ...(row.city && { addresses: [{ text: row.city, type: 'other', city: row.city }] }),
    }),
  });
}

/** Sites of organisations in Chicago from several lists. */
export function chicagoSites(folder: string): LabelledSet<'company'> {
  return companySet('chicago_sites', readTable(join(folder, 'chicago_sites.csv.gz')), {
    truthOf: (row) => row['True Id'] ?? '',
    toCompany: (row) => ({
      name: row['Site name'] || '-',
      ...foreignPhone(row.Phone),
      ...(row.Address && {
        addresses: [{ text: row.Address, type: 'other', ...(row.Zip && { postal_code: row.Zip }) }],
      }),
    }),
  });
}

/** Restaurants of two guides, without phones. */
export function restaurants(folder: string): LabelledSet<'company'> {
  return companySet('restaurants', readTable(join(folder, 'restaurants.csv')), {
    truthOf: (row) => row.unique_id ?? '',
    toCompany: (row) => ({
      name: clean(row.name) || '-',
      ...filled({ industry: clean(row.cuisine) }),
      addresses: [{ text: clean(row.address) || '-', type: 'other', ...(row.city && { city: clean(row.city) }) }],
    }),
  });
}

/** Without the quotes that the file sets after a space. */
function clean(text: string | undefined): string {
  return (text ?? '').replace(/^[\s"]+|[\s"]+$/gu, '');
}
