import { z } from 'zod';
import { entityKinds } from '../../model/entity.ts';
import { looseText } from './value.ts';

/** Types that `columns:` may declare. */
export const columnTypes = [
  'text',
  'number',
  'integer',
  'money',
  'date',
  'datetime',
  'bool',
  'phone',
  'email',
  'url',
  'inn',
  'kpp',
  'ogrn',
] as const;
export type ColumnType = (typeof columnTypes)[number];

const name = z.string().min(1).max(500);
const kind = z.enum(entityKinds as unknown as readonly ['company', ...string[]]);
/** `2%`, or a number of records. */
const threshold = z
  .string()
  .regex(/^\d+(\.\d+)?\s*%?$/u)
  .meta({ loose: true });

export const defaults = z.strictObject({
  country: z
    .string()
    .regex(/^[A-Z]{2}$/u)
    .optional(),
  city_code: z
    .string()
    .regex(/^\d{3,5}$/u)
    .meta({ loose: true })
    .optional(),
  timezone: name.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/u)
    .optional(),
  date: z.union([name, z.array(name).min(1).max(20)]).optional(),
});

export const target = z.strictObject({
  type: name,
  connection: name.optional(),
  portal: name.optional(),
  mode: z.enum(['quiet', 'normal']).optional(),
  conflict: z.enum(['keep-target', 'overwrite', 'stop']).optional(),
  limits: z
    .strictObject({
      max_creates: z.int().min(0).optional(),
      max_updates: z.int().min(0).optional(),
      max_deletes: z.int().min(0).optional(),
      max_replaced: z
        .int()
        .min(0)
        .optional()
        .describe(
          'How many known records may become another person or company under their old key; 2 of a hundred, but at least 2',
        ),
      max_reject_share: threshold.optional(),
    })
    .optional(),
  rename: z.record(z.string(), name).optional(),
  options: z
    .record(z.string(), name)
    .optional()
    .describe('Settings of the target itself: plan, default_user, api, ...; never a secret'),
});

export const source = z.strictObject({
  file: z
    .union([name, z.array(name).min(1).max(100)])
    .optional()
    .describe('Path or glob, relative to the mapping'),
  url: name.optional().describe('Address to read instead of files, for formats that can be fetched (1c-odata)'),
  connection: name
    .optional()
    .describe(
      'Whose secret opens the address: PERENOS_<CONNECTION>_TOKEN_FILE; of postgres and mysql without a file, the secret is the address itself',
    ),
  format: name.optional(),
  sheet: name.optional(),
  header_row: z.int().min(1).optional(),
  encoding: name.optional(),
  delimiter: z.string().min(1).max(3).optional(),
  select: z
    .union([name, z.array(name).min(1).max(100)])
    .optional()
    .describe('Tables to take'),
  key: z.union([name, z.array(name).min(1).max(20)]).optional(),
  system: z
    .string()
    .regex(/^[\p{L}\p{N}_.-]{1,100}$/u)
    .meta({ loose: true })
    .optional(),
  contract: z
    .strictObject({
      columns: z
        .enum(['freeze', 'warn', 'ignore'])
        .optional()
        .describe(
          'New and missing columns: freeze loads nothing, warn says so and goes on, ignore is silent. Unless given, a missing column that the mapping uses stops, any other is a warning',
        ),
      types: z
        .enum(['freeze', 'warn'])
        .optional()
        .describe('Values that break the types of columns: freeze (default) loads nothing, warn says so and goes on'),
    })
    .optional()
    .describe('What is agreed about the columns of the source; with columns, or headers.json beside the mapping'),
  columns: z
    .record(z.string(), z.enum(columnTypes))
    .optional()
    .describe('Columns the source is agreed to have, with their types; values are checked, not changed'),
  options: z.record(z.string(), z.unknown()).optional().describe("Options of the format's own reader"),
  group: z
    .strictObject({
      by: name.describe('Column that tells records apart; a row where it is empty continues the record above'),
      lists: z
        .array(name)
        .min(1)
        .max(100)
        .describe('Columns whose values stand side by side; * at the end: all that begin so'),
    })
    .optional()
    .describe('Neighbouring rows that are one record'),
});
export type SourceSpec = z.infer<typeof source>;

export const valueMap = z.strictObject({
  kind: z.enum(['text', 'user', 'stage', 'enum']).optional(),
  file: name.optional().describe('CSV: from;to;comment'),
  values: z.record(z.string(), looseText).optional(),
  from_source: z.strictObject({ source: name, key: name, value: name }).optional(),
  to: z.enum(['email', 'id', 'full_name']).optional(),
  default: looseText.optional(),
  on_unknown: z.enum(['reject', 'default', 'keep', 'ask']).optional(),
  dismissed: z
    .enum(['default', 'keep', 'reject'])
    .optional()
    .describe('What becomes of results who are dismissed in the target: the default owner, themselves, or no owner'),
  pipeline: name.optional(),
  target: name.optional(),
  create_options: z.enum(['ask', 'always', 'never']).optional(),
});
export type ValueMapSpec = z.infer<typeof valueMap>;

export const customField = z.strictObject({
  target: name,
  type: z.enum(['text', 'enum', 'bool', 'number', 'money', 'date', 'datetime', 'url', 'list']).optional(),
  label: name.optional(),
  create: z.boolean().optional(),
  options: z.array(looseText).max(5000).optional(),
});

const total = z.strictObject({
  entity: kind,
  sum: name.optional().describe('Field with money or a number, also custom.<name>; absent: records are counted'),
  by: z.array(name).max(10).optional().describe('Fields to group by'),
});

export const check = z.strictObject({
  name,
  entity: kind.optional(),
  total: total.optional(),
  count_where: looseText.optional(),
  warn_over: threshold.optional(),
  error_over: threshold.optional(),
  severity: z.enum(['error', 'warn', 'warning', 'notice']).optional(),
});
export type CheckSpec = z.infer<typeof check>;

export const report = z.strictObject({
  title: name.optional(),
  owner: name.optional(),
  masking: z.enum(['none', 'partial', 'full']).optional(),
  totals: z
    .array(z.union([name, total]))
    .max(50)
    .optional()
    .describe('Control totals beside the usual ones: deal.amount, product.custom.weight, or {entity, sum, by}'),
});

export const owners = z
  .strictObject({
    on_unknown: z
      .enum(['default', 'empty', 'keep', 'stop'])
      .describe(
        'default: they go to the colleague named below; empty: they are loaded without an owner; keep: the same, and the name of the owner goes to the comment; stop: nothing is loaded',
      ),
    default: name.optional().describe('E-mail address, full name or id of a colleague in the new system'),
  })
  .describe('What becomes of records whose owner is nobody in the new system; required for exports of Salesforce');

/** Settings of the command line for everybody who works on the project; perenos.local.yaml and flags win over them. */
export const cli = z.strictObject({
  lang: z.enum(['ru', 'en']).optional(),
  json: z.boolean().optional(),
  quiet: z.boolean().optional(),
  verbose: z.int().min(0).max(2).optional(),
  color: z.enum(['auto', 'always', 'never']).optional(),
  input: z.boolean().optional(),
  limit: z.record(z.string(), z.int().min(1)).optional(),
  mask: z.enum(['none', 'partial', 'full']).optional(),
  events: z.string().optional(),
  ca_file: z.string().optional(),
  tls_pin: z.union([z.string(), z.array(z.string())]).optional(),
});
