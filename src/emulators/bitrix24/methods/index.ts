import type { MethodTable } from '../method.ts';
import { categoryMethods } from './categories.ts';
import { classicItems } from './classic-items.ts';
import { generalMethods } from './general.ts';
import { importItems } from './import-items.ts';
import { referenceLists } from './reference-lists.ts';
import { statusMethods } from './statuses.ts';
import { universalItems } from './universal-items.ts';
import { addressMethods } from './addresses.ts';
import { duplicateMethods } from './duplicates.ts';
import { enumMethods } from './enums.ts';
import { linkMethods } from './links.ts';
import { productRowMethods } from './product-rows.ts';
import { requisiteMethods } from './requisites.ts';
import { timelineMethods } from './timeline.ts';
import { userFields } from './user-fields.ts';

/** Every method of the portal by its name in lower case. `batch`, `methods` and `method.get` belong to the dispatcher. */
export const methodTable: MethodTable = {
  ...generalMethods,
  ...classicItems,
  ...universalItems,
  ...importItems,
  ...referenceLists,
  ...statusMethods,
  ...categoryMethods,
  ...userFields,
  ...linkMethods,
  ...requisiteMethods,
  ...addressMethods,
  ...productRowMethods,
  ...timelineMethods,
  ...duplicateMethods,
  ...enumMethods,
};
