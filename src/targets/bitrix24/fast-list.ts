import type { Dialect, ListQuery, ReadItem } from './dialect.ts';
import { allPages } from './pages.ts';
import type { ItemKind } from './portal.ts';
import type { Command, Rest } from './rest.ts';
import { asId, asList, asMap, idOrReference } from './values.ts';

export interface Reading {
  readonly rest: Rest;
  readonly dialect: Dialect;
}

type Row = Readonly<Record<string, unknown>>;

/** Everything that a query finds, page by page in ascending order of ids. @throws TargetError, AccessError */
export function fastList(
  { rest, dialect }: Reading,
  kind: ItemKind,
  query: ListQuery,
): AsyncGenerator<readonly ReadItem[]> {
  const list = {
    command: (after: string) => dialect.list(kind, { ...query, after }),
    rows: (result: unknown) => dialect.listed(kind, result),
    idOf: ({ id }: ReadItem) => id,
    lastOf: dialect.lastOf,
  };
  return allPages(rest, list, query.after);
}

/** All rows of a classic list that has ids (`crm.requisite.list`, ...), by the same way. @throws TargetError, AccessError */
export async function classicRows(
  rest: Rest,
  command: Command & { readonly parameters: { readonly filter: Row } },
): Promise<readonly Row[]> {
  const all: Row[] = [];
  for await (const page of classicPages(rest, command)) all.push(...page);
  return all;
}

/** The same, page by page. @throws TargetError, AccessError */
export function classicPages(
  rest: Rest,
  { method, parameters }: Command & { readonly parameters: { readonly filter: Row } },
): AsyncGenerator<readonly Row[]> {
  return allPages(rest, {
    command: (after) => {
      const filter = { ...parameters.filter, '>ID': idOrReference(after) };
      return { method, parameters: { ...parameters, order: { ID: 'ASC' }, filter, start: -1 } };
    },
    rows: (result) => asList(result).map(asMap),
    idOf: (row) => asId(row['ID']),
    lastOf: (key) => `$result[${key}][49][ID]`,
  });
}

/** All rows of a classic list without ids, by offsets. @throws TargetError, AccessError */
export async function offsetRows(rest: Rest, command: Command): Promise<readonly Row[]> {
  const rows: Row[] = [];
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
