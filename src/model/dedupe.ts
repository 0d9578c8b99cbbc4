import { z } from 'zod';

/** The `dedupe` section of a mapping for one entity kind. */
export const dedupeRules = z.strictObject({
  /** none: no merging. exact: equal identifiers only. full: scored matching. */
  mode: z.enum(['none', 'exact', 'full']).default('full'),
});
export type DedupeRules = z.infer<typeof dedupeRules>;
