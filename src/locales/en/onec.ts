import type { onecIssues } from '../../model/issues/onec.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const onec: WordingsOf<typeof onecIssues> = {};
