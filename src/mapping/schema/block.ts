import { z } from 'zod';
import { entityKinds, type EntityKind } from '../../model/entity.ts';
import { fieldsSchema } from './fields.ts';
import { looseText, valueShape, type ValueSpec } from './value.ts';

const name = z.string().min(1).max(500);

const join = z.strictObject({
  source: name,
  on: z.record(z.string(), name).describe('Own column: column of the joined source'),
  normalize: z.enum(['digits', 'lower', 'none']).optional(),
  take: z.enum(['first', 'all', 'error']).optional(),
});
export type JoinSpec = z.infer<typeof join>;

const explode = z.strictObject({
  column: name.optional().describe('Column whose parts become records'),
  split: looseText.optional().describe('Regular expression between parts; absent: the column holds a list'),
  expr: looseText.optional().describe('CEL expression that gives a list'),
  as: name.optional().describe('Name of the column that holds one item of expr; item by default'),
});
export type ExplodeSpec = z.infer<typeof explode>;

const key = z.union([
  name,
  z.array(name).min(1).max(20),
  z.strictObject({
    expr: looseText.optional(),
    any: z.array(name).min(1).max(100).optional(),
    all: z.array(name).min(1).max(50).optional().describe('Headings of which those a table has make the key together'),
    or: z.literal('auto').optional(),
  }),
]);
export type KeySpec = z.infer<typeof key>;

const match = z.strictObject({
  by: z.enum(['marker', 'inn', 'phone', 'email', 'name+city', 'name']),
  on_many: z
    .enum(['review', 'first', 'reject'])
    .optional()
    .describe('Several fit: review and reject load nothing, reject is an error; first takes the oldest'),
});

const blockShape = {
  from: name.describe('Source'),
  where: looseText.optional().describe('CEL condition; other rows are counted as filtered'),
  key: key.describe('Column, list of columns, {expr: ...}, or auto'),
  join: z.record(z.string().regex(/^[\p{L}_][\p{L}\p{N}_-]*$/u), join).optional(),
  explode: explode.optional(),
  optional: z.boolean().optional().describe('Tables that lack its columns are passed over'),
  match: z.array(match).max(10).optional(),
  on_match: z.enum(['update', 'fill_empty', 'skip', 'create_anyway']).optional(),
  when_rejected: z.strictObject({ children: z.enum(['reject', 'orphan']) }).optional(),
  tags: z
    .array(z.union([z.string(), z.strictObject(valueShape)]))
    .max(50)
    .optional(),
};

export interface BlockSpec {
  readonly entity: EntityKind | 'task';
  readonly from: string;
  readonly where?: string;
  readonly key: KeySpec;
  readonly join?: Readonly<Record<string, JoinSpec>>;
  readonly explode?: ExplodeSpec;
  readonly optional?: boolean;
  readonly match?: readonly z.infer<typeof match>[];
  readonly on_match?: 'update' | 'fill_empty' | 'skip' | 'create_anyway';
  readonly when_rejected?: { readonly children: 'reject' | 'orphan' };
  readonly tags?: readonly (string | ValueSpec)[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Kinds a block may name; `task` is an activity of type task. */
export const blockKinds = [...entityKinds, 'task'] as const;

function blockOf(entity: (typeof blockKinds)[number]): z.ZodObject {
  const fields = fieldsSchema(entity === 'task' ? 'activity' : entity);
  return z.strictObject({ entity: z.literal(entity), ...blockShape, fields });
}

/** One entry of `load:`: which fields it may have depends on `entity`. */
export const block = z.discriminatedUnion(
  'entity',
  blockKinds.map(blockOf) as [z.ZodObject, ...z.ZodObject[]],
) as unknown as z.ZodType<BlockSpec>;
