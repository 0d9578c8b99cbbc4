import { z } from 'zod';
import { entityKinds, type EntityKind } from './entity.ts';

/** One field of the target, by the name its API has for it. */
const targetField = z.object({
  type: z.enum(['text', 'enum', 'bool', 'number', 'money', 'date', 'datetime', 'url', 'list', 'other']),
  label: z.string().optional(),
  read_only: z.boolean().optional(),
  required: z.boolean().optional(),
  /** Values of an enum, as people see them. */
  options: z.array(z.string()).optional(),
});

const stage = z.object({ id: z.string(), name: z.string() });
const pipeline = z.object({ id: z.string(), name: z.string(), stages: z.array(stage) });
const user = z.object({
  id: z.string(),
  email: z.string().optional(),
  full_name: z.string().optional(),
  active: z.boolean().default(true),
});

/**
 * A snapshot of what a target accepts: fields, stages, people. It lies beside the mapping under version control, so that `check`
 * knows the target without a network. Keys it does not know are ignored: a newer snapshot stays readable.
 */
export const targetSchema = z.object({
  format_version: z.string().regex(/^1\.\d+$/),
  /** Name of the target: `bitrix24`, `amocrm`. */
  type: z.string(),
  portal: z.string().optional(),
  taken_at: z.string().optional(),
  kinds: z.partialRecord(
    z.enum(entityKinds as unknown as readonly [EntityKind, ...EntityKind[]]),
    z.object({ fields: z.record(z.string(), targetField) }),
  ),
  pipelines: z.array(pipeline).default([]),
  users: z.array(user).default([]),
});

export type TargetSchema = z.infer<typeof targetSchema>;
