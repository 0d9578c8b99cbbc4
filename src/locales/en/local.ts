import type { localIssues } from '../../model/issues/local.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const local: WordingsOf<typeof localIssues> = {};
