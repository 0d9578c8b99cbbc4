import type { planIssues } from '../../../model/issues/plan.ts';
import type { WordingsOf } from '../../../model/issue-definition.ts';

/** Of plan files: damaged, changed, out of date. */
export const planFile = {
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
} satisfies Partial<WordingsOf<typeof planIssues>>;
