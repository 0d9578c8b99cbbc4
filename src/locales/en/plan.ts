import type { planIssues } from '../../model/issues/plan.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const plan: WordingsOf<typeof planIssues> = {};
