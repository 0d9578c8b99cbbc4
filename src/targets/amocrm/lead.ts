import { filled } from '../../http/answer-values.ts';
import type { EntityData } from '../../model/entity.ts';
import { participantIds, participantsOf } from '../../model/participants.ts';
import { targetRef } from '../../model/target-ref.ts';
import { checkLength, commonMembers, readCommon, remarkOf, tagsOf, textOf } from './common.ts';
import type { AccountRecord, Encoding, Fields } from './encoding.ts';
import { priceOf, readPrice } from './money.ts';
import { placePoints } from './points.ts';
import { dealMembers, leadMembers, readStatus } from './statuses.ts';
import { instantOfSeconds } from './values.ts';

/** A deal as the account keeps it: a lead. */
export function encodeDeal(data: EntityData['deal'], encoding: Encoding): AccountRecord {
  const amount = priceOf(data.amount, encoding);
  const stage = dealMembers(data, encoding);
  const items = (data.items ?? []).map(({ name, quantity, unit, price, total }) =>
    [
      name,
      [quantity, unit].filter(Boolean).join(' '),
      price && `${price.amount} ${price.currency}`,
      total && `= ${total.amount} ${total.currency}`,
    ]
      .filter(Boolean)
      .join('; '),
  );
  checkLength('title', data.title, encoding);
  return {
    members: filled({ name: data.title, price: amount.price, ...stage.members, ...commonMembers(data, encoding) }),
    values: new Map(),
    tags: tagsOf(data.tags, encoding),
    company: data.company === undefined ? undefined : encoding.idOf('company', data.company),
    contacts: participantIds('contact', data.contacts, encoding),
    remark: remarkOf(data.comment, [...amount.left, ...stage.left, ...items]),
  };
}

export function decodeDeal(record: AccountRecord, encoding: Encoding): Fields {
  const { members, company, contacts } = record;
  const { pipeline, stage, outcome, lost_reason: reason } = readStatus(members, encoding);
  return filled({
    title: textOf(members['name']),
    pipeline,
    stage,
    outcome,
    lost_reason: reason,
    amount: readPrice(members['price'], encoding),
    closed_at: instantOfSeconds(members['closed_at']),
    company: company === undefined ? undefined : targetRef(company),
    contacts: participantsOf(contacts),
    ...readCommon(record, encoding),
  });
}

/** A request as the account keeps it: linked to the contact and the company it became; what it says of a person itself is in its note. */
export function encodeLead(data: EntityData['lead'], encoding: Encoding): AccountRecord {
  const amount = priceOf(data.amount, encoding);
  const person = [data.last_name, data.first_name, data.middle_name].filter((part) => part !== undefined).join(' ');
  const about = [person, data.position, data.company_name].filter((part) => part !== undefined && part !== '');
  const points = placePoints(data, 'leads', encoding);
  const addresses = (data.addresses ?? []).map(({ text }) => text);
  const left = [...about.map(String), ...points.left, ...addresses, ...amount.left];
  if (about.length + points.left.length + addresses.length > 0)
    encoding.note({ code: 'amocrm.lead-person', args: { title: data.title } });
  checkLength('title', data.title, encoding);
  return {
    members: filled({
      name: data.title,
      price: amount.price,
      ...leadMembers(data.status, encoding),
      ...commonMembers(data, encoding),
    }),
    values: new Map(points.values),
    tags: tagsOf(data.tags, encoding),
    ...bonds(data.converted_to ?? [], encoding),
    remark: remarkOf(data.comment, left),
  };
}

type Became = NonNullable<EntityData['lead']['converted_to']>;

/** Contacts in their order, the first one is the main one; of companies there is one. Leads are not linked to each other. */
function bonds(became: Became, encoding: Encoding): Pick<AccountRecord, 'company' | 'contacts'> {
  const idsOf = (kind: 'company' | 'contact') =>
    became.filter((link) => link.kind === kind).flatMap(({ ref }) => encoding.idOf(kind, ref) ?? []);
  const [company, ...others] = idsOf('company');
  if (others.length > 0) encoding.note({ code: 'amocrm.one-company', args: { count: others.length } });
  if (became.some(({ kind }) => kind === 'deal' || kind === 'lead'))
    encoding.note({ code: 'target.field-unsupported', args: { field: 'converted_to' } });
  return { company, contacts: [...new Set(idsOf('contact'))] };
}

function readBonds({ company, contacts }: AccountRecord): Became | undefined {
  const people = participantsOf(contacts) ?? [];
  const became = [
    ...people.map(({ ref }) => ({ kind: 'contact' as const, ref })),
    ...(company === undefined ? [] : [{ kind: 'company' as const, ref: targetRef(company) }]),
  ];
  return became.length === 0 ? undefined : became;
}

export function decodeLead(record: AccountRecord, encoding: Encoding): Fields {
  return filled({
    title: textOf(record.members['name']),
    status: readStatus(record.members, encoding).stage,
    amount: readPrice(record.members['price'], encoding),
    converted_to: readBonds(record),
    ...readCommon(record, encoding),
  });
}
