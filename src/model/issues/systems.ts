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
  'database.no-address': define<{ file: string; schemes: string }>('error'),
  'database.address-given': define<{ scheme: string }>('error'),
  'database.open-secret': define('warning'),
  'database.failed': define<{ file: string; reason: string }>('error'),
  'database.needs-file': define<{ file: string }>('error'),
  'database.not-a-query': define<{ file: string }>('error'),
} as const;
