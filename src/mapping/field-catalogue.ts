import type { z } from 'zod';
import { dealItem } from '../model/deal.ts';
import { entityKinds, entitySchemas, type EntityKind } from '../model/entity.ts';
import * as model from '../model/field.ts';

/** What a canonical field holds, as far as mapping and validation need to know. */
export type FieldShape =
  | { readonly type: 'text'; readonly max: number; readonly pattern?: RegExp }
  | { readonly type: 'enum'; readonly values: readonly string[] }
  | { readonly type: 'number'; readonly isInteger: boolean; readonly min: number; readonly max: number }
  | { readonly type: 'boolean' | 'date' | 'instant' | 'decimal' | 'money' | 'ref' | 'custom' }
  | { readonly type: 'list'; readonly of: ListItem };

export type ListItem =
  | 'phone'
  | 'email'
  | 'url'
  | 'messenger'
  | 'address'
  | 'bank_account'
  | 'item'
  | 'participant'
  | 'link'
  | 'tag';

export interface CanonicalField {
  readonly name: string;
  readonly shape: FieldShape;
  readonly isRequired: boolean;
  readonly description: string;
}

const leaves = new Map<z.ZodType, FieldShape>([
  [model.isoDate, { type: 'date' }],
  [model.isoInstant, { type: 'instant' }],
  [model.decimal, { type: 'decimal' }],
  [model.money, { type: 'money' }],
  [model.ref, { type: 'ref' }],
  [model.custom, { type: 'custom' }],
]);

const items = new Map<z.ZodType, ListItem>([
  [model.phone, 'phone'],
  [model.email, 'email'],
  [model.url, 'url'],
  [model.messenger, 'messenger'],
  [model.address, 'address'],
  [model.bankAccount, 'bank_account'],
  [dealItem, 'item'],
  [model.participant, 'participant'],
  [model.link, 'link'],
]);

/** Schemas of list items made of sub-fields, such as the positions of a deal. */
export const itemSchemas = {
  messenger: model.messenger,
  address: model.address,
  bank_account: model.bankAccount,
  item: dealItem,
} as const;

interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly entries?: Readonly<Record<string, string>>;
  readonly checks?: readonly { readonly _zod: { readonly def: CheckDefinition } }[];
}

interface CheckDefinition {
  readonly check: string;
  readonly maximum?: number;
  readonly value?: number;
  readonly pattern?: RegExp;
}

function definitionOf(schema: z.ZodType): Definition {
  return schema._zod.def as unknown as Definition;
}

/** The shape of a canonical schema. @throws TypeError for a schema mapping does not know: a mistake in the model */
function shapeOf(schema: z.ZodType): FieldShape {
  const leaf = leaves.get(schema);
  if (leaf !== undefined) return leaf;
  const definition = definitionOf(schema);
  if (definition.innerType !== undefined) return shapeOf(definition.innerType);
  if (definition.element !== undefined) return { type: 'list', of: items.get(definition.element) ?? 'tag' };
  const checks = (definition.checks ?? []).map((check) => check._zod.def);
  switch (definition.type) {
    case 'string': {
      const pattern = checks.find((check) => check.pattern !== undefined)?.pattern;
      const max = checks.find((check) => check.check === 'max_length')?.maximum ?? Infinity;
      return { type: 'text', max, ...(pattern === undefined ? {} : { pattern }) };
    }
    case 'enum':
      return { type: 'enum', values: Object.values(definition.entries ?? {}) };
    case 'boolean':
      return { type: 'boolean' };
    case 'number':
      return {
        type: 'number',
        isInteger: 'format' in definition,
        min: checks.find((check) => check.check === 'greater_than')?.value ?? -Infinity,
        max: checks.find((check) => check.check === 'less_than')?.value ?? Infinity,
      };
    default:
      throw new TypeError(`no shape for ${definition.type}`);
  }
}

/** The fields of an object schema by name. */
export function fieldsOf(schema: z.ZodObject): ReadonlyMap<string, CanonicalField> {
  return new Map(
    Object.entries(schema.shape).map(([name, type]) => {
      const value = type as z.ZodType;
      const description = model.fieldMeta(value)?.description ?? '';
      return [name, { name, shape: shapeOf(value), isRequired: !value.safeParse(undefined).success, description }];
    }),
  );
}

/** The canonical fields of every kind, by name. */
export const catalogue = Object.fromEntries(entityKinds.map((kind) => [kind, fieldsOf(entitySchemas[kind])])) as Record<
  EntityKind,
  ReadonlyMap<string, CanonicalField>
>;
