import type { targetIssues } from '../../model/issues/target.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const target: WordingsOf<typeof targetIssues> = {
  'target.unknown': {
    title: 'unknown target',
    message: ({ known, name }) => `there is no target "${name}"; there are: ${known}`,
    cause: 'The name of the target is misspelt.',
    fix: 'Name one of those listed.',
  },
  'target.not-ours': {
    title: 'not our database',
    message: ({ place }) => `"${place}" is another program's database`,
    cause: 'The file exists already and was not made by perenos.',
    fix: 'Name another file: perenos does not write into databases that are not its own.',
  },
  'target.foreign': {
    title: 'another database',
    message: ({ place }) => `the plan was made for another database, not for "${place}"`,
    cause: 'The database file was replaced, or another one was named.',
    fix: 'Bring that database back, or plan again.',
  },
  'target.rejected': {
    title: 'refused by the target',
    message: ({ reason }) => `the target did not take the record: ${reason}`,
    cause: 'The record breaks a rule of the target system.',
    fix: 'Correct the source data and run again: only this record is sent.',
  },
  'target.record-gone': {
    title: 'record gone from the target',
    message: ({ id }) => `record ${id}, which is to be updated, is not in the target`,
    cause: 'Somebody deleted it after the last load.',
    fix: 'If the record is wanted, forget it with state rebuild and load again.',
  },
  'target.field-unsupported': {
    title: 'no place for the field',
    message: ({ field }) => `the target has no place for the field ${field}`,
    cause: 'The target system does not store such data.',
    fix: 'Map the field to a custom field of the target, or accept that it stays in the old system.',
  },
};
