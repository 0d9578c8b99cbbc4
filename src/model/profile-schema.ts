import { z } from 'zod';
import { entityKinds, type EntityKind } from './entity.ts';
import type { IssueCode } from './issue.ts';
import type { Profile } from './profile.ts';

const count = z.int().min(0);
const code = z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/) as unknown as z.ZodType<IssueCode>;
const estimate = z.strictObject({ count, exact: z.boolean() });
const valueCount = z.strictObject({ value: z.string(), count });

const finding = {
  code,
  args: z.unknown(),
  severity: z.enum(['error', 'warning', 'notice']),
  count,
  line: count,
  value: z.string().nullable(),
};

const quality = z.strictObject({
  reader: z.enum(['phone', 'email', 'inn', 'kpp', 'ogrn', 'date', 'money']),
  as_is: count,
  brought: count,
  blank: count,
  unread: count,
  examples: z.array(z.strictObject({ before: z.string(), after: z.string() })),
  findings: z.array(z.strictObject(finding)),
});

const looks = z.strictObject({ text: count, number: count, date: count, phone: count, email: count, flag: count });

const column = z.strictObject({
  heading: z.string(),
  field: z.string().nullable(),
  type: z.enum(['text', 'number', 'date', 'phone', 'email', 'flag', 'empty']),
  filled: count,
  looks,
  distinct: estimate,
  length: z.strictObject({ min: count, max: count }).nullable(),
  range: z.strictObject({ min: z.string(), max: z.string() }).nullable(),
  samples: z.array(z.string()),
  top: z.array(valueCount),
  shapes: z.array(valueCount),
  quality: quality.nullable(),
  oddities: z.array(z.strictObject(finding)),
});

const table = z.strictObject({
  name: z.string(),
  rows: count,
  first_line: count,
  preset: z.string().nullable(),
  entity: z.enum(entityKinds as readonly [EntityKind, ...EntityKind[]]),
  entities: z.array(z.enum(entityKinds as readonly [EntityKind, ...EntityKind[]])),
  columns: z.array(column),
  repeats: z.array(
    z.strictObject({
      by: z.enum(['row', 'phone', 'email', 'inn', 'name']),
      groups: estimate,
      records: count,
      examples: z.array(z.strictObject({ value: z.string(), records: count, lines: z.array(count) })),
    }),
  ),
});

const file = z.strictObject({
  file: z.string(),
  bytes: count,
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  format: z.string(),
  kind: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  tables: z.array(table),
  findings: z.array(z.strictObject(finding)),
});

/** What `perenos inspect --json` gives as its summary and `-o profile.json` writes; strict, like the report. */
export const profileSchema = z.strictObject({
  format_version: z.literal('1.0'),
  kind: z.literal('profile'),
  verdict: z.enum(['clean', 'remarks', 'damaged']),
  created_at: z.iso.datetime(),
  tool_version: z.string(),
  masking: z.enum(['none', 'partial', 'full']),
  totals: z.strictObject({ tables: count, rows: count, columns: count, filled: count, cells: count }),
  attention: z.array(z.strictObject({ ...finding, file: z.string(), table: z.string(), column: z.string() })).max(12),
  files: z.array(file),
}) satisfies z.ZodType<Profile>;

/** The JSON Schema of a profile, draft 7. */
export function profileJsonSchema(): unknown {
  return {
    ...z.toJSONSchema(profileSchema, { target: 'draft-7', reused: 'ref' }),
    title: 'perenos inspect profile',
    description: 'What files hold before any mapping exists. Additions raise the minor number.',
  };
}
