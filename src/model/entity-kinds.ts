import type { EntityKind } from './entity.ts';

/** Kinds in load order: what refers to others comes after them. Apart from their schemas, which threads that only store do without. */
export const entityKinds: readonly EntityKind[] = [
  'user',
  'product',
  'company',
  'contact',
  'lead',
  'deal',
  'activity',
  'note',
];
