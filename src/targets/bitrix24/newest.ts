import { asInstant } from './values.ts';
import type { Reading } from './fast-list.ts';
import { itemKinds, type ItemKind } from './portal.ts';
import type { Command } from './rest.ts';

/** The greatest id of a kind; `0` where there is no record. @throws TargetError, AccessError */
export async function newestId({ rest, dialect }: Reading, kind: ItemKind): Promise<string> {
  const { result } = await rest.read(descending(dialect.list(kind, { select: ['id'] }), 'id'));
  return dialect.listed(kind, result)[0]?.id ?? '0';
}

/** Milliseconds since 1970 of the newest record of each kind; 0 where there is none. @throws TargetError, AccessError */
export async function newestTimes(
  { rest, dialect }: Reading,
  kinds: readonly ItemKind[] = itemKinds,
): Promise<ReadonlyMap<ItemKind, number>> {
  const commands = kinds.map((kind) =>
    descending(dialect.list(kind, { select: ['id', 'createdTime'] }), 'createdTime'),
  );
  const results = await rest.readAll(commands);
  return new Map(
    kinds.map((kind, index) => {
      const [item] = dialect.listed(kind, results[index]?.result);
      const created = asInstant(item?.fields['createdTime']);
      return [kind, created === undefined ? 0 : Date.parse(created)] as const;
    }),
  );
}

/** The same list from its other end. */
function descending({ method, parameters }: Command, field: 'id' | 'createdTime'): Command {
  const name = method === 'crm.item.list' ? field : { id: 'ID', createdTime: 'DATE_CREATE' }[field];
  return { method, parameters: { ...parameters, order: { [name]: 'DESC' } } };
}
