import type { EntityData } from '../../model/entity.ts';
import { participantIds } from '../../model/participants.ts';
import { placeAddresses, readAddresses } from './addresses.ts';
import {
  checkLengths,
  commentFields,
  commonItemFields,
  listCode,
  listName,
  readCommonFields,
  readSource,
  sourceFields,
  textOf,
  usableEmails,
} from './common-fields.ts';
import { filled, type Encoding, type Fields, type PortalRecord } from './encoding.ts';
import { multiValues, pointsOf } from './multi-fields.ts';
import { readParticipants } from './participants.ts';
import { contactRequisite, readContactRequisite } from './requisites.ts';
import { asDate, asText } from './values.ts';

type Contact = EntityData['contact'];

/** A person as the portal keeps it. */
export function encodeContact(data: Contact, encoding: Encoding): PortalRecord {
  const { addresses, left } = placeAddresses(data.addresses, encoding);
  const companies = participantIds('company', data.companies, encoding).map(Number);
  const fields = {
    ...nameFields(data),
    honorific: listCode(data.salutation, { list: 'HONORIFIC', field: 'salutation' }, encoding),
    post: data.position,
    birthdate: data.birth_date,
    companyId: companies[0],
    companyIds: companies.length === 0 ? undefined : companies,
    ...sourceFields(data.source, encoding),
    ...commonItemFields(data, encoding),
    ...commentFields(data, left, encoding),
  };
  checkLengths(fields, { name: 50, lastName: 50, secondName: 50, post: 255 }, encoding);
  const multi = multiValues({ ...data, emails: usableEmails(data.emails) }, encoding.extensions);
  const requisite = contactRequisite(data, addresses.length > 0, encoding);
  return { fields: filled(fields), multi, requisite, addresses, rows: [] };
}

/** The portal wants a given or a family name: a whole name that nobody took apart stands as the given one. */
export function nameFields(data: {
  readonly first_name?: string | undefined;
  readonly last_name?: string | undefined;
  readonly middle_name?: string | undefined;
  readonly full_name?: string | undefined;
}): Fields {
  const { first_name: first, last_name: last, middle_name: middle, full_name: full } = data;
  const isWhole = first === undefined && last === undefined;
  return filled({
    name: isWhole ? full : first,
    lastName: last,
    secondName: isWhole && full !== undefined ? undefined : middle,
  });
}

export function readNames(fields: Fields): Fields {
  return filled({
    last_name: textOf(fields['lastName']),
    first_name: textOf(fields['name']),
    middle_name: textOf(fields['secondName']),
  });
}

export function decodeContact({ fields, multi, requisite, addresses }: PortalRecord, encoding: Encoding): Fields {
  const places = readAddresses(addresses);
  const names = readNames(fields);
  const full = ['lastName', 'name', 'secondName'].map((part) => asText(fields[part])).filter((part) => part !== '');
  return filled({
    ...names,
    full_name: full.length === 0 ? undefined : full.join(' '),
    salutation: listName(fields['honorific'], 'HONORIFIC', encoding),
    position: textOf(fields['post']),
    birth_date: asDate(fields['birthdate']),
    ...readContactRequisite(requisite),
    companies: readParticipants(fields['companyIds'], fields['companyId']),
    source: readSource(fields, encoding),
    ...pointsOf(multi),
    addresses: places.length === 0 ? undefined : places,
    ...readCommonFields(fields),
  });
}
