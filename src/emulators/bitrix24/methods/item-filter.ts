import type { EntityType } from '../entity-types.ts';
import type { Field } from '../field.ts';
import type { Item } from '../item-table.ts';
import type { FilterSetup, ValueKind } from '../list-filter.ts';
import type { Rows } from '../list-page.ts';
import type { Portal } from '../portal.ts';
import { isNumeric, valueOf } from '../record-print.ts';

/** How records of a type are filtered and ordered; `fieldOf` knows the names of the method's family. */
export function itemFilter(
  portal: Portal,
  type: EntityType,
  fieldOf: (name: string) => Field | undefined,
): Pick<FilterSetup<Item>, 'time' | 'column'> {
  return {
    time: portal.time,
    column: (name) => {
      const field = fieldOf(name);
      if (field === undefined) return undefined;
      return { kind: kindOf(field), value: (item) => valueOf(portal, type, item, field.name) };
    },
  };
}

function kindOf({ type }: Field): ValueKind {
  if (type === 'date') return 'day';
  if (type === 'datetime') return 'time';
  return isNumeric(type) ? 'number' : 'text';
}

/** Records that lists show at that time: new ones may come in late. */
export function listedItems(portal: Portal, type: EntityType, now: number): Rows<Item> {
  const table = portal.items[type.name];
  return { after: (id) => listed(table.after(id), now), id: ({ id }) => id };
}

function* listed(items: Iterable<Item>, now: number): Generator<Item> {
  for (const item of items) if (item.listedFrom <= now) yield item;
}
