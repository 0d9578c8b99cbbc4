import type { WorkbookTexts } from '../workbook-texts.ts';

export const workbookTexts: WorkbookTexts = {
  howTo: 'How to correct',
  maps: 'Value maps',
  lists: 'Lists',
  title: 'Rows to be corrected',
  project: 'Project',
  run: 'Run',
  exported: 'Exported',
  rows: 'Rows',
  steps: [
    '1. Open the sheets with data. Every row is a record with a finding; what is wrong and what to do stands beside it.',
    '2. Correct the values in the yellow columns. Bright yellow cells are those with a finding. Grey columns show what the source holds.',
    '3. Column "Decision" may say "fixed" (to accept a value proposed; an edit is seen by itself), "load as it is" (a value that cannot be read goes to the comment) or "do not load".',
    '4. On the sheet "Value maps", if there is one, type what replaces values that no map knows.',
    '5. Save the file as an Excel workbook and give it back to whoever runs the migration: perenos rejects import FILE.',
    'Sorting, filtering, hiding columns and deleting rows is fine. Leave column "No." alone: rows are found by it. Do not add rows here.',
  ],
  privacy:
    'This workbook holds personal data without masking: give it only to people who may see it, and delete it once the corrections are taken.',
  withoutValues:
    'The workbook was exported without values: there is nothing to edit, it only shows what is wrong and where.',
  number: 'No.',
  file: 'File',
  line: 'Row',
  code: 'Finding',
  problem: 'What is wrong',
  remedy: 'What to do',
  decision: 'Decision',
  original: (column) => `was: ${column}`,
  decisions: { fixed: 'fixed', 'as-is': 'load as it is', skip: 'do not load' },
  mapName: 'Value map',
  mapValue: 'Value in the source',
  mapCount: 'Times',
  mapTarget: 'Replace with',
  imported: ({ accepted, rows, wrong, conflicts }) =>
    `corrections taken: ${accepted} (rows: ${rows}), still wrong: ${wrong}, conflicts: ${conflicts}`,
  nothingWritten: 'Nothing was written: this was a check.',
  nothingNew: 'There is nothing new in the workbook.',
  unchecked:
    'The values are not checked: the plan of this run or its mapping is not there. The next plan will check them.',
  inBookRow: (sheet, row) => `sheet "${sheet}", row ${row}`,
};
