import type { planIssues } from '../../../model/issues/plan.ts';
import type { WordingsOf } from '../../../model/issue-definition.ts';

const number = (value: number) => value.toLocaleString('en');
const percent = (share: number) => share.toLocaleString('en', { style: 'percent', maximumFractionDigits: 2 });

/** What holds a plan back, and dataset checks. */
export const planGates = {
  'plan.gate-creates': {
    title: 'too many creates',
    message: ({ allowed, count }) => `the plan creates ${count} records, allowed are ${allowed}`,
    cause: 'The limit limits.max_creates was exceeded.',
    fix: 'Check that these are the right files; if so, raise the limit.',
    example: 'limits: {max_creates: 500}, and the plan creates 12,000 contacts: exit code 5',
  },
  'plan.gate-updates': {
    title: 'too many updates',
    message: ({ allowed, count }) => `the plan changes ${count} records, allowed are ${allowed}`,
    cause: 'The limit limits.max_updates was exceeded.',
    fix: 'Check the plan; if all is right, raise the limit.',
    example: 'limits: {max_updates: 50}, and the plan updates 800 deals: exit code 5',
  },
  'plan.gate-replaced': {
    title: 'other people under old keys',
    message: ({ allowed, count }) =>
      `under their old keys ${count} records are other people or companies now, allowed are ${allowed}`,
    cause: 'The column taken for the key only numbers the rows, and the list was sorted or added to since.',
    fix: 'Give the mapping a key that does not change (the id of the program, the phone, the INN), or remove the column of row numbers; if the records were really replaced, raise limits.max_replaced.',
    example:
      'the column "No." numbers the rows; in the new list the clients stand in another order: exit code 5, nothing is written',
  },
  'plan.gate-rejects': {
    title: 'too many rejected',
    message: ({ allowed, count, share }) =>
      `${percent(share)} of the records are rejected (${number(count)}), allowed are ${percent(allowed)}`,
    cause: 'The limit limits.max_reject_share was exceeded. Nothing was loaded.',
    fix: 'See perenos rejects show, correct the data or raise the limit.',
    example: 'limits: {max_reject_share: 0.01}, and 40 of 1,000 rows are rejected: exit code 5',
  },
  'plan.gate-check': {
    title: 'check failed',
    message: ({ allowed, count, name }) => `"${name}": ${count} records, allowed are ${allowed}`,
    cause: 'The data did not pass a rule of the checks section. Nothing was loaded.',
    fix: 'Correct the data or change the threshold.',
    example: 'checks: "Deals without an amount" is 120 with 10 allowed: exit code 5',
  },
  'plan.check-over': {
    title: 'check over its threshold',
    message: ({ allowed, count, name }) => `"${name}": ${count} records, the threshold is ${allowed}`,
    cause: 'The data is worse than expected.',
    fix: 'Look at these records before loading.',
    example: 'checks: "Contacts without a phone" is 300 with 200 allowed: the load is possible',
  },
} satisfies Partial<WordingsOf<typeof planIssues>>;
