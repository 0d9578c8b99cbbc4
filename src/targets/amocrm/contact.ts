import { filled } from '../../http/answer-values.ts';
import type { EntityData } from '../../model/entity.ts';
import { participantIds } from '../../model/participants.ts';
import { targetRef } from '../../model/target-ref.ts';
import { fieldByCode, type Account, type AccountField } from './account.ts';
import { checkLength, commonMembers, readCommon, remarkOf, tagsOf, textOf } from './common.ts';
import type { AccountRecord, Encoding, Fields, FieldValue } from './encoding.ts';
import { readTaxNumbers, taxValues } from './legal.ts';
import { placePoints, readPoints } from './points.ts';
import { dayOf, midnight } from './values.ts';

type Contact = EntityData['contact'];

/** A person as the account keeps it. A second company has no place: it is said. */
export function encodeContact(data: Contact, encoding: Encoding): AccountRecord {
  const points = placePoints(data, 'contacts', encoding);
  const [company, ...others] = participantIds('company', data.companies, encoding);
  if (others.length > 0) encoding.note({ code: 'amocrm.one-company', args: { count: others.length } });
  checkLength('full_name', data.full_name, encoding);
  const names = { name: data.full_name, first_name: data.first_name, last_name: data.last_name };
  return {
    members: filled({ ...names, ...commonMembers(data, encoding) }),
    values: new Map([
      ...points.values,
      ...plain(fieldByCode(encoding.account, 'contacts', 'POSITION'), data.position),
      ...birthday(data.birth_date, encoding),
      ...taxValues({ inn: data.inn }, 'contacts', encoding),
    ]),
    tags: tagsOf(data.tags, encoding),
    company,
    contacts: [],
    remark: remarkOf(data.comment, [...points.left, ...(data.addresses ?? []).map(({ text }) => text)]),
  };
}

function plain(
  field: AccountField | undefined,
  value: string | undefined,
): readonly (readonly [string, readonly FieldValue[]])[] {
  return field === undefined || value === undefined ? [] : [[field.id, [{ value }]]];
}

export function birthdayField({ fields }: Account): AccountField | undefined {
  return fields.contacts.find(({ type }) => type === 'birthday');
}

function birthday(day: string | undefined, { account }: Encoding) {
  return plain(birthdayField(account), day === undefined ? undefined : midnight(day, account.zone));
}

export function decodeContact(record: AccountRecord, encoding: Encoding): Fields {
  const { members, values, company } = record;
  const { account } = encoding;
  const [full, first, last] = ['name', 'first_name', 'last_name'].map((name) => textOf(members[name]));
  return filled({
    full_name: full,
    first_name: first,
    last_name: last,
    middle_name: middleName(full, first, last),
    position: textOf(values.get(fieldByCode(account, 'contacts', 'POSITION')?.id ?? '')?.[0]?.['value']),
    birth_date: dayOf(values.get(birthdayField(account)?.id ?? '')?.[0]?.['value'], account.zone),
    ...readTaxNumbers(record, 'contacts', encoding),
    companies: company === undefined ? undefined : [{ ref: targetRef(company), primary: true }],
    ...readPoints(values, 'contacts', encoding),
    ...readCommon(record, encoding),
  });
}

/** The account has no patronymics: what the whole name has besides the two others. */
function middleName(full: string | undefined, first: string | undefined, last: string | undefined): string | undefined {
  if (full === undefined || first === undefined || last === undefined) return undefined;
  const words = full.split(/\s+/);
  for (const part of [...first.split(/\s+/), ...last.split(/\s+/)]) {
    const at = words.indexOf(part);
    if (at < 0) return undefined;
    words.splice(at, 1);
  }
  return words.length === 0 ? undefined : words.join(' ');
}
