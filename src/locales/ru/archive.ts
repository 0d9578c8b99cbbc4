import type { archiveIssues } from '../../model/issues/archive.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const archive: WordingsOf<typeof archiveIssues> = {};
