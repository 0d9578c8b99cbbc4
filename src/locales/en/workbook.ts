import type { workbookIssues } from '../../model/issues/workbook.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const workbook: WordingsOf<typeof workbookIssues> = {
  'workbook.fixed-by-hand': {
    title: 'fixed by hand',
    message: ({ column }) => `column "${column}" has the value that a person typed`,
    cause: 'The value was corrected in the workbook of rejected rows.',
    fix: 'Nothing to do. Corrections are kept in .perenos/overrides.ndjson.',
  },
  'workbook.loaded-as-is': {
    title: 'loaded as it is',
    message: ({ column }) => `the value of column "${column}" is not read; a person sent it to the comment`,
    cause: '"load as it is" was chosen in the workbook of rejected rows.',
    fix: 'Nothing to do.',
  },
  'workbook.not-loaded': {
    title: 'not loaded, as decided',
    message: () => 'the record is not loaded: a person decided so',
    cause: '"do not load" was chosen in the workbook of rejected rows.',
    fix: 'Nothing to do. To change your mind choose another decision in the workbook and import it again.',
  },
  'workbook.override-stale': {
    title: 'correction out of date',
    message: ({ column }) => `the correction of column "${column}" is not applied: the source has changed since`,
    cause: 'The row was edited in the old system after the workbook was exported.',
    fix: 'Export the workbook again and decide once more, if it is still needed.',
  },
  'workbook.row-without-number': {
    title: 'row without a number',
    message: () => 'the row has no number in column "No.", so it belongs to nothing',
    cause: 'The row was added to the workbook, or its number was deleted.',
    fix: 'Add new records to the source. Take a deleted number from the original workbook.',
  },
  'workbook.unknown-number': {
    title: 'unknown row number',
    message: ({ number }) => `this export has no row with the number "${number}"`,
    cause: 'The number was changed, or the row comes from another workbook.',
    fix: 'Take the number from the original workbook.',
  },
  'workbook.number-twice': {
    title: 'one number with different values',
    message: ({ number, other }) => `number "${number}" also stands in row ${other}, with other values`,
    cause: 'The row was copied and both copies were edited.',
    fix: 'Keep one of the rows and import the workbook again.',
  },
  'workbook.source-changed': {
    title: 'the source has changed since the export',
    message: ({ number }) => `row "${number}" is another one in the source now; the correction is not taken`,
    cause: 'The record changed in the old system while the workbook was being edited.',
    fix: 'Export the workbook again: it will hold the present values.',
  },
  'workbook.bad-decision': {
    title: 'decision not understood',
    message: ({ decision, known }) => `decision "${decision}" is not one of: ${known}`,
    cause: 'Something else was typed into the column "Decision".',
    fix: 'Choose a value of the list or leave the cell empty.',
  },
  'workbook.formula': {
    title: 'formula in a cell',
    message: ({ column }) => `column "${column}" holds a formula; its last result is taken`,
    cause: 'The value was computed by a formula.',
    fix: 'Check the value. Pasting it as text is safer.',
  },
  'workbook.cell-error': {
    title: 'error in a cell',
    message: ({ column, error }) => `column "${column}" holds the error ${error} instead of a value`,
    cause: 'A formula could not compute its result.',
    fix: 'Type the value.',
    example: '#N/A, #REF!',
  },
  'workbook.precision-lost': {
    title: 'digits lost',
    message: ({ column, digits }) => `column "${column}" holds a number of ${digits} digits; Excel keeps only 15`,
    cause: 'A long number was typed as a number, not as text: its last digits are zeros already.',
    fix: 'Make the cell a text cell and type the number again.',
    example: '40702810900000012345',
  },
  'workbook.too-long': {
    title: 'cell too long',
    message: ({ column }) => `the value of column "${column}" did not fit into the workbook, so its edit is not taken`,
    cause: 'A cell of Excel holds 32,767 characters.',
    fix: 'Correct the value in the source.',
  },
  'workbook.nothing-changed': {
    title: 'nothing was corrected',
    message: ({ number }) => `row "${number}" has the decision "fixed", but none of its values was changed`,
    cause: 'The decision was chosen and the value forgotten.',
    fix: 'Type the corrected value.',
  },
  'workbook.still-wrong': {
    title: 'still wrong',
    message: ({ number, reason }) => `row "${number}" would be rejected with its new values too: ${reason}`,
    cause: 'The new value did not pass the same checks.',
    fix: 'Correct it or choose another decision. The values taken are saved already.',
  },
  'workbook.not-ours': {
    title: 'not a workbook of rejected rows',
    message: ({ file }) => `"${file}" has no service sheet of a workbook of rejected rows`,
    cause: 'It is another file, or it was saved without its hidden sheet.',
    fix: 'Import a file that perenos rejects export has made.',
  },
  'workbook.newer': {
    title: 'workbook of another version',
    message: ({ file, found, known }) => `"${file}" is of format ${found}, this version understands ${known}`,
    cause: 'Another version of the program exported the workbook.',
    fix: 'Export the workbook again.',
  },
  'workbook.other-project': {
    title: 'workbook of another project',
    message: ({ found, known }) => `the workbook comes from project "${found}", this is project "${known}"`,
    cause: 'The wrong project folder or the wrong file.',
    fix: 'Run the command in the folder of the project that the workbook comes from.',
  },
  'workbook.override-invalid': {
    title: 'error in the file of corrections',
    message: ({ file, line, reason }) => `"${file}", line ${line}: this is no correction (${reason})`,
    cause: 'The file was edited by hand or comes from another version of the program.',
    fix: 'Correct or delete this line.',
  },
};
