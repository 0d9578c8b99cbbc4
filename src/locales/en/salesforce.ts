import type { salesforceIssues } from '../../model/issues/salesforce.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const salesforce: WordingsOf<typeof salesforceIssues> = {};
