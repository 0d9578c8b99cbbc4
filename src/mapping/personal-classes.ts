import { entitySchemas } from '../model/entity.ts';
import { classOfField, personalKey, type PersonalClasses } from '../model/personal-classes.ts';
import type { PersonalClass } from '../model/personal-class.ts';
import type { MappingSpec } from './schema.ts';
import type { BlockSpec } from './schema/block.ts';
import { fieldAliases } from './schema/fields.ts';

/**
 * Classes that the mapping gives its fields (`class:`), by kind and canonical field; fields left as they are have no entry. A field that
 * several columns with different classes go into is masked as the most personal of them.
 */
export function personalClassesOf(load: MappingSpec['load']): PersonalClasses {
  const found = new Map<string, PersonalClass[]>();
  const changed = new Set<string>();
  for (const block of Object.values(load)) {
    const kind = block.entity === 'task' ? 'activity' : block.entity;
    const aliases = fieldAliases(kind);
    for (const [written, spec] of writtenFields(block)) {
      const field = aliases.get(written) ?? written;
      // A currency beside an amount is a part of the same value and never personal.
      if (written === 'currency' || !(field in entitySchemas[kind].shape)) continue;
      const id = personalKey(kind, field);
      const classes = classesIn(spec, classOfField(kind, field));
      if (classes.isChanged) changed.add(id);
      found.set(id, [...(found.get(id) ?? []), ...classes.list]);
    }
  }
  return Object.fromEntries([...changed].toSorted().map((id) => [id, mostPersonal(found.get(id) ?? [])]));
}

/** The same for value maps: what goes through a map is as personal as the field it goes into says. */
export function mapClassesOf(load: MappingSpec['load']): ReadonlyMap<string, PersonalClass> {
  const found = new Map<string, PersonalClass[]>();
  const collect = (spec: unknown): void => {
    if (Array.isArray(spec)) spec.forEach(collect);
    if (!isMap(spec)) return;
    const { map, class: given } = spec;
    if (typeof map === 'string' && given !== undefined)
      found.set(map, [...(found.get(map) ?? []), given as PersonalClass]);
    Object.values(spec).forEach(collect);
  };
  for (const block of Object.values(load)) for (const [, spec] of writtenFields(block)) collect(spec);
  return new Map([...found].map(([map, classes]) => [map, mostPersonal(classes)]));
}

function writtenFields({ fields, tags }: BlockSpec): readonly (readonly [string, unknown])[] {
  return [
    ...Object.entries(fields).flatMap(([name, spec]) =>
      name === 'custom' && isMap(spec)
        ? Object.values(spec).map((value) => [name, value] as const)
        : [[name, spec] as const],
    ),
    ...(tags === undefined ? [] : [['tags', tags] as const]),
  ];
}

interface Found {
  readonly list: readonly PersonalClass[];
  readonly isChanged: boolean;
}

/** Classes of an entry and of its parts; `own` where nothing is written. */
function classesIn(spec: unknown, own: PersonalClass): Found {
  if (Array.isArray(spec)) {
    const each = spec.map((entry) => classesIn(entry, own));
    return { list: each.flatMap(({ list }) => list), isChanged: each.some(({ isChanged }) => isChanged) };
  }
  if (!isMap(spec)) return { list: [own], isChanged: false };
  const given = spec['class'] as PersonalClass | undefined;
  const parts = Object.values(spec).flatMap((part) =>
    isMap(part) && part['class'] !== undefined ? [part['class'] as PersonalClass] : [],
  );
  return { list: [given ?? own, ...parts], isChanged: given !== undefined || parts.length > 0 };
}

function mostPersonal(classes: readonly PersonalClass[]): PersonalClass {
  const personal = [...new Set(classes)].filter((one) => one !== 'none');
  const [only] = personal;
  return personal.length > 1 ? 'free_text' : (only ?? 'none');
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
