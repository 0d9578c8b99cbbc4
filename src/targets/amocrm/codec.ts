import type { EntityData } from '../../model/entity.ts';
import { filled } from '../../http/answer-values.ts';
import { decodeCompany, encodeCompany } from './company.ts';
import { decodeContact, encodeContact } from './contact.ts';
import type { RecordKind } from './account.ts';
import type { AccountRecord, Encoding, Fields } from './encoding.ts';
import { customValues, readCustom } from './field-values.ts';
import { decodeDeal, decodeLead, encodeDeal, encodeLead } from './lead.ts';

/** A record as the account keeps it. The data of a plan is valid; that of an update holds the same fields. */
export function encodeRecord(kind: RecordKind, data: Fields, encoding: Encoding): AccountRecord {
  const record = encodeKind(kind, data, encoding);
  const custom = customValues(kind, data, encoding);
  return custom.length === 0 ? record : { ...record, values: new Map([...record.values, ...custom]) };
}

function encodeKind(kind: RecordKind, data: Fields, encoding: Encoding): AccountRecord {
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

/** Canonical data of a record. */
export function decodeRecord(kind: RecordKind, record: AccountRecord, encoding: Encoding): Fields {
  return filled({ ...decodeKind(kind, record, encoding), ...readCustom(kind, record.values, encoding) });
}

function decodeKind(kind: RecordKind, record: AccountRecord, encoding: Encoding): Fields {
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

/** What reading gives after `data` was written faithfully: put into the account's words and back. */
export function expectedRecord(kind: RecordKind, data: Fields, encoding: Encoding): Fields {
  return decodeRecord(kind, encodeRecord(kind, data, { ...encoding, note: () => {} }), encoding);
}
