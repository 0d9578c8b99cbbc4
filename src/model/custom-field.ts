import { z } from 'zod';
import type { EntityKind } from './entity.ts';

const fieldType = z.enum(['text', 'enum', 'bool', 'number', 'money', 'date', 'datetime', 'url', 'list']);

/** `custom_fields` of a mapping as a target is given them. */
export const customFieldsOption = z
  .record(
    z.string(),
    z.object({
      target: z.string(),
      type: z.union([fieldType, z.string()]).default('text'),
      label: z.string().optional(),
      create: z.boolean().default(false),
      options: z.array(z.string()).readonly().default([]),
    }),
  )
  .default({});

/** A field of the mapping that goes into a field of the portal: `custom_fields`, or a canonical field put elsewhere by `rename`. */
export interface CustomField {
  /** Name among the record's custom values, or the canonical field. */
  readonly name: string;
  readonly isCanonical: boolean;
  /** Code or label of the portal's field. */
  readonly target: string;
  readonly type: string;
  readonly label: string;
  /** May be created by `target prepare`. */
  readonly create: boolean;
  readonly options: readonly string[];
}

/** Custom fields of the mapping, by kind. */
export function customFieldsOf(
  declared: Readonly<
    Record<string, Omit<CustomField, 'name' | 'isCanonical' | 'label'> & { readonly label?: string | undefined }>
  >,
  rename: Readonly<Record<string, string>>,
): ReadonlyMap<EntityKind, readonly CustomField[]> {
  const fields = new Map<EntityKind, CustomField[]>();
  const add = (path: string, field: Omit<CustomField, 'name'>): void => {
    const at = path.indexOf('.');
    const kind = path.slice(0, at) as EntityKind;
    const list = fields.get(kind) ?? [];
    fields.set(kind, [...list, { ...field, name: path.slice(at + 1) }]);
  };
  for (const [path, { label, ...field }] of Object.entries(declared))
    add(path, { ...field, label: label ?? field.target, isCanonical: false });
  for (const [path, target] of Object.entries(rename))
    add(path, { target, type: 'text', label: target, create: false, options: [], isCanonical: true });
  return fields;
}

/** Canonical values that are not scalars, for `rename`: money as `1500.5|RUB`, anything else as JSON. */
export function canonicalText(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { amount, currency } = value as { readonly amount?: unknown; readonly currency?: unknown };
  return typeof amount === 'string' && typeof currency === 'string' ? `${amount}|${currency}` : JSON.stringify(value);
}
