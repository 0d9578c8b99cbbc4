import type { contactIssues } from '../../model/issues/contact.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const contact: WordingsOf<typeof contactIssues> = {};
