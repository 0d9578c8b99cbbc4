import { z } from 'zod';
import type { EntityKind } from '../../model/entity.ts';
import { catalogue, fieldsOf, itemSchemas, type CanonicalField, type ListItem } from '../field-catalogue.ts';
import { refShape, refValue, value, valueShape } from './value.ts';

const phoneKinds = z.enum(['mobile', 'work', 'home', 'fax', 'pager', 'other']);
const emailKinds = z.enum(['work', 'home', 'other']);
const addressKinds = z.enum(['legal', 'actual', 'postal', 'delivery', 'other']);
/** The kind of an entry: fixed, or read from a column through a map. */
const typed = (kinds: z.ZodType): z.ZodType => z.union([kinds, z.strictObject(valueShape)]).optional();

/** The sub-fields of an entry, each a field of its own. */
function parts(kind: keyof typeof itemSchemas, except: readonly string[]): Record<string, z.ZodType> {
  const names = [...fieldsOf(itemSchemas[kind]).keys()].filter((name) => !except.includes(name));
  return Object.fromEntries(names.map((name) => [name, (name === 'product' ? refValue : value).optional()]));
}

const entryShapes: Readonly<Record<ListItem, Record<string, z.ZodType>>> = {
  phone: { ...valueShape, type: typed(phoneKinds), comment: value.optional() },
  email: { ...valueShape, type: typed(emailKinds) },
  url: valueShape,
  tag: valueShape,
  messenger: { ...valueShape, service: typed(z.string().min(1).max(50)) },
  address: { ...valueShape, type: typed(addressKinds), ...parts('address', ['text', 'type']), text: value.optional() },
  bank_account: { ...valueShape, ...parts('bank_account', []) },
  item: { when: valueShape.when, ...parts('item', []), currency: value.optional() },
  participant: { ...valueShape, ...refShape, role: value.optional(), primary: z.boolean().optional() },
  link: { ...valueShape, ...refShape },
};

function entries(of: ListItem): z.ZodType {
  const entry = z.union([z.string(), z.strictObject(entryShapes[of])]);
  return z.union([z.string(), z.strictObject(entryShapes[of]), z.array(entry).max(100)]);
}

const lists = new Map<ListItem, z.ZodType>();

function listOf(of: ListItem): z.ZodType {
  const known = lists.get(of);
  if (known !== undefined) return known;
  const made = entries(of);
  lists.set(of, made);
  return made;
}

function fieldSchema({ shape }: CanonicalField): z.ZodType {
  if (shape.type === 'list') return listOf(shape.of);
  if (shape.type === 'ref') return refValue;
  if (shape.type === 'custom') return z.record(z.string().min(1).max(100), value);
  return value;
}

/** Names a kind's fields may have beside the canonical ones, with the canonical field each stands for. */
export function fieldAliases(kind: EntityKind): ReadonlyMap<string, string> {
  const aliases = new Map([['comments', 'comment']]);
  if (kind === 'contact') aliases.set('company', 'companies');
  const names = [...catalogue[kind].values()];
  const money = names.find((field) => field.shape.type === 'money');
  if (money !== undefined) aliases.set('currency', money.name);
  return aliases;
}

/** `fields:` of a block of one kind. */
export function fieldsSchema(kind: EntityKind): z.ZodType<Record<string, unknown>> {
  const shape: Record<string, z.ZodType> = {};
  for (const field of catalogue[kind].values()) {
    shape[field.name] = fieldSchema(field).optional().describe(field.description);
  }
  for (const [alias, name] of fieldAliases(kind)) {
    shape[alias] = (alias === 'company' ? refValue : value).optional().describe(`See ${name}`);
  }
  return z.strictObject(shape);
}
