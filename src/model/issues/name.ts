import { define } from '../issue-definition.ts';

/** Warnings: the name was kept whole and a person should look. Notices: a rule was applied that leaves no doubt. */
export const nameIssues = {
  'name.two-people': define<{ first: string; rest: string }>('warning'),
  'name.not-a-person': define('warning'),
  'name.digits': define<{ text: string }>('warning'),
  'name.order-uncertain': define<{ last: string; first: string }>('warning'),
  'name.extra-words': define('warning'),
  'name.parts-uncertain': define('warning'),
  'name.keyboard-layout': define<{ meant: string }>('warning'),
  'name.mixed-scripts': define<{ word: string }>('warning'),
  'name.letters-lost': define('warning'),
  'name.org-only-form': define('warning'),

  'name.initials-only': define<{ initials: string }>('notice'),
  'name.remark': define<{ text: string }>('notice'),
  'name.entrepreneur': define<{ mark: string }>('notice'),
  'name.lookalike': define<{ repaired: string }>('notice'),
  'name.mojibake': define<{ repaired: string; misreading: string }>('notice'),
  'name.org-remark': define<{ text: string }>('notice'),
  'name.org-identifier': define<{ kind: string; value: string }>('notice'),
} as const;
