import type { planIssues } from '../../model/issues/plan.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';
import { planChanges } from './plan/changes.ts';
import { planFile } from './plan/file.ts';
import { planGates } from './plan/gates.ts';
import { planOwners } from './plan/owners.ts';
import { planRecords } from './plan/records.ts';
import { planRelations } from './plan/relations.ts';

export const plan: WordingsOf<typeof planIssues> = {
  ...planFile,
  ...planGates,
  ...planOwners,
  ...planRelations,
  ...planRecords,
  ...planChanges,
};
