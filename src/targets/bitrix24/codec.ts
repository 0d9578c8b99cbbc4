import type { EntityData, EntityKind } from '../../model/entity.ts';
import { decodeCompany, encodeCompany } from './company.ts';
import { decodeContact, encodeContact } from './contact.ts';
import { customItemFields, readCustomFields } from './custom-fields.ts';
import { decodeDeal, encodeDeal } from './deal.ts';
import type { Encoding, Fields, PortalRecord } from './encoding.ts';
import { decodeLead, encodeLead } from './lead.ts';
import { isItemKind, type ItemKind } from './portal.ts';
import { hasTags } from './tags.ts';
import { decodeActivity, decodeNote, encodeActivity, encodeNote, type TimelineRecord } from './timeline.ts';

/** A record as the portal keeps it. The data of a plan is valid; that of an update holds the same fields. */
export function encodeItem(kind: ItemKind, data: Fields, encoding: Encoding): PortalRecord {
  const record = encodeKind(kind, data, encoding);
  const custom = customItemFields(kind, data, encoding);
  if (data['tags'] !== undefined && !hasTags(encoding.custom, kind))
    encoding.note({ code: 'bitrix24.no-tags', args: { kind } });
  return Object.keys(custom).length === 0 ? record : { ...record, fields: { ...record.fields, ...custom } };
}

function encodeKind(kind: ItemKind, data: Fields, encoding: Encoding): PortalRecord {
  switch (kind) {
    case 'company':
      return encodeCompany(data as EntityData['company'], encoding);
    case 'contact':
      return encodeContact(data as EntityData['contact'], encoding);
    case 'lead':
      return encodeLead(data as EntityData['lead'], encoding);
    case 'deal':
      return encodeDeal(data as EntityData['deal'], encoding);
  }
}

/** Canonical data of a record of the portal. */
export function decodeItem(kind: ItemKind, record: PortalRecord, encoding: Encoding): Fields {
  return { ...decodeKind(kind, record, encoding), ...readCustomFields(kind, record.fields, encoding) };
}

function decodeKind(kind: ItemKind, record: PortalRecord, encoding: Encoding): Fields {
  switch (kind) {
    case 'company':
      return decodeCompany(record, encoding);
    case 'contact':
      return decodeContact(record, encoding);
    case 'lead':
      return decodeLead(record, encoding);
    case 'deal':
      return decodeDeal(record, encoding);
  }
}

export type TimelineKind = 'activity' | 'note';

export function isTimelineKind(kind: EntityKind): kind is TimelineKind {
  return kind === 'activity' || kind === 'note';
}

/** Undefined when none of the records it belongs to is in the portal. */
export function encodeTimeline(kind: TimelineKind, data: Fields, encoding: Encoding): TimelineRecord | undefined {
  return kind === 'note'
    ? encodeNote(data as EntityData['note'], encoding)
    : encodeActivity(data as EntityData['activity'], encoding);
}

export function decodeTimeline(kind: TimelineKind, record: TimelineRecord, encoding: Encoding): Fields {
  return kind === 'note' && record.form === 'comment' ? decodeNote(record) : decodeActivity(record, encoding);
}

/**
 * What a faithful portal gives back after the data was written: the data in its words and back. Fields that the data does not have
 * are left out, but for a comment that took up what has no place.
 */
export function expectedData(kind: EntityKind, data: Fields, encoding: Encoding): Fields {
  const back = writtenAndRead(kind, data, { ...encoding, note: () => {} });
  return Object.fromEntries(
    Object.entries(back).filter(
      ([field, value]) => value !== undefined && (data[field] !== undefined || field === 'comment'),
    ),
  );
}

function writtenAndRead(kind: EntityKind, data: Fields, encoding: Encoding): Fields {
  if (isItemKind(kind)) return decodeItem(kind, encodeItem(kind, data, encoding), encoding);
  if (!isTimelineKind(kind)) return {};
  const record = encodeTimeline(kind, data, encoding);
  return record === undefined ? {} : decodeTimeline(kind, record, encoding);
}
