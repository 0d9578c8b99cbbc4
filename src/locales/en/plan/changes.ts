import type { planIssues } from '../../../model/issues/plan.ts';
import type { WordingsOf } from '../../../model/issue-definition.ts';

/** Of records that somebody has changed since. */
export const planChanges = {
  'plan.conflict': {
    title: 'record was changed',
    message: ({ field, id }) => `the field ${field} of record ${id} was changed in the target after the plan was made`,
    cause: 'Somebody worked in the target system.',
    fix: 'Plan again, or set conflict: keep-target or overwrite.',
    example: 'the plan changes the phone of contact 15, and a salesman has written another one into the CRM',
  },
  'plan.in-doubt': {
    title: 'outcome not known',
    message: ({ count, runId }) => `operations whose outcome is not known: ${count} (run ${runId})`,
    cause: "The target's answer was lost.",
    fix: 'Run the same command again: the outcome will be found out.',
    example: 'the connection broke after 3 requests: they are looked up before anything is sent again',
  },
  'plan.both-changed': {
    title: 'changed on both sides',
    message: ({ field, id }) =>
      `the field ${field} of record ${id} was changed in the source and in the target since the last load`,
    cause: 'People went on working in the target while the old system was still in use.',
    fix: 'Decide which one holds: conflict: overwrite in the mapping takes the source, keep-target (the default) leaves the target.',
    example: 'the old system now has the phone …-67, the CRM …-89: …-89 stays',
  },
  'plan.edited-since': {
    title: 'edited since, kept',
    message: ({ id, fields }) => `record ${id} was edited in the target after the load (${fields}): it stays as it is`,
    cause: 'People have worked on the record since.',
    fix: 'Look at it in the target; take it away there by hand if it is not wanted.',
    example: 'a salesman added a comment to contact 15: perenos rollback does not delete it',
  },
  'plan.no-before-image': {
    title: 'former values unknown, kept',
    message: ({ id, fields }) =>
      `what stood in record ${id} before the load is not known any more (${fields}): there is nothing to put back, it stays as it is`,
    cause: 'The former values were deleted by purge, or state.db was lost and put together again.',
    fix: 'Look at the record in the target and correct these fields by hand; roll back before purging next time.',
    example:
      'after perenos purge --all the former phone of contact 15 is gone: a rollback neither touches nor clears it',
  },
} satisfies Partial<WordingsOf<typeof planIssues>>;
