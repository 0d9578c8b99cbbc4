import type { targetIssues } from '../../model/issues/target.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const target: WordingsOf<typeof targetIssues> = {
  'target.unknown': {
    title: 'unknown target',
    message: ({ known, name }) => `there is no target "${name}"; there are: ${known}`,
    cause: 'The name of the target is misspelt.',
    fix: 'Name one of those listed.',
  },
  'target.options': {
    title: 'a wrong setting of the target',
    message: ({ option, reason, target: name }) => `setting ${option} of the target ${name} is wrong: ${reason}`,
    cause: 'There is no such setting, or its value does not fit.',
    fix: 'Correct target.options in the mapping; the reference lists the settings.',
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
  'target.stage-unknown': {
    title: 'unknown stage',
    message: ({ nearest, pipeline, stage }) =>
      `pipeline "${pipeline}" of the target has no stage "${stage}"${nearest === '' ? '' : `; the nearest is "${nearest}"`}`,
    cause: 'The stage is named otherwise in the target, or is not there.',
    fix: 'Map the stage to one of the target, or add it there and plan again; as it is, the record goes to the first stage.',
  },
  'target.pipeline-unknown': {
    title: 'unknown pipeline',
    message: ({ nearest, pipeline }) =>
      `the target has no pipeline "${pipeline}"${nearest === '' ? '' : `; the nearest is "${nearest}"`}`,
    cause: 'The pipeline is named otherwise in the target, or is not there.',
    fix: 'Map it to a pipeline of the target, or add it there and plan again; as it is, the record goes to the default pipeline.',
  },
  'target.user-unknown': {
    title: 'unknown user',
    message: ({ fallback, user }) => `the target has no user "${user}": the record goes to ${fallback}`,
    cause: 'The person has no account in the target, or is written otherwise there.',
    fix: 'Map the person to a user of the target, or invite them there and plan again.',
  },
  'target.option-unknown': {
    title: 'unknown option',
    message: ({ field, nearest, value }) =>
      `field ${field} of the target has no option "${value}"${nearest === '' ? '' : `; the nearest is "${nearest}"`}`,
    cause: 'The target takes only values of its list.',
    fix: 'Map the value to one of the list, or add it there and plan again; as it is, the field stays empty.',
  },
  'target.custom-missing': {
    title: 'custom field missing',
    message: ({ field, kind }) => `the target has no field ${field} for ${kind}`,
    cause: 'A custom field that the mapping names does not exist in the target.',
    fix: 'Run perenos target prepare, which offers to create it, or take it out of the mapping.',
  },
  'target.too-long': {
    title: 'too long for the target',
    message: ({ allowed, field, length }) => `${field} has ${length} characters, the target keeps ${allowed}`,
    cause: 'The target cuts or refuses longer texts.',
    fix: 'Shorten the text, or move the rest to the comment.',
  },
  'target.date-not-kept': {
    title: 'creation date not kept',
    message: ({ date, newest }) =>
      `the creation date ${date} cannot be kept: the target has a newer record (${newest})`,
    cause: 'The target takes creation dates in ascending order only, and none older than its newest record.',
    fix: 'Load before the target is used, or map the date to a custom field.',
  },
  'target.field-ignored': {
    title: 'field ignored by the target',
    message: ({ field, id }) => `the target did not store the field ${field} of record ${id}`,
    cause: 'The target ignores fields it does not know or does not let us write, without an error.',
    fix: 'Check the field in the target; perenos verify lists every such case.',
  },
  'target.match-many': {
    title: 'several records fit',
    message: ({ by, ids }) => `several records of the target fit by ${by}: ${ids}`,
    cause: 'The target holds duplicates, or the rule is too wide.',
    fix: 'Merge them in the target, or choose on_many: first or reject in the mapping. The record is not loaded.',
  },
  'target.match-taken': {
    title: 'record of the target already taken',
    message: ({ by, id }) =>
      `record ${id} of the target, found by ${by}, already belongs to another record of this plan`,
    cause: 'Two source records lead to one record of the target.',
    fix: 'Decide whether they are one: merge them with perenos review, or correct the value they share. The record is not loaded.',
  },
  'target.unreachable': {
    title: 'target unreachable',
    message: ({ minutes, place, reason }) => `${place} has not answered for ${minutes} min: ${reason}`,
    cause: 'The target or the network is down, or its limits are used up for longer than --max-wait.',
    fix: 'Run the same command later: what is done is journaled and not sent again.',
  },
  'target.blocked': {
    title: 'blocked by the vendor',
    message: ({ place, reason }) => `${place} refuses every request: ${reason}`,
    cause: 'The vendor blocked the API of this account, or its plan does not include it.',
    fix: "Write to the vendor's support, then run the same command again.",
  },
  'target.denied': {
    title: 'no access',
    message: ({ place, reason }) => `${place} denies access: ${reason}`,
    cause: 'The token or webhook is wrong, expired or revoked, or a right is missing.',
    fix: 'Give a valid token with the rights named: perenos target doctor checks them.',
  },
  'target.moved': {
    title: 'wrong address',
    message: ({ place, to }) => `${place} sends requests on to ${to}`,
    cause: 'The portal was renamed, or the address is wrong. Data is never sent to another host.',
    fix: 'Correct the address of the portal and run again.',
  },
  'target.not-json': {
    title: 'not an API',
    message: ({ place, text }) => `${place} answers with something that is not data: ${text}`,
    cause: 'A login page, a proxy or a captive portal answers in place of the API.',
    fix: 'Check the address and the network, then run the same command: what is in doubt is looked up first.',
  },
  'target.doubts': {
    title: 'too many doubts in a row',
    message: ({ count, place }) => `${count} answers of ${place} in a row were lost`,
    cause: 'The connection breaks while requests are under way.',
    fix: 'Run the same command later: every operation in doubt is looked up before anything is sent again.',
  },
  'target.deadline': {
    title: 'time is up',
    message: ({ left }) => `the time given is up; operations left: ${left}`,
    cause: '--max-duration or --deadline ended the run between two batches.',
    fix: 'Run the same command again: it goes on where it stopped.',
  },
  'target.doubled': {
    title: 'doubled in the target',
    message: ({ ids, kind }) => `the target holds the same record (${kind}) several times: ${ids}`,
    cause: 'A request was delivered twice on its way.',
    fix: 'Run perenos duplicates remove: it removes those that nobody has edited since.',
  },
  'target.foreign-copy': {
    title: 'another copy writes here',
    message: ({ count, project }) =>
      `the target holds ${count} record(s) of project ${project} that this folder knows nothing of`,
    cause: 'Another folder or machine loads the same project into this target, or the state was lost.',
    fix: 'Stop the other one, or take over its records with perenos state rebuild.',
  },
  'target.match-name': {
    title: 'same value, other name',
    message: ({ by, id }) =>
      `record ${id} of the target has the same value (${by}) but another name: a new record is created`,
    cause: 'Two people share a phone or mailbox, or one of the names is wrong.',
    fix: 'Look at both; if they are one, correct the name in the source and plan again.',
  },
  'target.skipped': {
    title: 'left out by a person',
    message: () => 'a person decided that the operation is not performed',
    cause: 'perenos ops resolve was called with --as skip.',
    fix: 'Nothing; the record is loaded by the next run if it is still wanted.',
  },
  'target.no-schema': {
    title: 'no snapshot',
    message: ({ type }) => `the target ${type} has no fields, stages or people to take a snapshot of`,
    cause: 'Only CRMs with an API have them.',
    fix: 'Name a target of type bitrix24 or amocrm in the mapping.',
  },
  'target.no-place': {
    title: 'no place for the record',
    message: ({ kind }) => `the target has no place for records of the kind ${kind}: this one stays in the old system`,
    cause: 'The target system, or its import files, do not know such records.',
    fix: 'Choose another target for them, put what matters into a comment, or accept that they stay behind.',
    example: 'Calls and tasks (activity) are not in the import files of Bitrix24.',
  },
  'target.no-colleague': {
    title: 'nobody of that name in the target',
    message: ({ user }) => `nobody in the target is "${user}"`,
    cause: 'The person has no account there, or is written otherwise.',
    fix: 'Invite the person, or map their name to a colleague; their records go to the default owner.',
    example: 'i.drozd@example.com left the company and was never invited to the new CRM.',
  },
};
