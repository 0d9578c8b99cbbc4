import type { identifierIssues } from '../../model/issues/identifier.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const identifier: WordingsOf<typeof identifierIssues> = {};
