import { define } from '../issue-definition.ts';

export const mappingIssues = {
  'mapping.invalid': define<{ count: number }>('error'),
  'mapping.transform-options': define<{ transform: string; option: string; reason: string }>('error'),
} as const;
