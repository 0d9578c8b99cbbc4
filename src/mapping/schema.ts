import { z } from 'zod';
import { dedupeRules } from '../model/dedupe.ts';
import { entityKinds, type EntityKind } from '../model/entity.ts';
import { block, type BlockSpec } from './schema/block.ts';
import * as sections from './schema/sections.ts';
import { looseText } from './schema/value.ts';

const blockName = z.string().regex(/^[\p{L}_][\p{L}\p{N}_-]{0,99}$/u);

const heading = z.string().min(1).max(500);

/** The mapping file, format version 1 (`perenos: 1`). Scalars arrive as text and are typed here. */
export const mappingSchema = z.strictObject({
  perenos: z.literal(1).describe('Version of the format'),
  project: z
    .string()
    .regex(/^[a-z0-9-]{3,32}$/u)
    .optional()
    .describe('Part of the external marker; must not change after the first apply'),
  locale: z.enum(['ru', 'en']).optional(),
  extends: z.string().optional().describe('A ready mapping that comes with the program'),
  include: z.union([z.string(), z.array(z.string())]).optional(),
  override: z.boolean().optional(),
  defaults: sections.defaults.optional(),
  target: sections.target.optional(),
  sources: z.record(blockName, sections.source).optional(),
  maps: z.record(blockName, sections.valueMap).optional(),
  custom_fields: z.record(z.string().regex(/^[a-z]+\.[\p{L}\p{N}_-]{1,100}$/u), sections.customField).optional(),
  const: z.record(z.string().regex(/^[A-Za-z_]\w{0,99}$/u), looseText).optional(),
  load: z.record(blockName, block),
  dedupe: z
    .partialRecord(z.enum(entityKinds as unknown as readonly [EntityKind, ...EntityKind[]]), dedupeRules)
    .optional(),
  checks: z.array(sections.check).max(200).optional(),
  owners: sections.owners.optional(),
  report: sections.report.optional(),
  cli: sections.cli.optional(),
  fits: z
    .array(
      z.strictObject({
        all: z
          .array(z.union([heading, z.array(heading).min(1).max(100)]))
          .min(1)
          .max(50)
          .describe('Headings a table must have, all of them; of a list any one'),
        none: z.array(heading).max(100).optional().describe('Headings it must not have'),
      }),
    )
    .max(50)
    .optional()
    .describe('Tables a ready mapping is meant for; any one of these sets of headings tells'),
});

/** A mapping of the right shape. */
export type MappingSpec = Omit<z.infer<typeof mappingSchema>, 'load'> & {
  readonly load: Readonly<Record<string, BlockSpec>>;
};
