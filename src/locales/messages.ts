import type { IssueArgs, IssueCode } from '../model/issue.ts';
import type { Wording } from '../model/issue-definition.ts';

/** All wordings of one language: a code without a text does not compile. */
export type Messages = { readonly [C in IssueCode]: Wording<IssueArgs[C]> };
