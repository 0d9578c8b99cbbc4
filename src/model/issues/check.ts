import { define } from '../issue-definition.ts';

export const checkIssues = {
  'check.snapshot': define<{ file: string; reason: string }>('error'),
  'check.no-target-schema': define<{ file: string }>('warning'),
  'check.target-type': define<{ wanted: string; found: string }>('error'),
  'check.target-portal': define<{ wanted: string; found: string }>('error'),
  'check.target-field': define<{ field: string; kind: string }>('error'),
  'check.field-read-only': define<{ field: string }>('error'),
  'check.field-type': define<{ field: string; wanted: string; found: string }>('error'),
  'check.pipeline': define<{ pipeline: string }>('error'),
  'check.stage': define<{ stage: string; pipeline: string }>('error'),
  'check.user': define<{ user: string }>('error'),
  'check.user-dismissed': define<{ user: string }>('warning'),
  'check.option': define<{ field: string; option: string }>('error'),
  'check.no-tests': define<{ folder: string }>('warning'),
  'check.test-shape': define<{ name: string; rule: string }>('error'),
  'check.test-block': define<{ block: string }>('error'),
  'check.test-column': define<{ column: string; block: string }>('error'),
  'check.test-value': define<{ test: string; field: string; expected: string; actual: string }>('error'),
  'check.test-outcome': define<{ test: string; expected: string; actual: string }>('error'),
} as const;
