import type { CommandTexts } from '../../command-texts.ts';

/** Commands for reports and for rows to be corrected. */
export const reportsCommands: Readonly<Record<string, CommandTexts>> = {
  report: {
    summary: 'Shows the report of a run or plan again, or writes it as an HTML page or a JSON file.',
    parameters: { run: 'a run, a plan file or a report.json; the newest run by default' },
    flags: { output: 'where to write: a .html or .json file' },
  },
  'report diff': {
    summary: 'Compares two reports: which findings are new or gone and which sums have changed.',
    parameters: { before: 'the earlier report: a run, a plan file or a report.json', after: 'the later report' },
    flags: {},
  },
  'rejects show': {
    summary: 'Shows the rejected rows of a run with their original values, the reasons and the remedies.',
    parameters: { run: 'run id; default the newest run' },
    flags: { code: 'only rows with this finding', plan: 'plan file instead of a run', max: 'how many rows to show' },
  },
  'rejects export': {
    summary: 'Writes the rows to be corrected to an Excel workbook, CSV or JSON.',
    parameters: { run: 'run id; default the newest run' },
    flags: {
      output: 'where to write, .xlsx, .csv or .json',
      code: 'only rows with this finding',
      only: 'which rows: rejected, warn (with warnings) or fixed (repaired automatically)',
      owner: 'only findings that the owner of the data (data) or the integrator decides about',
      'no-values': 'without values, for people who may not see personal data',
      plan: 'plan file instead of a run',
      'csv-for': 'excel (safe to open, semicolons) or machine (raw, commas)',
    },
  },
  'rejects import': {
    summary: 'Takes the corrections of a workbook of rejected rows; the next plan applies them.',
    parameters: { file: 'workbook made by perenos rejects export, .xlsx or .ods' },
    flags: {
      'dry-run': 'only check, write nothing',
      mapping: 'mapping file to check with; by default perenos.yaml of the project folder',
      plan: 'plan file that the workbook was exported from',
    },
  },
};
