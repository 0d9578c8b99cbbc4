import { collectionOf, fieldByCode, fieldNamed, type RecordKind } from './account.ts';
import { birthdayField } from './contact.ts';
import type { Encoding } from './encoding.ts';
import { legalField, taxField } from './legal.ts';

/** Where in the account a canonical field lies. */
interface Place {
  readonly members?: readonly string[];
  /** Codes of fields; `@` names those that are told otherwise. */
  readonly codes?: readonly string[];
  readonly parts?: readonly Part[];
}

export type Part = 'tags' | 'company' | 'contacts' | 'remark';

const common: Readonly<Record<string, Place>> = {
  owner: { members: ['responsible_user_id'] },
  tags: { parts: ['tags'] },
  comment: { parts: ['remark'] },
};
const points: Readonly<Record<string, Place>> = {
  phones: { codes: ['PHONE'], parts: ['remark'] },
  emails: { codes: ['EMAIL'], parts: ['remark'] },
  urls: { codes: ['WEB'], parts: ['remark'] },
  messengers: { codes: ['IM'], parts: ['remark'] },
  addresses: { codes: ['ADDRESS', '@legal'], parts: ['remark'] },
};
const names = { members: ['name', 'first_name', 'last_name'] };
const amount: Place = { members: ['price'], parts: ['remark'] };
const stage: Place = { members: ['pipeline_id', 'status_id', 'closed_at', 'loss_reason_id'], parts: ['remark'] };
const remark: Place = { parts: ['remark'] };

const places: Readonly<Record<RecordKind, Readonly<Record<string, Place>>>> = {
  company: {
    ...common,
    ...points,
    name: { members: ['name'], codes: ['@legal'] },
    legal_name: { codes: ['@legal'], parts: ['remark'] },
    type: { codes: ['@legal'] },
    inn: { codes: ['@legal', '@inn'] },
    kpp: { codes: ['@legal', '@kpp'] },
    bank_accounts: { codes: ['@legal'], parts: ['remark'] },
  },
  contact: {
    ...common,
    ...points,
    last_name: names,
    first_name: names,
    middle_name: names,
    full_name: names,
    birth_date: { codes: ['@birthday'] },
    position: { codes: ['POSITION'] },
    inn: { codes: ['@inn'] },
    companies: { parts: ['company'] },
  },
  lead: {
    ...common,
    title: { members: ['name'] },
    status: { members: ['pipeline_id', 'status_id'] },
    amount,
    company_name: remark,
    last_name: remark,
    first_name: remark,
    middle_name: remark,
    full_name: remark,
    position: remark,
    phones: points['phones'] ?? remark,
    emails: points['emails'] ?? remark,
    urls: points['urls'] ?? remark,
    messengers: points['messengers'] ?? remark,
    addresses: remark,
    converted_to: { parts: ['company', 'contacts'] },
  },
  deal: {
    ...common,
    title: { members: ['name'] },
    pipeline: stage,
    stage,
    outcome: stage,
    lost_reason: stage,
    closed_at: stage,
    amount,
    company: { parts: ['company'] },
    contacts: { parts: ['contacts'] },
    items: remark,
  },
};

/** Canonical fields that are written when a record is created and never again. */
export const creationFields = ['created_at', 'updated_at', 'created_by'];

/** Places of changed fields together. */
export interface Touched {
  readonly members: ReadonlySet<string>;
  /** Ids of fields. */
  readonly fields: ReadonlySet<string>;
  readonly parts: ReadonlySet<Part>;
}

export function touchedBy(kind: RecordKind, changed: readonly string[], encoding: Encoding): Touched {
  const found = changed.flatMap((field) => places[kind][field] ?? []);
  const custom = (encoding.custom.get(kind) ?? []).filter(({ isCanonical, name }) =>
    changed.includes(isCanonical ? name : 'custom'),
  );
  const named = custom.flatMap(({ target }) => fieldNamed(encoding.account, collectionOf[kind], target)?.id ?? []);
  return {
    members: new Set(found.flatMap(({ members = [] }) => members)),
    fields: new Set([
      ...found.flatMap(({ codes = [] }) => codes).flatMap((code) => fieldId(kind, code, encoding)),
      ...named,
    ]),
    parts: new Set(found.flatMap(({ parts = [] }) => parts)),
  };
}

function fieldId(kind: RecordKind, code: string, { account }: Encoding): readonly string[] {
  const of = collectionOf[kind];
  const legal = kind === 'company' ? legalField(account) : undefined;
  switch (code) {
    case '@legal':
      return listed(legal?.id);
    case '@inn':
    case '@kpp':
      return legal === undefined ? listed(taxField(account, of, code === '@inn' ? 'inn' : 'kpp')?.id) : [];
    case '@birthday':
      return listed(birthdayField(account)?.id);
    default:
      return listed(fieldByCode(account, of, code)?.id);
  }
}

function listed(id: string | undefined): readonly string[] {
  return id === undefined ? [] : [id];
}

/** Canonical fields of a kind that have a place. */
export function heldFields(kind: RecordKind): readonly string[] {
  return [...Object.keys(places[kind]), ...creationFields];
}
