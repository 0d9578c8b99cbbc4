import { define } from '../issue-definition.ts';

/** Findings about address books, boards and databases of other systems. */
export const systemsIssues = {
  'vcard.stray-line': define('warning'),
  'vcard.damaged-text': define<{ charset: string }>('warning'),
  'vcard.no-name': define<{ name: string }>('notice'),
  'vcard.no-end': define('warning'),
  'vcard.inner-card': define('notice'),
  'vcard.outside': define('warning'),
  'money.not-addable': define('error'),
  'trello.actions-cut': define<{ count: number }>('warning'),
} as const;
