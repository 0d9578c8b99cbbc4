import { filled } from '../../http/answer-values.ts';
import type { EntityData } from '../../model/entity.ts';
import { fieldByCode } from './account.ts';
import { checkLength, commonMembers, readCommon, remarkOf, tagsOf, textOf } from './common.ts';
import type { AccountRecord, Encoding, Fields, FieldValue } from './encoding.ts';
import { companyDetails, readCompanyDetails } from './legal.ts';
import { placePoints, readPoints } from './points.ts';

type Company = EntityData['company'];

/** A company as the account keeps it. */
export function encodeCompany(data: Company, encoding: Encoding): AccountRecord {
  const points = placePoints(data, 'companies', encoding);
  const address = placeAddress(data.addresses, encoding);
  const details = companyDetails(data, encoding);
  checkLength('name', data.name, encoding);
  return {
    members: filled({ name: data.name, ...commonMembers(data, encoding) }),
    values: new Map([...points.values, ...address.values, ...details.values]),
    tags: tagsOf(data.tags, encoding),
    company: undefined,
    contacts: [],
    remark: remarkOf(data.comment, [...points.left, ...address.left, ...details.left]),
  };
}

interface Placed {
  readonly values: readonly (readonly [string, readonly FieldValue[]])[];
  readonly left: readonly string[];
}

/** There is one field for an address: where the company is, else its first. */
function placeAddress(addresses: Company['addresses'], { account }: Encoding): Placed {
  const all = addresses ?? [];
  const field = fieldByCode(account, 'companies', 'ADDRESS');
  const main = all.find(({ type }) => type === 'actual') ?? all[0];
  if (field === undefined || main === undefined) return { values: [], left: all.map(({ text }) => text) };
  const left = all.filter((address) => address !== main).map(({ text }) => text);
  return { values: [[field.id, [{ value: main.text }]]], left };
}

export function decodeCompany(record: AccountRecord, encoding: Encoding): Fields {
  const { members, values } = record;
  const name = textOf(members['name']);
  const field = fieldByCode(encoding.account, 'companies', 'ADDRESS');
  const address = textOf(values.get(field?.id ?? '')?.[0]?.['value']);
  return filled({
    name,
    ...readCompanyDetails(record, encoding),
    ...readPoints(values, 'companies', encoding),
    addresses: address === undefined ? undefined : [{ text: address, type: 'actual' }],
    ...readCommon(record, encoding),
  });
}
