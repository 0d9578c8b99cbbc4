import { z } from 'zod';
import { entityKinds, type EntityKind } from './entity.ts';
import { issueCatalogue, type IssueCode } from './issue.ts';
import type { Report } from './report.ts';

const count = z.int().min(0);
const share = z.number().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime();
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
const kind = z.enum(entityKinds as readonly [EntityKind, ...EntityKind[]]);
/** The published schema names the shape only, so that a new code does not change it; reading wants a code that can be worded. */
const code = z
  .string()
  .regex(/^[a-z0-9-]+\.[a-z0-9-]+$/)
  .refine((value) => Object.hasOwn(issueCatalogue, value)) as unknown as z.ZodType<IssueCode>;
const severity = z.enum(['error', 'warning', 'notice']);

const sums = {
  rows: count,
  exploded: count,
  stubs: count,
  read: count,
  filtered: count,
  rejected: count,
  merged: count,
  planned: count,
  /** Of these, how many go into records that other sources made in earlier runs; none in reports of older versions. */
  joined: count.default(0),
  create: count,
  update: count,
  delete: count,
  unchanged: count,
  skip: count,
  adds_up: z.boolean(),
};

const totalSum = z.strictObject({ count, sum: decimal });
const by = z.array(z.strictObject({ field: z.string(), value: z.string() }));

const target = z.strictObject({
  type: z.string(),
  place: z.string(),
  mode: z.enum(['quiet', 'normal']),
  conflict: z.enum(['keep-target', 'overwrite', 'stop']),
  guarantees: z.partialRecord(kind, z.string()),
  unsupported: z.array(z.strictObject({ kind, field: z.string(), filled: count })),
  irreversible: z.array(z.strictObject({ code, args: z.unknown() })),
});

const run = z.strictObject({
  id: z.string(),
  plan_hash: sha256,
  created_at: instant,
  finished_at: instant.nullable(),
  tool_version: z.string(),
  mapping: z.array(z.strictObject({ file: z.string(), sha256 })),
});

const input = z.strictObject({
  source: z.string(),
  file: z.string(),
  format: z.string(),
  sha256,
  bytes: count,
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  tables: z.array(z.strictObject({ name: z.string(), rows: count, columns: count })),
});

const resultTotals = {
  planned: count,
  done: count,
  skipped: count.default(0),
  rejected: count,
  in_doubt: count,
  // More was written than planned: the line then does not add up.
  blocked: z.int(),
  adds_up: z.boolean(),
};

const check = z.strictObject({
  name: z.string(),
  kind,
  severity,
  records: count,
  count,
  allowed: z.string(),
  exceeded: z.enum(['error', 'warning']).nullable(),
  totals: z.array(z.strictObject({ by: z.array(z.string()), currency: z.string(), count, sum: decimal })),
});

const total = z.strictObject({
  kind,
  field: z.string(),
  by,
  currency: z.string(),
  source: totalSum,
  gone: totalSum,
  plan: totalSum,
  target: totalSum.optional(),
  diff: decimal,
});

const changes = z.strictObject({
  create: count,
  update: count,
  delete: count,
  unchanged: count,
  skip: count,
  by_field: z.array(z.strictObject({ kind, field: z.string(), count })),
  links: z.array(z.strictObject({ kind, field: z.string(), to: kind, count })),
  custom_fields: z.array(
    z.strictObject({ name: z.string(), label: z.string(), type: z.string(), options: z.array(z.string()) }),
  ),
  updates: z.array(z.strictObject({ kind, key: z.string(), field: z.string(), before: z.string(), after: z.string() })),
});

const sample = z.strictObject({
  file: z.string(),
  sheet: z.string(),
  line: count,
  column: z.string().nullable(),
  value: z.string().nullable(),
  suggestion: z.string().nullable(),
  args: z.unknown(),
});

const issue = z.strictObject({
  id: z.string(),
  code,
  severity,
  kind: kind.nullable(),
  field: z.string().nullable(),
  count,
  share,
  decides: z.enum(['data', 'integrator', 'nobody']),
  samples: z.array(sample),
});

const field = z.strictObject({
  kind,
  field: z.string(),
  filled: count,
  records: count,
  fixed: count,
  examples: z.array(z.strictObject({ before: z.string(), after: z.string() })),
  errors: count,
  warnings: count,
  notices: count,
});

const mergeExample = z.strictObject({
  rule: z.string(),
  score: z.number(),
  records: z.array(z.strictObject({ name: z.string(), file: z.string(), sheet: z.string(), line: count })),
  evidence: z.array(z.strictObject({ field: z.string(), level: z.string(), weight: z.number() })),
});

const duplicates = z.strictObject({
  kind,
  clusters: count,
  merged: count,
  review: count,
  sizes: z.array(z.strictObject({ size: count, clusters: count })),
  examples: z.array(mergeExample),
  waiting: z.array(mergeExample),
  matching: z
    .strictObject({ records: count, repeats: count, compared: count, expected_pairs: count, expected_sure: count })
    .nullable(),
  bands: z.array(
    z.strictObject({
      band: z.enum(['rule', 'sure', 'likely', 'close']),
      merges: count,
      examples: z.array(mergeExample),
    }),
  ),
  conflicts: z.array(z.strictObject({ field: z.string(), count })),
  skipped: z.array(z.strictObject({ reason: z.string(), key_type: z.string(), value: z.string(), records: count })),
});

const stamp = z.strictObject({ run_id: z.string(), plan_hash: sha256, created_at: instant });

/** What `perenos report diff --json` gives as its summary, and `since` of a report. */
const reportDiffSchema = z.strictObject({
  before: stamp,
  after: stamp,
  issues: z.array(
    z.strictObject({
      id: z.string(),
      code,
      severity,
      kind: kind.nullable(),
      field: z.string().nullable(),
      change: z.enum(['new', 'gone', 'more', 'fewer']),
      before: count,
      after: count,
    }),
  ),
  funnel: z.array(
    z.strictObject({
      kind,
      name: z.enum([
        'read',
        'filtered',
        'rejected',
        'merged',
        'planned',
        'create',
        'update',
        'delete',
        'unchanged',
        'skip',
      ]),
      before: count,
      after: count,
    }),
  ),
  totals: z.array(
    z.strictObject({ kind, field: z.string(), by, currency: z.string(), before: totalSum, after: totalSum }),
  ),
});

/** `report.json` as it is published; strict, so that what is not described here is not written. */
export const reportSchema = z.strictObject({
  format_version: z.literal('1.0'),
  kind: z.enum(['plan', 'result']),
  purpose: z.literal('undo').optional(),
  verdict: z.strictObject({
    level: z.enum(['ready', 'remarks', 'not-ready']),
    reasons: z.array(z.strictObject({ code, args: z.unknown(), count })).max(3),
  }),
  project: z.string(),
  title: z.string().nullable(),
  owner: z.string().nullable(),
  target,
  run,
  inputs: z.array(input),
  funnel: z.array(z.strictObject({ kind, ...sums })),
  overall: z.strictObject(sums),
  result: z.array(z.strictObject({ kind, ...resultTotals })),
  result_overall: z.strictObject(resultTotals).nullable(),
  checks: z.array(check),
  totals: z.array(total),
  changes,
  eta: z.array(
    z.strictObject({
      kind,
      operations: count,
      requests: count,
      seconds: count,
      bound_by: z.enum(['requests', 'server-time']),
    }),
  ),
  existing: z.array(
    z.strictObject({
      kind,
      on_match: z.enum(['update', 'fill_empty', 'skip', 'create_anyway']),
      matched: count,
      update: count,
      unchanged: count,
      skip: count,
    }),
  ),
  issues: z.array(issue),
  fields: z.array(field),
  duplicates: z.array(duplicates),
  maps: z.array(
    z.strictObject({
      map: z.string(),
      kind: z.enum(['text', 'user', 'stage', 'enum']),
      rows: count,
      entries: z.array(z.strictObject({ value: z.string(), target: z.string(), count })),
      rest: count,
      targets: z.array(z.strictObject({ target: z.string(), count })),
    }),
  ),
  unmapped: z.array(z.strictObject({ map: z.string(), value: z.string(), count, dismissed: z.boolean().optional() })),
  relations: z.array(z.strictObject({ code, kind, field: z.string(), count })),
  left_behind: z.array(z.strictObject({ file: z.string(), table: z.string(), column: z.string(), filled: count })),
  since: reportDiffSchema.nullable(),
  limits: z.strictObject({
    max_creates: count.nullable(),
    max_updates: count.nullable(),
    max_deletes: count,
    max_replaced: count.nullable(),
    max_reject_share: share,
  }),
  masking: z.enum(['none', 'partial', 'full']),
}) satisfies z.ZodType<Report>;

/** The JSON Schema of `report.json`, draft 7. */
export function reportJsonSchema(): unknown {
  return {
    ...z.toJSONSchema(reportSchema, { target: 'draft-7', reused: 'ref' }),
    title: 'perenos report',
    description:
      'What was read, what became of it, and what a load will do or has done. Additions raise the minor number.',
  };
}
