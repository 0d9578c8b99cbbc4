import type { planIssues } from '../../model/issues/plan.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

const number = (value: number) => value.toLocaleString('en');
const percent = (share: number) => share.toLocaleString('en', { style: 'percent', maximumFractionDigits: 2 });
const orDismissed = (names: string) => (names === '' ? '' : `, of whom are there, but dismissed: ${names}`);

export const plan: WordingsOf<typeof planIssues> = {
  'plan.not-a-plan': {
    title: 'not a plan',
    message: ({ file }) => `"${file}" is not a plan file`,
    cause: 'A file of another kind was named.',
    fix: 'Make a plan: perenos plan -o file.pplan.',
    example: 'perenos apply plan.xlsx → perenos apply plan.pplan',
  },
  'plan.not-a-report': {
    title: 'not a report',
    message: ({ file }) => `"${file}" holds no report that this version can read`,
    cause: 'A file of another kind was named, or a report of another version of perenos.',
    fix: 'Name a report.json, a plan file or a run; make reports of old versions again.',
    example: 'perenos report diff report.json clients.json: the second file is no report',
  },
  'plan.format': {
    title: 'plan of another version',
    message: ({ file, found, known }) =>
      `"${file}" was made by ${found < known ? 'an older' : 'a newer'} perenos (format ${found}, this version reads ${known})`,
    cause: 'The plan was made by another version of perenos.',
    fix: 'Plan again.',
    example: 'plan.pplan is of an older version: perenos plan -o plan.pplan makes it again',
  },
  'plan.sums': {
    title: 'sums do not add up',
    message: ({ kind, left, right, sum }) => `${kind}: ${sum} is ${left} on the left and ${right} on the right`,
    cause: 'This is a defect of perenos: a record was lost or doubled on the way. Nothing was loaded.',
    fix: 'Report it and attach report.json.',
    example: '100 rows were read, and accepted, rejected and filtered ones add up to 99',
  },
  'plan.stale-lineage': {
    title: 'plan of another project',
    message: ({ file }) => `the plan "${file}" was made for another project`,
    cause: 'The .perenos folder is not the one the plan was made for.',
    fix: "Run from that project's folder or plan again.",
    example: 'the plan was made in D:\\migration, and apply runs in D:\\migration-copy with a .perenos of its own',
  },
  'plan.stale-serial': {
    title: 'plan is stale',
    message: ({ file, now, planned }) => `the plan "${file}" was made at state ${planned}, now it is ${now}`,
    cause: 'Something was loaded into the target after the plan was made.',
    fix: 'Plan again.',
    example: 'two plans were made in the morning; once the first is loaded the second is refused',
  },
  'plan.stale-target': {
    title: 'plan for another target',
    message: ({ now, planned }) => `the plan was made for ${planned}, connected is ${now}`,
    cause: 'Another target was named.',
    fix: 'Connect the same target or plan again.',
    example: 'a plan for test.romashka.example, and romashka.example is connected',
  },
  'plan.stale-schema': {
    title: 'target has changed',
    message: ({ target }) => `fields, stages or users of ${target} have changed since the plan was made`,
    cause: 'Somebody changed the settings of the target system.',
    fix: 'Plan again.',
    example: 'after the plan the portal\'s stage "In progress" was renamed',
  },
  'plan.stale-age': {
    title: 'plan is too old',
    message: ({ allowed, hours }) => `the plan is ${hours} h old, allowed are ${allowed} h`,
    cause: 'Data in the target and in the sources may have changed.',
    fix: 'Plan again.',
    example: 'the plan is of Friday, the load of Monday',
  },
  'plan.stale-hash': {
    title: 'not that plan',
    message: ({ expected, found }) => `expected was plan ${expected}, this is ${found}`,
    cause: 'Another plan was signed.',
    fix: 'Apply the signed plan or have this one signed.',
    example: 'perenos apply plan.pplan --expect-hash 3fa1…, and the file has 77c0…',
  },
  'plan.changed-bytes': {
    title: 'plan was changed',
    message: ({ file }) => `the content of the plan "${file}" does not fit its checksum`,
    cause: 'The file is damaged or was changed after it was made.',
    fix: 'Plan again.',
    example: 'plan.pplan was opened and saved by another program',
  },
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
  'plan.check-over': {
    title: 'check over its threshold',
    message: ({ allowed, count, name }) => `"${name}": ${count} records, the threshold is ${allowed}`,
    cause: 'The data is worse than expected.',
    fix: 'Look at these records before loading.',
    example: 'checks: "Contacts without a phone" is 300 with 200 allowed: the load is possible',
  },
  'plan.parent-missing': {
    title: 'related record missing',
    message: ({ field, key, kind }) => `field ${field}: there is no ${kind} with key "${key}" in the sources`,
    cause: 'The related record was not exported, was filtered, or has another key.',
    fix: 'Export related records together with this one or set on_missing.',
    example: 'deal 17 is of company "П-999", and companies.csv has no such code',
  },
  'plan.parent-dropped': {
    title: 'relation dropped',
    message: ({ field, key, kind }) =>
      `field ${field}: there is no ${kind} with key "${key}", the relation is not carried over`,
    cause: 'The related record was not exported, was filtered or rejected.',
    fix: 'If the relation is wanted, add the missing record and run again.',
    example: 'contact 55 goes without company "П-999"',
  },
  'plan.parent-rejected': {
    title: 'related record rejected',
    message: ({ field, key, kind }) => `field ${field}: the ${kind} with key "${key}" was rejected`,
    cause: 'The record depends on a rejected one.',
    fix: 'Correct the related record: both will be sent.',
    example: 'company "П-101" is rejected for its empty name, and its deal 17 with it',
  },
  'plan.parent-stub': {
    title: 'stub made',
    message: ({ field, key, kind, name }) =>
      `field ${field}: a stub "${name}" is made for the missing ${kind} with key "${key}"`,
    cause: 'on_missing: stub asks for it, or a lead names the company and the target has no such field.',
    fix: 'Complete the stub after the load.',
    example: 'on_missing: stub → a company "П-999" with nothing but a name is created',
  },
  'plan.lead-person': {
    title: "a lead's person becomes a contact",
    message: ({ title }) => `the person of the lead "${title}" becomes a contact that it is linked to`,
    cause: 'In the target such records have no names, phones and addresses of their own: contacts have.',
    fix: 'Nothing; to keep all of it in a note instead, set target: options: lead_persons: note.',
    example: 'lead "From the site", Peter Sidorov, +79160000001 → a lead and a contact linked to it',
  },
  'plan.lead-person-unnamed': {
    title: "a lead's contact without a name",
    message: ({ title }) => `the lead "${title}" has no name: the contact is called by its phone or e-mail address`,
    cause: 'A contact cannot be without a title, and a name is never invented.',
    fix: 'Put the name into the source, or change it after the load; a contact that has this phone already keeps its name.',
    example: 'lead "Call", phone +79160000001, no name → contact "+79160000001"',
  },
  'plan.parent-by-name': {
    title: 'relation found by name',
    message: ({ field, kind, name }) =>
      `field ${field}: no ${kind} has this key; linked with the only one called "${name}"`,
    cause: 'The file has a name where a number would be, and another list has a record of that name.',
    fix: 'Nothing when it is the same company or colleague; otherwise put the number into the file.',
    example: 'the column "Company" has "Romashka Ltd" instead of the code П-101',
  },
  'plan.parent-ambiguous': {
    title: 'a name stands for several records',
    message: ({ field, kind, name }) =>
      `field ${field}: several records of kind ${kind} are named "${name}"; none was chosen, a stub of its own was made`,
    cause: 'The file gives a name instead of a number, and more than one record has it.',
    fix: 'Decide whether they are duplicates (perenos review serve), or give a number or a tax number in the file; then plan again.',
    example:
      'the column Company says "OOO Romashka", and the list of companies has two of them with different tax numbers',
  },
  'plan.now-another': {
    title: 'another person under an old key',
    message: ({ after, before, id }) => `record ${id}, "${before}", becomes "${after}" by this key`,
    cause: 'The name is another, and no phone, e-mail or INN is one of those that were loaded.',
    fix: 'Make sure that the key is no row number. If the person was replaced in the program itself, nothing is to be done.',
    example: 'key 17 was "Ivan Ivanov"; in the new export 17 is "Anna Petrova" with another phone and e-mail',
  },
  'plan.key-repeated': {
    title: 'key repeated',
    message: ({ key, kind, line }) => `a ${kind} with key "${key}" was on line ${line} already; the records are merged`,
    cause: 'The source repeats the record, or the key is not unique.',
    fix: 'If the records differ, choose another key.',
    example: 'the code 55 in rows 12 and 340: Ivan Ivanov and Peter Petrov',
  },
  'plan.key-shared': {
    title: 'one key for different records',
    message: ({ key, kind, line, own }) =>
      `${kind}: the key "${key}" belongs to another name in line ${line}; the records are kept apart, this one has the key "${own}"`,
    cause:
      'The column taken for the key does not tell records apart: names differ, no phone, mailbox or tax number is common.',
    fix: 'Name a column that tells records apart in the mapping (key), or key: auto.',
    example: 'code A in lines 2 and 3: Ivan Ivanov and Anna Petrova, with other phones',
  },
  'plan.several-targets': {
    title: 'several records in the target',
    message: ({ ids }) => `the merged record is in the target several times: ${ids}`,
    cause: 'These records were loaded apart before.',
    fix: 'Merge them in the target system.',
    example: 'П-101 and П-202 were loaded apart as 15 and 78, and are one company now',
  },
  'plan.columns-left': {
    title: 'filled columns are left behind',
    message: ({ columns, cells }) => `columns: ${number(columns)}, filled cells: ${number(cells)}`,
    cause: 'The mapping has no field for these columns.',
    fix: 'See in the report what stays in the old system; map what you need, to custom if nothing else fits.',
    example: 'the column "Manager\'s birthday": 340 filled cells, and the mapping does not name it',
  },
  'plan.nothing-to-do': {
    title: 'no changes',
    message: () => 'nothing to load: everything is in the target',
    cause: 'The data has not changed since the last load.',
    fix: 'Nothing needs to be done.',
    example: 'perenos run twice with the same files: the second time 0 created, 0 updated',
  },
  'plan.conflict': {
    title: 'record was changed',
    message: ({ field, id }) => `the field ${field} of record ${id} was changed in the target after the plan was made`,
    cause: 'Somebody worked in the target system.',
    fix: 'Plan again, or set conflict: keep-target or overwrite.',
    example: 'the plan changes the phone of contact 15, and a salesman has written another one into the CRM',
  },
  'plan.late-links': {
    title: 'not all relations written',
    message: ({ kind }) => `the target did not take relations of ${kind} records`,
    cause: 'Records were deleted during the load.',
    fix: 'Run the same command again.',
    example: 'links of contacts to companies are written last; one company was deleted meanwhile',
  },
  'plan.link-lost': {
    title: 'relation not written',
    message: ({ kind, key }) => `the relation to the ${kind} "${key}" is not written: it is not in the target`,
    cause: 'The target rejected the related record, its outcome is not known, or a person has to decide about it.',
    fix: 'Correct that record or decide about it and run again: the next plan writes the relation too.',
    example: 'deal 17 is loaded, its company "П-101" was refused: there is no link',
  },
  'plan.self-link': {
    title: 'relation to itself',
    message: ({ field, kind, key }) =>
      `field ${field}: the ${kind} "${key}" was merged into this very record, so the relation is dropped`,
    cause: 'After merging duplicates the record would point to itself.',
    fix: 'Nothing needs to be done; if the merge is wrong, undo it with perenos split.',
    example: 'the parent of П-101 is П-202, and the two were merged into one',
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
};
