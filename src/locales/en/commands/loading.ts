import type { CommandTexts } from '../../command-texts.ts';
import { pacing, loading } from './flags.ts';

/** Commands that move data. */
export const loadingCommands: Readonly<Record<string, CommandTexts>> = {
  run: {
    summary:
      'Reads files, cleans them, finds duplicates and loads them into a SQLite CRM: the whole path in one command.',
    parameters: { file: 'files to migrate; none when --mapping names them' },
    flags: {
      to: 'the SQLite database to load into; made when missing. What it holds already is matched like the files: who is certainly there is completed, who may be there is asked about',
      preset: 'ready mapping to use instead of the one found by the headings',
      mapping: 'mapping file to use instead of a ready one',
      format: 'format of the files instead of the one found by content',
      encoding: 'encoding of text files, such as windows-1251',
      delimiter: 'delimiter of text tables',
      sheet: 'sheet of a workbook by name or number',
      country: 'country of phones without a country code, such as RU or KZ',
      'city-code': 'city code of local phones, such as 495',
      report: 'where to write the report page; report.json is written beside it',
      'dry-run': 'plan and report only, write nothing into the database',
      review: 'whether to ask about likely duplicates: ask or none (for CI; such records are not merged)',
      'fail-on': 'which findings end with exit code 1: error, warning or never',
    },
  },
  plan: {
    summary:
      'Reads, cleans, checks and compares with the target, and writes the plan and the dry-run report; changes nothing.',
    flags: {
      mapping: 'mapping file; default perenos.yaml in the project folder',
      output: 'where to write the plan',
      to: 'the SQLite database, when the mapping names no other target',
      report: 'where to write the report page',
      ...loading,
      'detailed-exitcode': 'exit with 20 when there is something to apply',
      review: 'whether to ask about likely duplicates: ask or none (for CI; such records are not merged)',
      'fail-on': 'which findings end with exit code 1: error, warning or never',
    },
  },
  apply: {
    summary: 'Performs exactly the operations of a plan, each once; also continues a run that was interrupted.',
    parameters: { plan: 'plan file made by perenos plan' },
    flags: {
      yes: 'do not ask',
      'dry-run': 'show what would be done',
      ...loading,
      'expect-hash': 'refuse any plan but the one with this hash: the one that was signed',
      report: 'where to write the report page of the load',
    },
  },
  show: {
    summary: 'Shows a plan: its report, or one operation with its data.',
    parameters: { plan: 'plan file' },
    flags: { op: 'show this operation of the plan' },
  },
  resume: {
    summary: 'Continues the last run that did not come to its end.',
    flags: {
      ...loading,
      yes: 'do not ask',
    },
  },
  verify: {
    summary: 'Reads back what a run wrote into the target and compares it field by field.',
    parameters: { run: 'run id; default the newest run' },
    flags: {
      ...pacing,
      sample: 'share of the records to check: 5%',
      all: 'check every record',
      plan: 'plan file instead of a run',
    },
  },
  rollback: {
    summary: 'Makes a plan that takes back what a run did; apply it like any other.',
    parameters: { run: 'run id; default the newest run' },
    flags: {
      ...pacing,
      output: 'where to write the plan',
      plan: 'plan file instead of a run',
      report: 'where to write the report page',
    },
  },
  status: { summary: 'Lists the runs of the project and what became of them.', flags: {} },
};
