import type { Fields } from './encoding.ts';
import { classicChanges, isNothing, universalChanges, type MultiChanges } from './multi-changes.ts';
import { classicMulti, readClassicMulti, readUniversalMulti, universalMulti, type MultiValue } from './multi-fields.ts';
import { entityTypeIds, type ItemKind } from './portal.ts';
import type { Command } from './rest.ts';
import { errorOf } from './reply.ts';
import { asId, asList, asMap, idOrReference } from './values.ts';

/** An item of the portal as read, in the names of the universal methods. */
export interface ReadItem {
  readonly id: string;
  readonly fields: Fields;
  readonly multi: readonly MultiValue[];
}

export interface ListQuery {
  /** Items with greater ids only. */
  readonly after?: string;
  /** In the names of the universal methods. */
  readonly filter?: Fields;
  /** Names of fields; all of them where it is left out. */
  readonly select?: readonly string[];
}

export interface NewItem {
  readonly fields: Fields;
  readonly multi: readonly MultiValue[];
}

/** One of the two families of methods. */
export interface Dialect {
  /** Creates records in one command, at most so many of them. */
  readonly itemsAtOnce: number;
  create(kind: ItemKind, items: readonly NewItem[]): Command;
  /** Ids of what a `create` made, or the error of each; undefined where the answer cannot be told apart. */
  created(result: unknown, count: number): readonly CreatedItem[] | undefined;
  /** A page of the fast list: ascending ids, nothing is counted. */
  list(kind: ItemKind, query: ListQuery): Command;
  listed(kind: ItemKind, result: unknown): readonly ReadItem[];
  /** How a later command of a batch names the last id of a full page of a list. */
  readonly lastOf: (key: string) => string;
  /** Reads one item. */
  get(kind: ItemKind, id: string): Command;
  got(kind: ItemKind, result: unknown): ReadItem | undefined;
  /** Reads what an item is bound to, where a list does not say it. */
  bindings(kind: ItemKind, id: string): Command;
  bound(kind: ItemKind, item: ReadItem, result: unknown): ReadItem;
  update(kind: ItemKind, id: string, change: { readonly fields: Fields; readonly multi: MultiChanges }): Command;
  remove(kind: ItemKind, id: string): Command;
}

export type CreatedItem = { readonly id: string } | { readonly code: string; readonly text: string };

const originalNames = { useOriginalUfNames: 'Y' } as const;

/** `crm.item.*`. @param isQuiet import, so that no robots start and dates are kept */
export function universalDialect(isQuiet: boolean): Dialect {
  return {
    itemsAtOnce: isQuiet ? 20 : 1,
    create: (kind, items) => (isQuiet ? importCommand(kind, items) : addCommand(kind, items)),
    created: (result, count) => (isQuiet ? imported(result, count) : added(asMap(result)['item'], count)),
    list: (kind, { after = '0', filter = {}, select }) => ({
      method: 'crm.item.list',
      parameters: {
        entityTypeId: entityTypeIds[kind],
        order: { id: 'ASC' },
        filter: { '>id': idOrReference(after), ...filter },
        select: select ?? ['*'],
        start: -1,
        ...originalNames,
      },
    }),
    listed: (_kind, result) => asList(asMap(result)['items']).flatMap(universalItem),
    lastOf: (key) => `$result[${key}][items][49][id]`,
    get: universalGet,
    got: (_kind, result) => universalItem(asMap(result)['item'])[0],
    bindings: universalGet,
    bound: (_kind, item, result) => universalItem(asMap(result)['item'])[0] ?? item,
    update: (kind, id, { fields, multi }) => ({
      method: 'crm.item.update',
      parameters: {
        entityTypeId: entityTypeIds[kind],
        id: Number(id),
        fields: isNothing(multi) ? fields : { ...fields, fm: universalChanges(multi) },
        ...originalNames,
      },
    }),
    remove: (kind, id) => ({
      method: 'crm.item.delete',
      parameters: { entityTypeId: entityTypeIds[kind], id: Number(id) },
    }),
  };
}

function universalGet(kind: ItemKind, id: string): Command {
  const parameters = { entityTypeId: entityTypeIds[kind], id: Number(id), ...originalNames };
  return { method: 'crm.item.get', parameters };
}

/** The import methods take multi-fields in the classic shape beside the fields. */
function importCommand(kind: ItemKind, items: readonly NewItem[]): Command {
  const data = items.map(({ fields, multi }) => ({ ...fields, ...classicMulti(multi) }));
  const parameters = { entityTypeId: entityTypeIds[kind], ...originalNames, data };
  return { method: 'crm.item.batchImport', parameters, records: items.length };
}

function addCommand(kind: ItemKind, [item]: readonly NewItem[]): Command {
  const multi = item === undefined || item.multi.length === 0 ? {} : { fm: universalMulti(item.multi) };
  const fields = { ...item?.fields, ...multi };
  return { method: 'crm.item.add', parameters: { entityTypeId: entityTypeIds[kind], fields, ...originalNames } };
}

/** Answers stand in the order of the data; with any of them missing nobody can tell whose they are. */
function imported(result: unknown, count: number): readonly CreatedItem[] | undefined {
  const items = asList(asMap(result)['items']);
  if (items.length !== count) return undefined;
  const created = items.map((entry): CreatedItem | undefined => {
    const map = asMap(entry);
    const error = errorOf(map);
    if (error !== undefined) return error;
    const id = asId(asMap(map['item'])['id']);
    return id === undefined ? undefined : { id };
  });
  const known = created.filter((item) => item !== undefined);
  return known.length === count ? known : undefined;
}

function added(item: unknown, count: number): readonly CreatedItem[] | undefined {
  const id = asId(typeof item === 'object' && item !== null ? asMap(item)['id'] : item);
  return id === undefined || count !== 1 ? undefined : [{ id }];
}

function universalItem(item: unknown): readonly ReadItem[] {
  const { fm, ...fields } = asMap(item);
  const id = asId(fields['id']);
  return id === undefined ? [] : [{ id, fields, multi: readUniversalMulti(fm) }];
}

/** `crm.contact.*` and its sisters, for boxes without the universal ones. @param isQuiet import of contacts and companies */
export function classicDialect(isQuiet: boolean): Dialect {
  return {
    itemsAtOnce: 1,
    create: (kind, [item]) => ({
      method: `crm.${kind}.add`,
      parameters: {
        fields: { ...classicFields(kind, item?.fields ?? {}), ...classicMulti(item?.multi ?? []) },
        params: { REGISTER_SONET_EVENT: 'N', ...(isQuiet && hasImport(kind) ? { IMPORT: 'Y' } : {}) },
      },
    }),
    created: (result, count) => added(result, count),
    list: (kind, { after = '0', filter = {}, select }) => ({
      method: `crm.${kind}.list`,
      parameters: {
        order: { ID: 'ASC' },
        filter: { '>ID': idOrReference(after), ...classicFields(kind, filter) },
        select:
          select === undefined
            ? ['*', 'UF_*', 'PHONE', 'EMAIL', 'WEB', 'IM']
            : select.map((name) => classicName(kind, name)),
        start: -1,
      },
    }),
    listed: (kind, result) => asList(result).flatMap((item) => classicItem(kind, item)),
    lastOf: (key) => `$result[${key}][49][ID]`,
    get: (kind, id) => ({ method: `crm.${kind}.get`, parameters: { id: Number(id) } }),
    got: (kind, result) => classicItem(kind, result)[0],
    bindings: (kind, id) => ({
      method: kind === 'contact' ? 'crm.contact.company.items.get' : 'crm.deal.contact.items.get',
      parameters: { id: Number(id) },
    }),
    bound: (kind, item, result) => {
      const ids = asList(result).map((row) => asMap(row)[kind === 'contact' ? 'COMPANY_ID' : 'CONTACT_ID']);
      return { ...item, fields: { ...item.fields, [kind === 'contact' ? 'companyIds' : 'contactIds']: ids } };
    },
    update: (kind, id, { fields, multi }) => ({
      method: `crm.${kind}.update`,
      parameters: { id: Number(id), fields: { ...classicFields(kind, fields), ...classicChanges(multi) } },
    }),
    remove: (kind, id) => ({ method: `crm.${kind}.delete`, parameters: { id: Number(id) } }),
  };
}

function hasImport(kind: ItemKind): boolean {
  return kind === 'contact' || kind === 'company';
}

const classicNames: Readonly<Record<string, string>> = {
  createdTime: 'DATE_CREATE',
  updatedTime: 'DATE_MODIFY',
  createdBy: 'CREATED_BY_ID',
  updatedBy: 'MODIFY_BY_ID',
};
const ownNames: Readonly<Partial<Record<ItemKind, Readonly<Record<string, string>>>>> = {
  company: { typeId: 'COMPANY_TYPE' },
  lead: { stageId: 'STATUS_ID' },
};

/** Name of a field in the classic methods; a prefix of a filter stays in front of it. */
export function classicName(kind: ItemKind, name: string): string {
  const [, prefix = '', bare = name] = /^([^\p{L}]*)(.*)$/u.exec(name) ?? [];
  if (bare.startsWith('UF_')) return name;
  const known = ownNames[kind]?.[bare] ?? classicNames[bare];
  return prefix + (known ?? bare.replace(/([A-Z])/g, '_$1').toUpperCase());
}

function classicFields(kind: ItemKind, fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [classicName(kind, name), value]));
}

function universalName(kind: ItemKind, name: string): string {
  if (name.startsWith('UF_')) return name;
  const all = { ...classicNames, ...ownNames[kind] };
  const known = Object.keys(all).find((universal) => all[universal] === name);
  return known ?? name.toLowerCase().replace(/_([a-z\d])/g, (_match, letter: string) => letter.toUpperCase());
}

function classicItem(kind: ItemKind, item: unknown): readonly ReadItem[] {
  const record = asMap(item);
  const id = asId(record['ID']);
  if (id === undefined) return [];
  const fields = Object.entries(record).map(([name, value]) => [universalName(kind, name), value] as const);
  return [{ id, fields: Object.fromEntries(fields), multi: readClassicMulti(record) }];
}
