import type { Address } from '../../model/field.ts';
import { foldName } from '../../text/nearest-name.ts';
import { textOf } from './common-fields.ts';
import { filled, type Encoding, type Fields, type Requisite } from './encoding.ts';
import type { Portal, Preset } from './portal.ts';

interface BankAccount {
  readonly account: string;
  readonly bik?: string | undefined;
  readonly bank?: string | undefined;
  readonly correspondent?: string | undefined;
  readonly currency?: string | undefined;
}

export interface CompanyDetails {
  readonly name: string;
  readonly legal_name?: string | undefined;
  readonly type?: string | undefined;
  readonly inn?: string | undefined;
  readonly kpp?: string | undefined;
  readonly ogrn?: string | undefined;
  readonly okpo?: string | undefined;
  readonly tax_id?: string | undefined;
  readonly tax_country?: string | undefined;
  readonly addresses?: readonly Address[] | undefined;
  readonly bank_accounts?: readonly BankAccount[] | undefined;
}

/** Templates by what they are for: the names the product gives them, then their numbers. */
const presetNames = { legal: ['Организация', 'Company'], sole: ['ИП'], person: ['Физ. лицо', 'Person'] } as const;
const presetIds = { legal: '1', sole: '2', person: '3' } as const;
type PresetUse = keyof typeof presetNames;

/** A template by its name: numbers differ from portal to portal. */
function presetFor({ presets }: Portal, use: PresetUse): Preset | undefined {
  const names: readonly string[] = presetNames[use].map(foldName);
  const id = presetIds[use];
  return presets.find(({ name }) => names.includes(foldName(name))) ?? presets.find((preset) => preset.id === id);
}

/** Requisites of a company; undefined where it has nothing that belongs there. */
export function companyRequisite(
  data: CompanyDetails,
  hasAddresses: boolean,
  encoding: Encoding,
): Requisite | undefined {
  const use: PresetUse = isSole(data) ? 'sole' : 'legal';
  const details = {
    RQ_COMPANY_FULL_NAME: use === 'legal' ? data.legal_name : undefined,
    RQ_NAME: use === 'sole' ? data.legal_name : undefined,
    RQ_INN: data.inn ?? (data.tax_country === 'BY' ? data.tax_id : undefined),
    RQ_KPP: data.kpp,
    RQ_OGRN: data.ogrn?.length === 13 ? data.ogrn : undefined,
    RQ_OGRNIP: data.ogrn?.length === 15 ? data.ogrn : undefined,
    RQ_OKPO: data.okpo,
    RQ_BIN: data.tax_country === 'KZ' ? data.tax_id : undefined,
  };
  if (data.tax_id !== undefined && !['BY', 'KZ'].includes(data.tax_country ?? ''))
    encoding.note({ code: 'target.field-unsupported', args: { field: 'tax_id' } });
  const accounts = (data.bank_accounts ?? []).map(bankFields);
  return requisite({ name: data.name, use, details, accounts, hasAddresses }, encoding);
}

function isSole({ type, ogrn, inn, kpp }: CompanyDetails): boolean {
  if (type !== undefined && type !== 'unknown') return type === 'entrepreneur';
  return ogrn?.length === 15 || (inn?.length === 12 && kpp === undefined);
}

/** Requisites of a person. */
export function contactRequisite(
  data: { readonly full_name: string; readonly inn?: string | undefined },
  hasAddresses: boolean,
  encoding: Encoding,
): Requisite | undefined {
  const details = { RQ_INN: data.inn };
  return requisite({ name: data.full_name, use: 'person', details, accounts: [], hasAddresses }, encoding);
}

interface Wanted {
  readonly name: string;
  readonly use: PresetUse;
  readonly details: Fields;
  readonly accounts: readonly Fields[];
  readonly hasAddresses: boolean;
}

function requisite({ name, use, details, accounts, hasAddresses }: Wanted, encoding: Encoding): Requisite | undefined {
  const found = filled(details);
  const hasDetails = Object.keys(found).length + accounts.length > 0;
  if (!hasDetails && !hasAddresses) return undefined;
  const preset = presetFor(encoding.portal, use)?.id ?? presetIds[use];
  // A record that has an address only needs requisites to carry it.
  const carrier = hasDetails ? {} : { ADDRESS_ONLY: 'Y' };
  return { fields: { PRESET_ID: Number(preset), NAME: name.slice(0, 255), ...found, ...carrier }, accounts };
}

function bankFields({ account, bik, bank, correspondent, currency }: BankAccount): Fields {
  return filled({
    NAME: (bank ?? account).slice(0, 255),
    RQ_ACC_NUM: account,
    RQ_BIK: bik,
    RQ_BANK_NAME: bank,
    RQ_COR_ACC_NUM: correspondent,
    RQ_ACC_CURRENCY: currency,
  });
}

/** Canonical fields of a company from its requisites. */
export function readCompanyRequisite(found: Requisite | undefined, portal: Portal): Fields {
  if (found === undefined) return {};
  const { fields, accounts } = found;
  const inn = textOf(fields['RQ_INN']);
  const bin = textOf(fields['RQ_BIN']);
  const isRussian = inn !== undefined && /^(\d{10}|\d{12})$/.test(inn);
  const foreign = bin === undefined ? (isRussian ? undefined : inn) : bin;
  return filled({
    legal_name: textOf(fields['RQ_COMPANY_FULL_NAME']) ?? textOf(fields['RQ_NAME']),
    type: companyType(fields, portal),
    inn: isRussian ? inn : undefined,
    kpp: textOf(fields['RQ_KPP']),
    ogrn: textOf(fields['RQ_OGRN']) ?? textOf(fields['RQ_OGRNIP']),
    okpo: textOf(fields['RQ_OKPO']),
    tax_id: foreign,
    tax_country: foreign === undefined ? undefined : bin === undefined ? 'BY' : 'KZ',
    bank_accounts: accounts.length === 0 ? undefined : accounts.map(readAccount),
  });
}

function companyType(fields: Fields, portal: Portal): string | undefined {
  const id = String(fields['PRESET_ID']);
  if (id === (presetFor(portal, 'sole')?.id ?? presetIds.sole)) return 'entrepreneur';
  return id === (presetFor(portal, 'legal')?.id ?? presetIds.legal) ? 'legal' : undefined;
}

function readAccount(fields: Fields): Fields {
  return filled({
    account: textOf(fields['RQ_ACC_NUM']),
    bik: textOf(fields['RQ_BIK']),
    bank: textOf(fields['RQ_BANK_NAME']),
    correspondent: textOf(fields['RQ_COR_ACC_NUM']),
    currency: textOf(fields['RQ_ACC_CURRENCY']),
  });
}

export function readContactRequisite(found: Requisite | undefined): Fields {
  return found === undefined ? {} : filled({ inn: textOf(found.fields['RQ_INN']) });
}
