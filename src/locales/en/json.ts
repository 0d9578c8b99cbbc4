import type { jsonIssues } from '../../model/issues/json.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const json: WordingsOf<typeof jsonIssues> = {};
