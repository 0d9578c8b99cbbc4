import { define } from '../issue-definition.ts';

/** What exports of Salesforce can have. Those with a `file` or `org` stop the reading. */
export const salesforceIssues = {
  'salesforce.part-missing': define<{ org: string; missing: string; parts: number }>('error'),
  'salesforce.lost-letters': define<{ file: string; object: string; column: string; percent: number }>('error'),
  'salesforce.lost-words': define<{ object: string; column: string; count: number }>('warning'),
  'salesforce.object-unknown': define<{ file: string }>('error'),
  'salesforce.no-data': define<{ file: string }>('error'),
  'salesforce.plan-file-missing': define<{ file: string; name: string }>('error'),
  'salesforce.truncated': define<{ object: string; rows: number }>('warning'),
  'salesforce.id-repaired': define<{ column: string; count: number }>('warning'),
  'salesforce.id-broken': define<{ column: string; count: number }>('warning'),
  'salesforce.repeated-ids': define<{ object: string; count: number }>('warning'),
  'salesforce.same-file': define<{ other: string }>('notice'),
  'salesforce.file-skipped': define('warning'),
  'salesforce.link-dropped': define<{ object: string; prefix: string; target: string; count: number }>('warning'),
  'salesforce.owners-inactive': define<{ owners: string; records: number }>('warning'),
  'salesforce.owners-unknown': define<{ owners: number; records: number; queues: number }>('warning'),
  'salesforce.body-missing': define<{ name: string }>('warning'),
  'salesforce.report-furniture': define<{ rows: number; sample: string }>('notice'),
  'salesforce.report-no-ids': define<{ object: string }>('warning'),
  'salesforce.unresolved-reference': define<{ reference: string }>('warning'),
  'salesforce.nul-removed': define<{ object: string }>('warning'),
  'salesforce.null-words': define<{ column: string; count: number }>('warning'),
  'salesforce.apostrophe': define<{ column: string; count: number }>('warning'),
  'salesforce.date-order': define<{ column: string }>('warning'),
  'salesforce.currency-unknown': define<{ object: string; count: number }>('warning'),
} as const;
