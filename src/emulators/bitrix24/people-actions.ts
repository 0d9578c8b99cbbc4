import { z } from 'zod';
import { typeByName, type EntityType } from './entity-types.ts';
import type { Item } from './item-table.ts';
import type { Portal } from './portal.ts';
import { readChange } from './record-change.ts';
import { createItem, deleteItem, updateItem } from './record-write.ts';
import type { PhpMap } from '../php-parameters.ts';

/** A deed of a person in the portal. `fields` by classic names; the record by id, or by the external id it carries. */
const actionSchema = z.strictObject({
  do: z.enum(['add', 'update', 'delete']),
  entity: z.enum(['lead', 'deal', 'contact', 'company']),
  id: z.int().optional(),
  originId: z.string().optional(),
  fields: z.record(z.string(), z.unknown()).default({}),
  userId: z.int().default(1),
});

/** Does it and says which record it was. @throws Error for an action that is none */
export function personActs(portal: Portal, given: unknown, now: number): unknown {
  const action = actionSchema.parse(given);
  const type = typeByName(action.entity);
  if (type === undefined) throw new Error('no such type of records');
  const by = { userId: action.userId, isAdministrator: true, now };
  const shape = {
    family: 'classic',
    takesHistory: false,
    isUpdate: action.do === 'update',
    hasOriginalNames: true,
  } as const;
  const change = readChange(portal, type, action.fields as PhpMap, { shape, fault: undefined });
  if (action.do === 'add') return { ...action, id: createItem(portal, type, change, { ...by, shape }).id };
  const item = wanted(portal, type, action);
  if (item === undefined) return { ...action, isDone: false };
  if (action.do === 'delete') deleteItem(portal, type, item.id);
  else updateItem(portal, type, item, { change, by });
  return { ...action, id: item.id, isDone: true };
}

function wanted(
  portal: Portal,
  type: EntityType,
  { id, originId }: { readonly id?: number | undefined; readonly originId?: string | undefined },
): Item | undefined {
  const table = portal.items[type.name];
  if (id !== undefined) return table.get(id);
  for (const item of table.all()) if (item.values['ORIGIN_ID'] === originId) return item;
  return undefined;
}
