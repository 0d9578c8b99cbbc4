import { z } from 'zod';

/** A place in a text file, 1-based. */
const place = z.object({
  file: z.string(),
  line: z.int().min(1).optional(),
  column: z.int().min(1).optional(),
});

/** A finding or error as programs get it. `args` are the values its text is made of; more keys may follow. */
const finding = z.looseObject({
  code: z.string().regex(/^[a-z0-9]+(\.[a-z0-9]+(-[a-z0-9]+)*)+$/),
  args: z.record(z.string(), z.unknown()),
  severity: z.enum(['error', 'warning', 'notice']).optional(),
  message: z.string().optional(),
  place: place.optional(),
  suggestion: z.string().optional(),
});

/** The one document that `--json` prints, also when the command fails. */
export const outputDocument = z.strictObject({
  /** A minor number means additions only. */
  format_version: z.literal('1.0'),
  /** Empty when the command line was not understood. */
  command: z.string(),
  /** Whether the exit code is 0. */
  ok: z.boolean(),
  exit_code: z.int().min(0).max(143),
  /** What the command has to say; its shape depends on the command. */
  summary: z.unknown(),
  issues: z.array(finding),
  /** Files written, by what they are. */
  files: z.record(z.string(), z.string()),
  /** Commands a person would run next. */
  next: z.array(z.string()),
});

export type OutputDocument = z.infer<typeof outputDocument>;
