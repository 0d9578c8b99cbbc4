import { define } from '../issue-definition.ts';

/** How a source differs from what the mapping agrees with it; the contract may make an error of each. */
export const contractIssues = {
  'contract.column-missing': define<{ column: string }>('warning'),
  'contract.column-new': define<{ column: string }>('warning'),
  'contract.type': define<{ type: string }>('error'),
  'contract.broken': define<{ count: number }>('error'),
} as const;
