import { z } from 'zod';
import { personalClasses } from '../../model/personal-class.ts';

/** Text of a mapping that people may write without quotes: editors accept `0` and `true` there too. */
export const looseText = z.string().max(10_000).meta({ loose: true });
const name = z.string().min(1).max(500);

/** One step of `do:`: a function's name, or its name with options. */
const step = z.union([z.string().min(1).max(100), z.record(z.string(), z.unknown())]).meta({ step: true });
export type Step = z.infer<typeof step>;

/** `from: {any: [...]}`: headings of which those a table has are read; none guessed. */
const anyOf = z.strictObject({ any: z.array(name).min(1).max(200) });

/** `by: {any: [...], or: auto}`: where the row has no key, the record made of the same row by a block with `key: {..., or: auto}`. */
const anyOrRow = anyOf.extend({ or: z.literal('auto').optional() });

/** `by: {all: [...]}`: the headings a table has make the key together. */
const allOf = z.strictObject({ all: z.array(name).min(1).max(50) });

const onError = z.enum(['reject', 'drop', 'keep', 'default']);
export type OnError = z.infer<typeof onError>;
const onMissing = z.enum(['reject', 'null', 'stub', 'defer']);
const personal = z.enum(personalClasses);

const columns = z.union([name, z.array(name).min(1).max(100), anyOf]);
export type Columns = z.infer<typeof columns>;

/** Keys of a field whose value comes from the row. */
export const valueShape = {
  from: columns.optional().describe('Column, alias::column of a join, a list of them, or {any: [synonyms]}'),
  pick: z.enum(['first', 'join', 'all']).optional().describe('What to do with a list of columns'),
  sep: looseText.optional().describe('Separator of pick: join'),
  expr: looseText.optional().describe('CEL expression; sees row, value, src, const, rownum, file'),
  const: looseText.optional().describe('Fixed value'),
  do: z
    .union([step, z.array(step).max(50)])
    .optional()
    .describe('Functions in order'),
  map: name.optional().describe('Value map'),
  default: looseText.optional().describe('Value when empty at the end'),
  required: z.boolean().optional().describe('Empty: the row is rejected'),
  when: looseText.optional().describe('CEL condition; false: the field is left out'),
  on_error: onError.optional().describe('What becomes of a value that failed'),
  clear: z.boolean().optional().describe('An empty value clears the field of the target on update'),
  class: personal.optional().describe('Personal-data class'),
};

export const refShape = {
  ref: name.optional().describe('Block or entity kind the record refers to'),
  by: z
    .union([name, z.array(name).min(1).max(20), anyOrRow, allOf])
    .optional()
    .describe("Column(s) with the parent's key"),
  on_missing: onMissing.optional().describe('What to do when there is no such record'),
  stub_name: z.union([name, anyOf]).optional().describe('Column with the name of the record to be made'),
};

const inheritShape = { inherit: z.string().min(3).max(200).optional().describe('Such as company.owner') };

export const value = z.union([z.string(), z.strictObject({ ...valueShape, ...inheritShape })]);
export const refValue = z.union([z.string(), z.strictObject({ ...valueShape, ...refShape, ...inheritShape })]);

/** A field as written in full; shorthands are brought to this. */
export interface ValueSpec {
  readonly from?: Columns | undefined;
  readonly pick?: 'first' | 'join' | 'all' | undefined;
  readonly sep?: string | undefined;
  readonly expr?: string | undefined;
  readonly const?: string | undefined;
  readonly do?: Step | readonly Step[] | undefined;
  readonly map?: string | undefined;
  readonly default?: string | undefined;
  readonly required?: boolean | undefined;
  readonly when?: string | undefined;
  readonly on_error?: OnError | undefined;
  readonly clear?: boolean | undefined;
  readonly class?: z.infer<typeof personal> | undefined;
  readonly inherit?: string | undefined;
  readonly ref?: string | undefined;
  readonly by?: Columns | { readonly all: string[] } | undefined;
  readonly on_missing?: z.infer<typeof onMissing> | undefined;
  readonly stub_name?: string | { readonly any: string[] } | undefined;
}

/** An entry of a multi-value field: the keys of a value, `type`, and the entry's own parts. */
export type EntrySpec = ValueSpec & {
  readonly type?: string | ValueSpec | undefined;
  readonly [part: string]: unknown;
};
