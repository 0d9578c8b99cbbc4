import type { EntityData } from '../../model/entity.ts';
import { placeAddresses, readAddresses } from './addresses.ts';
import {
  checkLengths,
  commentFields,
  commonItemFields,
  readCommonFields,
  readSource,
  sourceFields,
  textOf,
  usableEmails,
} from './common-fields.ts';
import { nameFields, readNames } from './contact.ts';
import { filled, type Encoding, type Fields, type PortalRecord } from './encoding.ts';
import { moneyFields, readSum } from './money.ts';
import { multiValues, pointsOf } from './multi-fields.ts';
import { leadStageFields, readLeadStage } from './stages.ts';

type Lead = EntityData['lead'];

/** A lead as the portal keeps it: its addresses are its own, not those of requisites. */
export function encodeLead(data: Lead, encoding: Encoding): PortalRecord {
  const { addresses, left } = placeAddresses(data.addresses, encoding);
  const amount = moneyFields(data.amount, { amount: 'opportunity', field: 'amount' }, encoding);
  const fields = {
    title: data.title,
    ...nameFields(data),
    companyTitle: data.company_name,
    post: data.position,
    ...leadStageFields(data.status, encoding),
    ...amount,
    isManualOpportunity: Object.keys(amount).length === 0 ? undefined : 'Y',
    ...sourceFields(data.source, encoding),
    ...commonItemFields(data, encoding),
    ...commentFields(data, left, encoding),
  };
  checkLengths(fields, { title: 255, name: 50, lastName: 50, secondName: 50, companyTitle: 255, post: 255 }, encoding);
  const multi = multiValues({ ...data, emails: usableEmails(data.emails) }, encoding.extensions);
  return { fields: filled(fields), multi, requisite: undefined, addresses, rows: [] };
}

export function decodeLead({ fields, multi, addresses }: PortalRecord, encoding: Encoding): Fields {
  const places = readAddresses(addresses);
  return filled({
    title: textOf(fields['title']),
    status: readLeadStage(fields, encoding),
    company_name: textOf(fields['companyTitle']),
    ...readNames(fields),
    position: textOf(fields['post']),
    ...pointsOf(multi),
    addresses: places.length === 0 ? undefined : places,
    amount: readSum(fields),
    source: readSource(fields, encoding),
    ...readCommonFields(fields),
  });
}
