import { contactComparisons } from './contact-comparisons.ts';
import { contactFeatures, contactLayout } from './contact-features.ts';
import { contactKeys, contactKeyTypes, weakContactKeys } from './contact-keys.ts';
import { contactPairRules } from './contact-pair-rules.ts';
import type { KindModel } from './kind-model.ts';

/** People: features, keys, comparisons and what must not be merged. */
export const contactModel: KindModel<'contact'> = {
  name: 'contact',
  layout: contactLayout,
  keyTypes: contactKeyTypes,
  weakKeys: weakContactKeys,
  features: (record, support) => contactFeatures(record.data, support),
  keys: contactKeys,
  comparisons: contactComparisons,
  // Ten digits are those of the company that a person works for.
  ownNumbers: { features: ['inn'], isOwn: (value) => /^\+\d{12}$/.test(value), apart: [] },
  sessions: [
    { agree: ['phones'], leaveOut: ['phones'] },
    { agree: ['emails'], leaveOut: ['emails'] },
    { agree: ['last_name', 'first_name'], leaveOut: ['last_name', 'first_name', 'sex'] },
    { agree: ['birth_date'], leaveOut: ['birth_date', 'last_name', 'first_name', 'sex'] },
  ],
  pairRules: contactPairRules,
};
