import type { Dialect, ListQuery, ReadItem } from './dialect.ts';
import type { ItemKind } from './portal.ts';
import type { Command, Rest } from './rest.ts';
import { asId, asList, asMap } from './values.ts';

/** Rows of a page; it cannot be changed. */
export const pageSize = 50;

export interface Reading {
  readonly rest: Rest;
  readonly dialect: Dialect;
}

/**
 * Everything that a query finds, page by page in ascending order of ids: nothing is counted, and rows that come or go meanwhile shift
 * no page. @throws TargetError, AccessError
 */
export async function* fastList(
  { rest, dialect }: Reading,
  kind: ItemKind,
  query: ListQuery,
): AsyncGenerator<readonly ReadItem[]> {
  let after = query.after ?? '0';
  for (;;) {
    const { result } = await rest.read(dialect.list(kind, { ...query, after }));
    const page = dialect.listed(kind, result);
    if (page.length > 0) yield page;
    const last = page.at(-1)?.id;
    // A page that does not go on would be read for ever.
    if (page.length < pageSize || last === undefined || Number(last) <= Number(after)) return;
    after = last;
  }
}

/** All rows of a classic list that has ids (`crm.requisite.list`, ...), by the same way. @throws TargetError, AccessError */
export async function classicRows(
  rest: Rest,
  command: Command & { readonly parameters: { readonly filter: Readonly<Record<string, unknown>> } },
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const rows: Readonly<Record<string, unknown>>[] = [];
  let after = '0';
  for (;;) {
    const { method, parameters } = command;
    const filter = { ...parameters.filter, '>ID': Number(after) };
    const { result } = await rest.read({
      method,
      parameters: { ...parameters, order: { ID: 'ASC' }, filter, start: -1 },
    });
    const page = asList(result).map(asMap);
    rows.push(...page);
    const last = asId(page.at(-1)?.['ID']);
    if (page.length < pageSize || last === undefined || Number(last) <= Number(after)) return rows;
    after = last;
  }
}

/** All rows of a classic list without ids, by offsets. @throws TargetError, AccessError */
export async function offsetRows(rest: Rest, command: Command): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const rows: Readonly<Record<string, unknown>>[] = [];
  let start: number | undefined = 0;
  while (start !== undefined) {
    const reply: { readonly result: unknown; readonly next: number | undefined } = await rest.read({
      ...command,
      parameters: { ...command.parameters, start },
    });
    rows.push(...asList(reply.result).map(asMap));
    start = reply.next !== undefined && reply.next > start ? reply.next : undefined;
  }
  return rows;
}
