import type { planIssues } from '../../model/issues/plan.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const plan: WordingsOf<typeof planIssues> = {
  'plan.not-a-plan': {
    title: 'not a plan',
    message: ({ file }) => `"${file}" is not a plan file`,
    cause: 'A file of another kind was named.',
    fix: 'Make a plan: perenos plan -o file.pplan.',
  },
  'plan.not-a-report': {
    title: 'not a report',
    message: ({ file }) => `"${file}" holds no report that this version can read`,
    cause: 'A file of another kind was named, or a report of another version of perenos.',
    fix: 'Name a report.json, a plan file or a run; make reports of old versions again.',
  },
  'plan.format': {
    title: 'plan of another version',
    message: ({ file, found, known }) =>
      `"${file}" was made by ${found < known ? 'an older' : 'a newer'} perenos (format ${found}, this version reads ${known})`,
    cause: 'The plan was made by another version of perenos.',
    fix: 'Plan again.',
  },
  'plan.sums': {
    title: 'sums do not add up',
    message: ({ kind, left, right, sum }) => `${kind}: ${sum} is ${left} on the left and ${right} on the right`,
    cause: 'This is a defect of perenos: a record was lost or doubled on the way. Nothing was loaded.',
    fix: 'Report it and attach report.json.',
  },
  'plan.stale-lineage': {
    title: 'plan of another project',
    message: ({ file }) => `the plan "${file}" was made for another project`,
    cause: 'The .perenos folder is not the one the plan was made for.',
    fix: "Run from that project's folder or plan again.",
  },
  'plan.stale-serial': {
    title: 'plan is stale',
    message: ({ file, now, planned }) => `the plan "${file}" was made at state ${planned}, now it is ${now}`,
    cause: 'Something was loaded into the target after the plan was made.',
    fix: 'Plan again.',
  },
  'plan.stale-target': {
    title: 'plan for another target',
    message: ({ now, planned }) => `the plan was made for ${planned}, connected is ${now}`,
    cause: 'Another target was named.',
    fix: 'Connect the same target or plan again.',
  },
  'plan.stale-schema': {
    title: 'target has changed',
    message: ({ target }) => `fields, stages or users of ${target} have changed since the plan was made`,
    cause: 'Somebody changed the settings of the target system.',
    fix: 'Plan again.',
  },
  'plan.stale-age': {
    title: 'plan is too old',
    message: ({ allowed, hours }) => `the plan is ${hours} h old, allowed are ${allowed} h`,
    cause: 'Data in the target and in the sources may have changed.',
    fix: 'Plan again.',
  },
  'plan.stale-hash': {
    title: 'not that plan',
    message: ({ expected, found }) => `expected was plan ${expected}, this is ${found}`,
    cause: 'Another plan was signed.',
    fix: 'Apply the signed plan or have this one signed.',
  },
  'plan.changed-bytes': {
    title: 'plan was changed',
    message: ({ file }) => `the content of the plan "${file}" does not fit its checksum`,
    cause: 'The file is damaged or was changed after it was made.',
    fix: 'Plan again.',
  },
  'plan.gate-creates': {
    title: 'too many creates',
    message: ({ allowed, count }) => `the plan creates ${count} records, allowed are ${allowed}`,
    cause: 'The limit limits.max_creates was exceeded.',
    fix: 'Check that these are the right files; if so, raise the limit.',
  },
  'plan.gate-updates': {
    title: 'too many updates',
    message: ({ allowed, count }) => `the plan changes ${count} records, allowed are ${allowed}`,
    cause: 'The limit limits.max_updates was exceeded.',
    fix: 'Check the plan; if all is right, raise the limit.',
  },
  'plan.gate-rejects': {
    title: 'too many rejected',
    message: ({ allowed, count, share }) => `a share of ${share} is rejected (${count} records), allowed is ${allowed}`,
    cause: 'The limit limits.max_reject_share was exceeded. Nothing was loaded.',
    fix: 'See perenos rejects show, correct the data or raise the limit.',
  },
  'plan.gate-check': {
    title: 'check failed',
    message: ({ allowed, count, name }) => `"${name}": ${count} records, allowed are ${allowed}`,
    cause: 'The data did not pass a rule of the checks section. Nothing was loaded.',
    fix: 'Correct the data or change the threshold.',
  },
  'plan.check-over': {
    title: 'check over its threshold',
    message: ({ allowed, count, name }) => `"${name}": ${count} records, the threshold is ${allowed}`,
    cause: 'The data is worse than expected.',
    fix: 'Look at these records before loading.',
  },
  'plan.parent-missing': {
    title: 'related record missing',
    message: ({ field, key, kind }) => `field ${field}: there is no ${kind} with key "${key}" in the sources`,
    cause: 'The related record was not exported, was filtered, or has another key.',
    fix: 'Export related records together with this one or set on_missing.',
  },
  'plan.parent-dropped': {
    title: 'relation dropped',
    message: ({ field, key, kind }) =>
      `field ${field}: there is no ${kind} with key "${key}", the relation is not carried over`,
    cause: 'The related record was not exported, was filtered or rejected.',
    fix: 'If the relation is wanted, add the missing record and run again.',
  },
  'plan.parent-rejected': {
    title: 'related record rejected',
    message: ({ field, key, kind }) => `field ${field}: the ${kind} with key "${key}" was rejected`,
    cause: 'The record depends on a rejected one.',
    fix: 'Correct the related record: both will be sent.',
  },
  'plan.parent-stub': {
    title: 'stub made',
    message: ({ field, key, kind, name }) =>
      `field ${field}: a stub "${name}" is made for the missing ${kind} with key "${key}"`,
    cause: 'on_missing: stub asks for it.',
    fix: 'Complete the stub after the load.',
  },
  'plan.parent-by-name': {
    title: 'relation found by name',
    message: ({ field, kind, name }) =>
      `field ${field}: no ${kind} has this key; linked with the only one called "${name}"`,
    cause: 'The file has a name where a number would be, and another list has a record of that name.',
    fix: 'Nothing when it is the same company or colleague; otherwise put the number into the file.',
  },
  'plan.key-repeated': {
    title: 'key repeated',
    message: ({ key, kind, line }) => `a ${kind} with key "${key}" was on line ${line} already; the records are merged`,
    cause: 'The source repeats the record, or the key is not unique.',
    fix: 'If the records differ, choose another key.',
  },
  'plan.several-targets': {
    title: 'several records in the target',
    message: ({ ids }) => `the merged record is in the target several times: ${ids}`,
    cause: 'These records were loaded apart before.',
    fix: 'Merge them in the target system.',
  },
  'plan.columns-left': {
    title: 'filled columns are left behind',
    message: ({ columns, cells }) => `columns: ${columns}, filled cells: ${cells}`,
    cause: 'The mapping has no field for these columns.',
    fix: 'See in the report what stays in the old system; map what you need, to custom if nothing else fits.',
  },
  'plan.nothing-to-do': {
    title: 'no changes',
    message: () => 'nothing to load: everything is in the target',
    cause: 'The data has not changed since the last load.',
    fix: 'Nothing needs to be done.',
  },
  'plan.conflict': {
    title: 'record was changed',
    message: ({ field, id }) => `the field ${field} of record ${id} was changed in the target after the plan was made`,
    cause: 'Somebody worked in the target system.',
    fix: 'Plan again, or set conflict: keep-target or overwrite.',
  },
  'plan.late-links': {
    title: 'not all relations written',
    message: ({ kind }) => `the target did not take relations of ${kind} records`,
    cause: 'Records were deleted during the load.',
    fix: 'Run the same command again.',
  },
  'plan.link-lost': {
    title: 'relation not written',
    message: ({ kind, key }) => `the relation to the ${kind} "${key}" is not written: it is not in the target`,
    cause: 'The target rejected the related record, or its outcome is not known.',
    fix: 'Correct the rejected record and run again: the relation is written with it.',
  },
  'plan.self-link': {
    title: 'relation to itself',
    message: ({ field, kind, key }) =>
      `field ${field}: the ${kind} "${key}" was merged into this very record, so the relation is dropped`,
    cause: 'After merging duplicates the record would point to itself.',
    fix: 'Nothing needs to be done; if the merge is wrong, undo it with perenos split.',
  },
  'plan.in-doubt': {
    title: 'outcome not known',
    message: ({ count, runId }) => `operations whose outcome is not known: ${count} (run ${runId})`,
    cause: "The target's answer was lost.",
    fix: 'Run the same command again: the outcome will be found out.',
  },
  'plan.both-changed': {
    title: 'changed on both sides',
    message: ({ field, id }) =>
      `the field ${field} of record ${id} was changed in the source and in the target since the last load`,
    cause: 'People went on working in the target while the old system was still in use.',
    fix: 'Decide which one holds: conflict: overwrite in the mapping takes the source, keep-target (the default) leaves the target.',
  },
  'plan.edited-since': {
    title: 'edited since, kept',
    message: ({ id, fields }) => `record ${id} was edited in the target after the load (${fields}): it stays as it is`,
    cause: 'People have worked on the record since.',
    fix: 'Look at it in the target; take it away there by hand if it is not wanted.',
  },
};
