import { asList, asMap, type PhpMap, type PhpValue } from '../php-parameters.ts';

/** What stands behind the `?` of an address, nested as PHP nests `filter[created_at][from]`. */
export type Query = PhpValue;
export type QueryGroup = PhpMap;

export function queryMember(query: Query | undefined, ...keys: readonly string[]): Query | undefined {
  let here = query;
  for (const key of keys) {
    const group = asMap(here);
    here = group !== undefined && Object.hasOwn(group, key) ? group[key] : undefined;
  }
  return here;
}

export function queryText(query: Query | undefined, ...keys: readonly string[]): string | undefined {
  const found = queryMember(query, ...keys);
  return typeof found === 'string' ? found : undefined;
}

/** Every value of `name[]`, or the single value of `name`; a list joined by commas counts as several. */
export function queryValues(query: Query | undefined, ...keys: readonly string[]): readonly string[] | undefined {
  const found = queryMember(query, ...keys);
  if (typeof found === 'string') return found.split(',');
  return asList(found)?.filter((value) => typeof value === 'string');
}

/** The keys and values of a group, such as the statuses of `filter[statuses][0][status_id]`. */
export function queryEntries(query: Query | undefined): readonly (readonly [string, Query])[] {
  return Object.entries(asMap(query) ?? {});
}

/** By what `order[updated_at]=desc` sorts, and which way. */
export function orderOf(query: Query): { readonly key: string; readonly isDown: boolean } {
  const [key, direction] = queryEntries(queryMember(query, 'order'))[0] ?? ['', ''];
  return { key, isDown: direction === 'desc' };
}

/** The names in `with=a,b`. */
export function withOf(query: QueryGroup): ReadonlySet<string> {
  return new Set((queryValues(query, 'with') ?? []).map((name) => name.trim()));
}
