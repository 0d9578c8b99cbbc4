import type { textIssues } from '../../model/issues/text.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const text: WordingsOf<typeof textIssues> = {};
