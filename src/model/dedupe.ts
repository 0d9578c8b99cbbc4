import { z } from 'zod';

/** Mapping files are read without guessing types, so numbers may arrive as text. */
const bits = z.coerce.number().min(-50).max(200);
const count = z.coerce.number().int().min(1);

/** How one field of a golden record is chosen from its members. */
export const survivorRule = z.enum([
  'first-of-priority',
  'newest',
  'oldest',
  'longest',
  'most-frequent',
  'union',
  'min',
  'max',
  'concat',
]);
export type SurvivorRule = z.infer<typeof survivorRule>;

/** What decides which record of a cluster keeps its id, owner and stage; the first difference decides. */
export const masterCriterion = z.enum(['priority', 'complete', 'newest', 'oldest', 'id']);
export type MasterCriterion = z.infer<typeof masterCriterion>;

/** Identifiers that merge records by being equal. */
export const exactIdentifier = z.enum(['source-key', 'inn', 'phone', 'email']);
export type ExactIdentifier = z.infer<typeof exactIdentifier>;

/** How a cluster becomes one record. */
export const survivorship = z.strictObject({
  /** Order of criteria for the surviving record; ties go to the smallest system and key. */
  master: z.array(masterCriterion).default(['priority', 'complete', 'newest', 'id']),
  /** Source systems from the most to the least trusted; systems not named come last. */
  priority: z.array(z.string()).default([]),
  /** Rule by canonical field, `custom.<name>` for custom fields. Fields not named follow their defaults. */
  fields: z.record(z.string(), survivorRule).default({}),
});
export type Survivorship = z.infer<typeof survivorship>;

/** When a shared value says nothing about a person. */
export const sharedLimits = z.strictObject({
  /** A phone carried by more differently named records than this is a switchboard. */
  phone: count.default(5),
  email: count.default(5),
  /** Values carried by more records than this, and by more than one per cent, build no keys at all. */
  any: count.default(200),
});

/** The `dedupe` section of a mapping for one entity kind. Scores are log-odds in bits (Fellegi-Sunter). */
export const dedupeRules = z.strictObject({
  /** none: no merging. exact: equal identifiers only. full: scored matching. */
  mode: z.enum(['none', 'exact', 'full']).default('full'),
  /** Pairs at or above this posterior are merged without asking. */
  auto: bits.default(5),
  /** Pairs from here to `auto` wait for a person. */
  review: bits.default(-1),
  /** Identifiers that merge in mode `exact`. */
  identifiers: z.array(exactIdentifier).default(['source-key', 'inn', 'phone', 'email']),
  shared: sharedLimits.default({ phone: 5, email: 5, any: 200 }),
  /** Larger blocks of candidates are skipped and reported. */
  max_block: count.default(50),
  /** Phones and e-mails of nobody, beside the ones known. */
  placeholders: z.array(z.string()).default([]),
  /** Source systems that hold no duplicates among themselves: their records are never merged with each other. */
  unique: z.array(z.string()).default([]),
  /** local: keys and pairs in memory. duckdb: in a database on disk, in bounded memory; the outcome is the same. */
  engine: z.enum(['local', 'duckdb']).default('local'),
  /** default: shipped weights. learn: weights re-estimated from the data within bounds. */
  weights: z.enum(['default', 'learn']).default('default'),
  survivorship: survivorship.default({
    master: ['priority', 'complete', 'newest', 'id'],
    priority: [],
    fields: {},
  }),
});
export type DedupeRules = z.infer<typeof dedupeRules>;

/** The rules of a mapping that says nothing. */
export const defaultDedupeRules: DedupeRules = dedupeRules.parse({});
