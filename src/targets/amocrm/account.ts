import { findNamed, type ListValue } from '../../text/list-value.ts';
import { foldName } from '../../text/nearest-name.ts';
import type { Person } from '../../text/target-person.ts';

/** Kinds that are records of the account: they have a marker, fields, an owner. */
export const recordKinds = ['company', 'contact', 'lead', 'deal'] as const;
export type RecordKind = (typeof recordKinds)[number];

/** Where the account keeps them: it has one kind for what is called lead and deal elsewhere. */
export const collections = ['companies', 'contacts', 'leads'] as const;
export type Collection = (typeof collections)[number];

export const collectionOf: Readonly<Record<RecordKind, Collection>> = {
  company: 'companies',
  contact: 'contacts',
  lead: 'leads',
  deal: 'leads',
};

export function isRecordKind(kind: string): kind is RecordKind {
  return kind in collectionOf;
}

/** Statuses that every pipeline has. */
export const wonStatus = '142';
export const lostStatus = '143';

export interface Status extends ListValue {
  readonly semantics: 'open' | 'won' | 'lost';
}

export interface Pipeline extends ListValue {
  readonly isMain: boolean;
  /** In their order, without that of the inbox. */
  readonly statuses: readonly Status[];
}

export interface AccountField extends ListValue {
  readonly code: string;
  readonly type: string;
  /** Options of a list; kinds of phones. */
  readonly options: readonly ListValue[];
  readonly isApiOnly: boolean;
}

/** What an account accepts, as read when it was connected. */
export interface Account {
  readonly id: string;
  readonly host: string;
  readonly name: string;
  /** Of all prices. */
  readonly currency: string;
  /** IANA name of the zone in which days begin. */
  readonly zone: string;
  /** Whose token it is. */
  readonly userId: string;
  readonly isAdmin: boolean;
  readonly users: readonly Person[];
  readonly fields: Readonly<Record<Collection, readonly AccountField[]>>;
  /** The main one first. */
  readonly pipelines: readonly Pipeline[];
  readonly lossReasons: readonly ListValue[];
  readonly taskTypes: readonly ListValue[];
}

/** Code of the field that holds our marker. */
export const markerCode = 'PERENOS_ID';

export function fieldByCode(
  { fields }: Pick<Account, 'fields'>,
  of: Collection,
  code: string,
): AccountField | undefined {
  return fields[of].find((field) => field.code === code);
}

/** A field by its id, its code or its name. */
export function fieldNamed(
  { fields }: Pick<Account, 'fields'>,
  of: Collection,
  text: string,
): AccountField | undefined {
  const folded = foldName(text);
  return fields[of].find(({ code }) => code !== '' && foldName(code) === folded) ?? findNamed(fields[of], text);
}

export function personOf({ users }: Pick<Account, 'users'>, id: string | undefined): Person | undefined {
  return users.find((user) => user.id === id);
}
