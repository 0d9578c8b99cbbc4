import type { phoneIssues } from '../../model/issues/phone.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const phone: WordingsOf<typeof phoneIssues> = {};
