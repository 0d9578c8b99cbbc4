import { define } from '../issue-definition.ts';

export const targetIssues = {
  'target.unknown': define<{ name: string; known: string }>('error'),
  'target.not-ours': define<{ place: string }>('error'),
  'target.foreign': define<{ place: string }>('error'),
  'target.rejected': define<{ reason: string }>('error'),
  'target.record-gone': define<{ id: string }>('error'),
  'target.field-unsupported': define<{ field: string }>('warning'),
} as const;
