import { filled } from '../../http/answer-values.ts';
import type { EntityData } from '../../model/entity.ts';
import { foldName } from '../../text/nearest-name.ts';
import type { Account, AccountField, Collection } from './account.ts';
import { textOf } from './common.ts';
import type { AccountRecord, Encoding, Fields, FieldValue } from './encoding.ts';
import { asMap, asNumber } from './values.ts';

type Company = EntityData['company'];

/** Numbers that go into text fields where the account has no field for legal entities. */
export const taxNumbers = { inn: ['ИНН', 'INN'], kpp: ['КПП', 'KPP'] } as const;
export type TaxNumber = keyof typeof taxNumbers;

export function taxCode(number: TaxNumber): string {
  return `PERENOS_${number.toUpperCase()}`;
}

/** The text field of a tax number: ours, else the one that is called so. */
export function taxField({ fields }: Account, of: Collection, number: TaxNumber): AccountField | undefined {
  const names: readonly string[] = taxNumbers[number].map(foldName);
  const texts = fields[of].filter(({ type }) => type === 'text');
  return texts.find(({ code }) => code === taxCode(number)) ?? texts.find(({ name }) => names.includes(foldName(name)));
}

export function legalField({ fields }: Account): AccountField | undefined {
  return fields.companies.find(({ type }) => type === 'legal_entity');
}

interface Placed {
  readonly values: readonly (readonly [string, readonly FieldValue[]])[];
  readonly left: readonly string[];
}

/** Tax numbers, the official name and a bank account of a company. */
export function companyDetails(data: Company, encoding: Encoding): Placed {
  const field = legalField(encoding.account);
  const accounts = data.bank_accounts ?? [];
  if (field === undefined) {
    const left = accounts.map(accountText);
    const named = data.legal_name === undefined ? left : [data.legal_name, ...left];
    return { values: taxValues(data, 'companies', encoding), left: named };
  }
  const [first, ...others] = accounts;
  const details = filled({
    vat_id: data.inn,
    kpp: data.kpp,
    address: data.addresses?.find(({ type }) => type === 'legal')?.text,
    bank_code: first?.bik,
    bank_account_number: first?.account,
  });
  if (Object.keys(details).length === 0 && data.legal_name === undefined) return { values: [], left: [] };
  const isSole = data.type === 'entrepreneur' || (data.inn?.length === 12 && data.kpp === undefined);
  const value = { name: data.legal_name ?? data.name, entity_type: isSole ? 1 : 2, ...details };
  return { values: [[field.id, [{ value }]]], left: others.map(accountText) };
}

function accountText({
  account,
  bik,
  bank,
  correspondent,
  currency,
}: NonNullable<Company['bank_accounts']>[number]): string {
  return [account, bik, bank, correspondent, currency].filter((part) => part !== undefined).join(', ');
}

/** Tax numbers in text fields; one that has none is said. */
export function taxValues(
  data: { readonly inn?: string | undefined; readonly kpp?: string | undefined },
  of: Collection,
  { account, note }: Encoding,
): Placed['values'] {
  return (['inn', 'kpp'] as const).flatMap((number): Placed['values'] => {
    const value = data[number];
    if (value === undefined) return [];
    const field = taxField(account, of, number);
    if (field !== undefined) return [[field.id, [{ value }]]];
    note({ code: 'target.custom-missing', args: { field: number, kind: of === 'contacts' ? 'contact' : 'company' } });
    return [];
  });
}

export function readTaxNumbers({ values }: AccountRecord, of: Collection, { account }: Encoding): Fields {
  const read = (number: TaxNumber): string | undefined =>
    textOf(values.get(taxField(account, of, number)?.id ?? '')?.[0]?.['value']);
  return filled({ inn: read('inn'), kpp: read('kpp') });
}

export function readCompanyDetails(record: AccountRecord, encoding: Encoding): Fields {
  const field = legalField(encoding.account);
  if (field === undefined) return readTaxNumbers(record, 'companies', encoding);
  const legal = asMap(record.values.get(field.id)?.[0]?.['value']);
  const name = textOf(legal['name']);
  const account = textOf(legal['bank_account_number']);
  const inn = textOf(legal['vat_id']);
  return filled({
    legal_name: name === textOf(record.members['name']) ? undefined : name,
    type: asNumber(legal['entity_type']) === 1 ? 'entrepreneur' : name === undefined ? undefined : 'legal',
    inn: inn !== undefined && /^(\d{10}|\d{12})$/.test(inn) ? inn : undefined,
    kpp: textOf(legal['kpp']),
    bank_accounts: account === undefined ? undefined : [filled({ account, bik: textOf(legal['bank_code']) })],
  });
}
