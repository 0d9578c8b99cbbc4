import type { checkIssues } from '../../model/issues/check.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const check: WordingsOf<typeof checkIssues> = {
  'check.snapshot': {
    title: 'snapshot is not readable',
    message: ({ file, reason }) => `"${file}" cannot be read: ${reason}`,
    cause: 'The snapshot of the target or of the headings is damaged, was edited wrongly or is of a newer version.',
    fix: 'Take the snapshot again and put it beside the mapping.',
  },
  'check.no-target-schema': {
    title: 'no snapshot of the target',
    message: ({ file }) => `fields, stages and people of the target were not checked: there is no "${file}"`,
    cause: 'Level 4 compares the mapping with a snapshot of the target that lies beside it.',
    fix: 'Put the snapshot beside the mapping or name it: --target-schema FILE.',
  },
  'check.target-type': {
    title: 'snapshot of another target',
    message: ({ found, wanted }) => `the mapping is for "${wanted}", the snapshot was taken of "${found}"`,
    cause: 'The snapshot comes from another project.',
    fix: 'Name the snapshot of the right target.',
    example: 'target: {type: bitrix24}',
  },
  'check.target-portal': {
    title: 'snapshot of another portal',
    message: ({ found, wanted }) => `the mapping is for the portal "${wanted}", the snapshot was taken of "${found}"`,
    cause: 'The snapshot comes from a test portal or from another project.',
    fix: 'Take a snapshot of this portal or correct target.portal.',
  },
  'check.target-field': {
    title: 'field not in the target',
    message: ({ field, kind }) => `${kind} has no field "${field}" in the target`,
    cause: 'The field was renamed or removed, or its name is misspelt.',
    fix: 'Correct the name or allow the field to be made: create: true.',
    example: 'custom_fields: {company.code_1c: {target: UF_CRM_CODE_1C, create: true}}',
  },
  'check.field-read-only': {
    title: 'field is read-only',
    message: ({ field }) => `the target fills "${field}" itself; it cannot be written`,
    cause: 'It is a computed or a service field.',
    fix: 'Choose another field.',
  },
  'check.field-type': {
    title: 'type of the field differs',
    message: ({ field, found, wanted }) => `"${field}" has the type ${found} in the target, not ${wanted}`,
    cause: 'The field was made with another type than the mapping says.',
    fix: 'Correct type or make a new field.',
  },
  'check.pipeline': {
    title: 'no such pipeline',
    message: ({ pipeline }) => `the target has no pipeline "${pipeline}"`,
    cause: 'The pipeline was renamed or its name is misspelt.',
    fix: 'Write the name of the pipeline as the CRM shows it.',
  },
  'check.stage': {
    title: 'no such stage',
    message: ({ pipeline, stage }) => `there is no stage "${stage}" in the pipeline "${pipeline}"`,
    cause: 'The stage was renamed, belongs to another pipeline, or its name is misspelt.',
    fix: 'Write the name or code of the stage as the CRM shows it.',
    example: 'values: {Shipped: WON}',
  },
  'check.user': {
    title: 'no such person',
    message: ({ user }) => `the target has no user "${user}"`,
    cause: 'The address or name is misspelt, or the person has not been invited yet.',
    fix: 'Correct the map or add the person to the CRM.',
  },
  'check.user-dismissed': {
    title: 'person is not active',
    message: ({ user }) => `the user "${user}" is not active in the target`,
    cause: 'Records would get a responsible person who does not see them.',
    fix: 'Name another person or set dismissed: default.',
  },
  'check.option': {
    title: 'no such option',
    message: ({ field, option }) => `"${field}" has no option "${option}"`,
    cause: 'The option was renamed or is misspelt.',
    fix: 'Correct the value or allow new ones: create_options: always.',
  },
  'check.no-tests': {
    title: 'no mapping tests',
    message: ({ folder }) => `there is no .yaml file with tests in "${folder}"`,
    cause: 'Level 5 maps rows for which the expected result is written down.',
    fix: 'Put a file with row: and expect: there, or name the folder: --tests FOLDER.',
    example:
      '- {name: phone, block: people, row: {Phone: 8 916 123-45-67}, expect: {phones: [{value: "+79161234567"}]}}',
  },
  'check.test-shape': {
    title: 'mapping test is written wrongly',
    message: ({ name, rule }) => `"${name}" must be: ${rule}`,
    cause: 'The file of mapping tests has a mistake.',
    fix: 'Each test has name, block, row and expect; joined and issues may be added.',
  },
  'check.test-block': {
    title: 'test of an unknown block',
    message: ({ block }) => `the mapping has no block "${block}"`,
    cause: 'The block was renamed or its name is misspelt.',
    fix: 'Name one of the blocks of load.',
  },
  'check.test-column': {
    title: 'column that is not read',
    message: ({ block, column }) => `the block "${block}" does not read the column "${column}"`,
    cause: 'The column is misspelt, and the test would test something else.',
    fix: 'Write the column as the mapping names it.',
  },
  'check.test-value': {
    title: 'mapping test failed',
    message: ({ actual, expected, field, test }) => `${test}: ${field} is ${actual}, expected ${expected}`,
    cause: 'The mapping makes something else than expect says.',
    fix: 'Correct the mapping, or expect where the expectation has changed.',
  },
  'check.test-outcome': {
    title: 'row went another way',
    message: ({ actual, expected, test }) => `${test}: the row was ${actual}, expected ${expected}`,
    cause: 'The row was rejected, filtered or taken otherwise than expect says.',
    fix: 'Correct the mapping, or expect where the expectation has changed.',
  },
};
