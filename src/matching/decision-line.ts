import { z } from 'zod';

const member = z.strictObject({
  system: z.string().min(1).max(100),
  key: z.string().min(1).max(500),
  /** `fingerprintOf` the record when it was judged. */
  fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
});

/** One line of a decisions file: what a person said of two or more records. */
export const decisionLine = z.strictObject({
  version: z.literal(1),
  kind: z.enum(['company', 'contact']),
  members: z.array(member).min(2).max(1000),
  /** same, different: of every pair of members. unsure: asked again later. open: withdraws what was said of these pairs. */
  decision: z.enum(['same', 'different', 'unsure', 'open']),
  /** Values a person chose for the golden record, by canonical field. */
  values: z.record(z.string(), z.unknown()).optional(),
  who: z.string().max(200),
  when: z.iso.datetime(),
  tool: z.string().max(100),
});
export type DecisionLine = z.infer<typeof decisionLine>;
export type DecisionMember = z.infer<typeof member>;
