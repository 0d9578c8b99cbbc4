import type { ReadItem } from './dialect.ts';
import type { Fields, PortalRecord, Requisite } from './encoding.ts';
import { classicRows, offsetRows, type Reading } from './fast-list.ts';
import { entityTypeIds, type ItemKind } from './portal.ts';
import { asRows } from './product-rows.ts';
import type { Command } from './rest.ts';
import { asId, asText } from './values.ts';

/** Ids in one list command: a page. */
const idsAtOnce = 50;

/** Items by id, each once. @throws TargetError, AccessError */
export async function readItems(
  reading: Reading,
  kind: ItemKind,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReadItem>> {
  const { rest, dialect } = reading;
  const found = new Map<string, ReadItem>();
  const commands = pagesOf(ids).map((page) => dialect.list(kind, { filter: { '@id': page.map(Number) } }));
  for (const { result } of await rest.readAll(commands)) {
    for (const item of dialect.listed(kind, result)) found.set(item.id, item);
  }
  for (const item of await missedItems(reading, kind, unlisted(ids, found))) found.set(item.id, item);
  // Lists need not name the records that an item is bound to.
  const bare = [...found.values()].filter(({ fields }) => lacksBindings(kind, fields));
  const bindings = await rest.readAll(bare.map(({ id }) => dialect.bindings(kind, id)));
  for (const [index, item] of bare.entries()) found.set(item.id, dialect.bound(kind, item, bindings[index]?.result));
  return found;
}

/** A list may lack a record that is there: what did not come is asked for by itself before it is said to be gone. */
async function missedItems(
  { rest, dialect }: Reading,
  kind: ItemKind,
  ids: readonly string[],
): Promise<readonly ReadItem[]> {
  const results = await rest.readFound(ids.map((id) => dialect.get(kind, id)));
  return results.flatMap((reply) => (reply === undefined ? [] : (dialect.got(kind, reply.result) ?? [])));
}

function unlisted(ids: readonly string[], found: ReadonlyMap<string, unknown>): readonly string[] {
  return [...new Set(ids)].filter((id) => asId(id) !== undefined && !found.has(id));
}

function lacksBindings(kind: ItemKind, fields: Fields): boolean {
  return (kind === 'contact' && !('companyIds' in fields)) || (kind === 'deal' && !('contactIds' in fields));
}

function pagesOf(ids: readonly string[]): readonly (readonly string[])[] {
  const unique = [...new Set(ids.filter((id) => asId(id) !== undefined))];
  const pages: (readonly string[])[] = [];
  for (let start = 0; start < unique.length; start += idsAtOnce) pages.push(unique.slice(start, start + idsAtOnce));
  return pages;
}

/** Items by id with what hangs on them. @throws TargetError, AccessError */
export async function readRecords(
  reading: Reading,
  kind: ItemKind,
  { ids, xmlIdOf }: { readonly ids: readonly string[]; readonly xmlIdOf: (item: ReadItem) => string },
): Promise<ReadonlyMap<string, PortalRecord>> {
  const items = await readItems(reading, kind, ids);
  const found = [...items.keys()];
  const requisites =
    kind === 'company' || kind === 'contact' ? await readRequisites(reading, kind, found) : new Map<string, Owned[]>();
  const addresses =
    kind === 'lead' ? await readAddresses(reading, entityTypeIds.lead, found) : new Map<string, Fields[]>();
  const rows = kind === 'deal' ? await readProductRows(reading, found) : new Map<string, Fields[]>();
  return new Map(
    [...items].map(([id, item]) => {
      const own = ownRequisite(requisites.get(id) ?? [], xmlIdOf(item));
      const record: PortalRecord = {
        fields: item.fields,
        multi: item.multi,
        requisite: own,
        addresses: own?.addresses ?? addresses.get(id) ?? [],
        rows: rows.get(id) ?? [],
      };
      return [id, record] as const;
    }),
  );
}

/** Requisites as they stand in the portal. */
export interface Owned extends Requisite {
  readonly id: string;
  readonly addresses: readonly Fields[];
}

/** Ours, else the oldest: a record may have several. */
export function ownRequisite(requisites: readonly Owned[], xmlId: string): Owned | undefined {
  return requisites.find(({ fields }) => fields['XML_ID'] === xmlId) ?? requisites[0];
}

/** Requisites by the id of their owner, in ascending order. */
export async function readRequisites(
  reading: Reading,
  kind: 'company' | 'contact',
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Owned[]>> {
  const { rest } = reading;
  const rows: Fields[] = [];
  for (const page of pagesOf(ids)) {
    const filter = { ENTITY_TYPE_ID: entityTypeIds[kind], '@ENTITY_ID': page.map(Number) };
    rows.push(
      ...(await classicRows(rest, { method: 'crm.requisite.list', parameters: { filter, select: ['*', 'UF_*'] } })),
    );
  }
  const requisiteIds = rows.flatMap((row) => asId(row['ID']) ?? []);
  const accounts = new Map<string, Fields[]>();
  for (const page of pagesOf(requisiteIds)) {
    const filter = { '@ENTITY_ID': page.map(Number) };
    const found = await classicRows(rest, {
      method: 'crm.requisite.bankdetail.list',
      parameters: { filter, select: ['*'] },
    });
    for (const row of found) push(accounts, asText(row['ENTITY_ID']), row);
  }
  const addresses = await readAddresses(reading, 8, requisiteIds);
  const byOwner = new Map<string, Owned[]>();
  for (const fields of rows) {
    const id = asText(fields['ID']);
    const owned = { id, fields, accounts: accounts.get(id) ?? [], addresses: addresses.get(id) ?? [] };
    push(byOwner, asText(fields['ENTITY_ID']), owned);
  }
  return byOwner;
}

/** Addresses by the id of their owner. They have no ids of their own. */
export async function readAddresses(
  { rest }: Reading,
  typeId: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Fields[]>> {
  const byOwner = new Map<string, Fields[]>();
  for (const page of pagesOf(ids)) {
    const filter = { ENTITY_TYPE_ID: typeId, '@ENTITY_ID': page.map(Number) };
    const order = { ENTITY_ID: 'ASC', TYPE_ID: 'ASC' };
    const rows = await offsetRows(rest, { method: 'crm.address.list', parameters: { filter, order, select: ['*'] } });
    for (const row of rows) push(byOwner, asText(row['ENTITY_ID']), row);
  }
  return byOwner;
}

/** Rows of deals by the id of the deal. */
async function readProductRows(
  { rest }: Reading,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Fields[]>> {
  const byOwner = new Map<string, Fields[]>();
  for (const page of pagesOf(ids)) {
    let start: number | undefined = 0;
    while (start !== undefined) {
      const reply: { readonly result: unknown; readonly next: number | undefined } = await rest.read(
        rowsCommand(page, start),
      );
      for (const row of asRows(reply.result)) push(byOwner, asText(row['ownerId']), row);
      start = reply.next !== undefined && reply.next > start ? reply.next : undefined;
    }
  }
  return byOwner;
}

function rowsCommand(ids: readonly string[], start: number): Command {
  const filter = { '=ownerType': 'D', '@ownerId': ids.map(Number) };
  return { method: 'crm.item.productrow.list', parameters: { filter, order: { id: 'ASC' }, start } };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Comments and to-dos by their ids: `comment:<id>`, `todo:<id>`. */
export interface TimelineId {
  readonly form: 'comment' | 'todo';
  readonly id: string;
}

export function timelineIdOf(text: string): TimelineId | undefined {
  const [, form, id] = /^(comment|todo):(\d+)$/.exec(text) ?? [];
  return id === undefined ? undefined : { form: form === 'todo' ? 'todo' : 'comment', id };
}
