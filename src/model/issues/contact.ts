import { define } from '../issue-definition.ts';

/** E-mail addresses, web addresses and messengers. */
export const contactIssues = {
  'email.syntax': define('error'),
  'email.part-invalid': define<{ part: string }>('warning'),
  'email.lookalike': define<{ repaired: string }>('warning'),
  'email.domain-typo': define<{ domain: string; likely: string }>('warning'),
  'email.placeholder': define('warning'),
  'email.filler': define('warning'),
  'email.foreign-letters': define('warning'),
  'email.text-around': define<{ text: string }>('notice'),
  'url.syntax': define('error'),
  'url.part-invalid': define<{ part: string }>('warning'),
  'url.email': define('error'),
  'url.scheme': define<{ scheme: string }>('error'),
  'url.filler': define('notice'),
  'messenger.unreadable': define('error'),
  'messenger.filler': define('notice'),
} as const;
