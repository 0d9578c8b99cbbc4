import type { ResultLine } from '../model/report.ts';

/** What may have become of a planned operation, in the order in which reports show it: together they are all that was planned. */
export const resultNumbers = [
  'done',
  'skipped',
  'rejected',
  'in_doubt',
  'blocked',
] as const satisfies readonly (keyof ResultLine)[];
