import type { EntityData } from '../../model/entity.ts';
import { participantIds } from '../../model/participants.ts';
import {
  checkLengths,
  commentFields,
  commonItemFields,
  readCommonFields,
  readSource,
  sourceFields,
  textOf,
} from './common-fields.ts';
import { filled, type Encoding, type Fields, type PortalRecord } from './encoding.ts';
import { moneyFields, readSum } from './money.ts';
import { asId, asDate, asNumber, dayAt, portalInstant } from './values.ts';
import { readParticipants } from './participants.ts';
import { productRows, readRows } from './product-rows.ts';
import { dealStageFields, readDealStage } from './stages.ts';
import { targetRef } from './encoding.ts';

type Deal = EntityData['deal'];

/** A deal as the portal keeps it. The sum stays as it is when rows are saved. */
export function encodeDeal(data: Deal, encoding: Encoding): PortalRecord {
  const { offsetMinutes } = encoding.portal;
  const contacts = participantIds('contact', data.contacts, encoding).map(Number);
  const company = data.company === undefined ? undefined : encoding.idOf('company', data.company);
  const amount = moneyFields(data.amount, { amount: 'opportunity', field: 'amount' }, encoding);
  const closing = data.close_date ?? (data.closed_at === undefined ? undefined : dayAt(data.closed_at, offsetMinutes));
  const fields = {
    title: data.title,
    ...dealStageFields(data, encoding),
    ...rowCurrency(data, encoding),
    ...amount,
    isManualOpportunity: Object.keys(amount).length === 0 ? undefined : 'Y',
    probability: data.probability === undefined ? undefined : Math.round(data.probability),
    begindate: data.opened_at === undefined ? undefined : dayAt(data.opened_at, offsetMinutes),
    closedate: closing,
    companyId: company === undefined ? undefined : Number(company),
    contactIds: contacts.length === 0 ? undefined : contacts,
    ...sourceFields(data.source, encoding),
    ...commonItemFields(data, encoding),
    ...movedTime(data, encoding),
    ...commentFields(data, [], encoding),
  };
  checkLengths(fields, { title: 255 }, encoding);
  return { fields: filled(fields), multi: [], requisite: undefined, addresses: [], rows: productRows(data.items) };
}

/** Without a sum of its own the deal takes the currency of its rows. */
function rowCurrency({ items }: Deal, { portal, note }: Encoding): Fields {
  const currency = items?.map(({ price, total }) => (price ?? total)?.currency).find((found) => found !== undefined);
  if (currency === undefined) return {};
  if (portal.currencies.includes(currency)) return { currencyId: currency };
  note({ code: 'bitrix24.currency', args: { field: 'items', currency, known: portal.currencies.join(', ') } });
  return {};
}

/** When the deal came to its stage, within what the portal accepts. */
function movedTime(
  { closed_at: closed, created_at: created, updated_at: updated }: Deal,
  { keepsHistory }: Encoding,
): Fields {
  if (!keepsHistory || closed === undefined || created === undefined || updated === undefined) return {};
  const at = Math.min(
    Math.max(Date.parse(closed), Date.parse(created)),
    Math.max(Date.parse(updated), Date.parse(created)),
  );
  return { movedTime: portalInstant(new Date(at).toISOString()) };
}

export function decodeDeal({ fields, rows }: PortalRecord, encoding: Encoding): Fields {
  const company = asId(fields['companyId']);
  const amount = readSum(fields);
  return filled({
    title: textOf(fields['title']),
    ...readDealStage(fields, encoding),
    amount,
    probability: asNumber(fields['probability']),
    close_date: asDate(fields['closedate']),
    company: company === undefined ? undefined : targetRef(company),
    contacts: readParticipants(fields['contactIds'], undefined),
    items: readRows(rows, textOf(fields['currencyId'])),
    source: readSource(fields, encoding),
    ...readCommonFields(fields),
  });
}
