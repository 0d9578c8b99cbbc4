import type { EntityData } from '../../model/entity.ts';
import { placeAddresses, readAddresses } from './addresses.ts';
import {
  checkLengths,
  commentFields,
  commonItemFields,
  listCode,
  listName,
  readCommonFields,
  textOf,
  usableEmails,
} from './common-fields.ts';
import { filled, type Encoding, type Fields, type PortalRecord } from './encoding.ts';
import { moneyFields, readMoney } from './money.ts';
import { multiValues, pointsOf } from './multi-fields.ts';
import { companyRequisite, readCompanyRequisite } from './requisites.ts';

type Company = EntityData['company'];

/** A company as the portal keeps it. */
export function encodeCompany(data: Company, encoding: Encoding): PortalRecord {
  const { addresses, left } = placeAddresses(data.addresses, encoding);
  const fields = {
    title: data.name,
    industry: listCode(data.industry, { list: 'INDUSTRY', field: 'industry' }, encoding),
    employees: employeesCode(data.employees, encoding),
    ...moneyFields(data.revenue, { amount: 'revenue', field: 'revenue' }, encoding),
    ...commonItemFields(data, encoding),
    ...commentFields(data, left, encoding),
  };
  checkLengths(fields, { title: 255 }, encoding);
  const multi = multiValues({ ...data, emails: usableEmails(data.emails) }, encoding.extensions);
  const requisite = companyRequisite(data, addresses.length > 0, encoding);
  return { fields: filled(fields), multi, requisite, addresses, rows: [] };
}

/** The value of the list whose name gives a range that the number lies in: `50 - 250`. */
function employeesCode(count: number | undefined, { portal, note }: Encoding): string | undefined {
  if (count === undefined) return undefined;
  const values = portal.lists.get('EMPLOYEES') ?? [];
  const found = values.find(({ name }) => isInRange(count, name));
  if (found === undefined)
    note({ code: 'target.option-unknown', args: { field: 'employees', value: String(count), nearest: '' } });
  return found?.id;
}

function isInRange(count: number, name: string): boolean {
  const [from, to] = (name.match(/\d+/g) ?? []).map(Number);
  if (from === undefined) return false;
  if (to !== undefined) return count >= from && count <= to;
  return /бол[ьеш]|свыше|over|more|>|\+/iu.test(name) ? count > from : count < from;
}

export function decodeCompany({ fields, multi, requisite, addresses }: PortalRecord, encoding: Encoding): Fields {
  const places = readAddresses(addresses);
  return filled({
    name: textOf(fields['title']),
    ...readCompanyRequisite(requisite, encoding.portal),
    industry: listName(fields['industry'], 'INDUSTRY', encoding),
    revenue: readMoney(fields['revenue'], fields['currencyId']),
    ...pointsOf(multi),
    addresses: places.length === 0 ? undefined : places,
    ...readCommonFields(fields),
  });
}
