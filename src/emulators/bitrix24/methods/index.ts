import type { MethodTable } from '../method.ts';
import { categoryMethods } from './categories.ts';
import { classicItems } from './classic-items.ts';
import { generalMethods } from './general.ts';
import { importItems } from './import-items.ts';
import { referenceLists } from './reference-lists.ts';
import { statusMethods } from './statuses.ts';
import { universalItems } from './universal-items.ts';

/** Every method of the portal by its name in lower case. `batch`, `methods` and `method.get` belong to the dispatcher. */
export const methodTable: MethodTable = {
  ...generalMethods,
  ...classicItems,
  ...universalItems,
  ...importItems,
  ...referenceLists,
  ...statusMethods,
  ...categoryMethods,
};
