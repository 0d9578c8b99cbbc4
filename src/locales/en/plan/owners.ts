import type { planIssues } from '../../../model/issues/plan.ts';
import type { WordingsOf } from '../../../model/issue-definition.ts';

const orDismissed = (names: string) => (names === '' ? '' : `, of whom are there, but dismissed: ${names}`);

/** Of people whom records belong to. */
export const planOwners = {
  'plan.owners-undecided': {
    title: 'nobody has said what becomes of these owners',
    message: ({ dismissed, names, owners, records }) =>
      `owners who are nobody in the new system: ${owners}, with ${records} records (${names})${orDismissed(dismissed)}; the mapping has no setting \`owners.on_unknown\``,
    cause:
      'Records belong to people who have left, to queues, or to people who work under another address in the new system. Whom such records go to is a decision that is never guessed. Nothing was loaded.',
    fix: 'Add to the mapping: owners: {on_unknown: default, default: boss@example.com}; or on_unknown: empty (without an owner), keep (the name goes to the comment), stop.',
    example: '1243 accounts of people who left, no `owners:` in the mapping: exit code 5',
  },
  'plan.owners-uncovered': {
    title: 'owners who are nobody in the new system',
    message: ({ dismissed, names, owners, records }) =>
      `owners without a colleague: ${owners}, with ${records} records (${names})${orDismissed(dismissed)}`,
    cause: 'The mapping says owners: {on_unknown: stop}. Nothing was loaded.',
    fix: 'Make accounts for these people in the new system, or choose default, empty or keep.',
    example: 'owners: {on_unknown: stop} and a queue that owns 40 leads: exit code 5',
  },
  'plan.owners-default-unknown': {
    title: 'the default owner is not in the new system',
    message: ({ user }) => `nobody in the new system is "${user}"`,
    cause: 'The colleague named in owners.default has no account there, or there are several of that name.',
    fix: 'Write the e-mail address of a colleague who works in the new system.',
    example: 'owners: {on_unknown: default, default: bos@romashka.ru} → boss@romashka.ru',
  },
  'plan.owners-default-dismissed': {
    title: 'the default owner is dismissed in the new system',
    message: ({ user }) => `"${user}" is in the new system, but dismissed`,
    cause:
      'The account of the colleague named in owners.default is switched off there: the records would go to somebody who will not see them.',
    fix: 'Write the e-mail address of a colleague who works in the new system.',
    example:
      'owners: {on_unknown: default, default: chizhov@romashka.ru} and Chizhov is dismissed on the portal: exit code 5',
  },
  'plan.owners-replaced': {
    title: 'owners replaced',
    message: ({ dismissed, names, owners, policy, records, user }) => {
      const done: Readonly<Record<string, string>> = {
        default: `their records go to ${user}`,
        keep: 'their records have no owner, the name is in the comment',
      };
      return `owners who are nobody in the new system: ${owners}, with ${records} records; ${done[policy] ?? 'their records have no owner'} (${names})${orDismissed(dismissed)}`;
    },
    cause: 'The owner is a queue, was not in the export, has no account in the new system, or is dismissed there.',
    fix: 'If another colleague is to have them, change `owners:` of the mapping.',
    example: 'owners: {on_unknown: default, default: boss@romashka.ru}: 40 leads of a queue go to the boss',
  },
} satisfies Partial<WordingsOf<typeof planIssues>>;
