import type { Collection } from './account.ts';
import type { AccountRecord, Fields, FieldValue } from './encoding.ts';
import { readRemarks } from './remarks.ts';
import { hasNext, pageSize, rowsOf, type Query, type Rest } from './rest.ts';
import { asId, asList, asMap, asText } from './values.ts';

/** A record as read, with its id. */
export interface ReadRecord extends AccountRecord {
  readonly id: string;
}

/** Ids in one question: an address has room for some 8000 characters. */
export const idsAtOnce = 100;

/** A row of a list; what hangs on it is there as far as it was asked for. */
export function recordOf(of: Collection, row: Fields): ReadRecord | undefined {
  const id = asId(row['id']);
  if (id === undefined) return undefined;
  const embedded = asMap(row['_embedded']);
  const contacts = asList(embedded['contacts']).map(asMap);
  const main = contacts.filter((contact) => contact['is_main'] === true);
  return {
    id,
    members: row,
    values: new Map(asList(row['custom_fields_values']).map(asMap).flatMap(fieldValuesOf)),
    tags: asList(embedded['tags']).map((tag) => asText(asMap(tag)['name'])),
    company: of === 'companies' ? undefined : asId(asMap(asList(embedded['companies'])[0])['id']),
    contacts:
      of === 'leads' ? [...new Set([...main, ...contacts].flatMap((contact) => asId(contact['id']) ?? []))] : [],
    remark: undefined,
  };
}

function fieldValuesOf(field: Fields): readonly (readonly [string, readonly FieldValue[]])[] {
  const id = asId(field['field_id']);
  return id === undefined ? [] : [[id, asList(field['values']).map(asMap)]];
}

/** Records by id, those that are there. @throws TargetError, AccessError */
export async function readRecords(
  rest: Rest,
  of: Collection,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReadRecord>> {
  const found = new Map<string, ReadRecord>();
  const known = [...new Set(ids)].filter((id) => asId(id) !== undefined);
  for (let start = 0; start < known.length; start += idsAtOnce) {
    const wanted = known.slice(start, start + idsAtOnce);
    for (const record of await someRecords(rest, of, wanted)) found.set(record.id, record);
    // Not every account filters lists: what did not come is asked for by itself before it is said to be gone.
    for (const id of wanted.filter((one) => !found.has(one))) {
      const record = recordOf(of, (await rest.one(`/${of}/${id}`, withOf(of))) ?? {});
      if (record !== undefined) found.set(id, record);
    }
  }
  const remarks = await readRemarks(rest, of, [...found.keys()]);
  return new Map([...found].map(([id, record]) => [id, { ...record, remark: remarks.get(id)?.text }]));
}

async function someRecords(rest: Rest, of: Collection, ids: readonly string[]): Promise<readonly ReadRecord[]> {
  const filter: Query = ids.map((id) => ['filter[id][]', id] as const);
  const body = await rest.ask(`/${of}`, [...filter, ...withOf(of), ['limit', String(pageSize)]]);
  if (body === undefined || hasNext(body)) return [];
  return rowsOf(body, of)
    .flatMap((row) => recordOf(of, row) ?? [])
    .filter(({ id }) => ids.includes(id));
}

/** What a list shows besides when it is asked to. */
export function withOf(of: Collection): Query {
  return of === 'leads' ? [['with', 'contacts']] : [];
}
