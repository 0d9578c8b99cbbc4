import type { CustomField } from '../../model/custom-field.ts';
import type { EntityKind } from '../../model/entity.ts';
import { portalFieldOf } from './custom-fields.ts';
import { itemKinds, type ItemKind, type Portal } from './portal.ts';

type Custom = ReadonlyMap<EntityKind, readonly CustomField[]>;

/** The field that tags go into unless the options name another. */
export const usualTagsField = 'UF_CRM_PERENOS_TAGS';

/** What a field that is made for tags is called. */
const label = 'Теги';

/** Records of a portal have no tags: a text field with several values stands for them. */
export function tagsField(target: string): CustomField {
  const title = target === usualTagsField ? label : target;
  return { name: 'tags', isCanonical: true, target, type: 'list', label: title, create: true, options: [] };
}

/** The mapping's custom fields with that for tags, of kinds that have one and whose tags the mapping has not put elsewhere. */
export function withTags(custom: Custom, portal: Portal, target: string): Custom {
  const tags = tagsField(target);
  const kinds = kindsWithTags(custom).filter((kind) => portalFieldOf(portal, kind, target) !== undefined);
  return new Map([...custom, ...kinds.map((kind) => [kind, [...(custom.get(kind) ?? []), tags]] as const)]);
}

/** Kinds for whose tags the mapping names no field. */
export function kindsWithTags(custom: Custom): readonly ItemKind[] {
  return itemKinds.filter((kind) => !hasTags(custom, kind));
}

/** Is there a field that tags of a kind go into? */
export function hasTags(custom: Custom, kind: ItemKind): boolean {
  return (custom.get(kind) ?? []).some(({ name, isCanonical }) => isCanonical && name === 'tags');
}
