import type { CommandTexts } from '../../command-texts.ts';

/** Commands for duplicates. */
export const duplicatesCommands: Readonly<Record<string, CommandTexts>> = {
  'review serve': {
    summary: 'Opens a page on which people decide which records are duplicates; on this machine only.',
    parameters: { run: 'run; the newest by default' },
    flags: {
      port: 'port; any free one by default',
      plan: 'plan file instead of a run',
      mapping: 'mapping file with the rules of merging; perenos.yaml of the project by default',
    },
  },
  'review list': {
    summary: 'Lists the pairs that a person has to decide about.',
    parameters: { run: 'run; the newest by default' },
    flags: { all: 'decided ones too', plan: 'plan file instead of a run', max: 'how many pairs to show' },
  },
  'review decide': {
    summary: 'Writes down a decision about two records; the next plan applies it.',
    parameters: {
      a: 'record: system:key or its number in the plan',
      b: 'the other record',
      decision: 'same, not-same or later',
    },
    flags: { plan: 'plan file to look for the records in' },
  },
  'review export': {
    summary:
      'Writes the questions about duplicates to CSV, an Excel workbook, or one HTML file that works without the program.',
    parameters: { run: 'run; the newest by default' },
    flags: {
      output: 'file to write, .csv, .xlsx or .html',
      all: 'decided ones too',
      plan: 'plan file instead of a run',
      mapping: 'mapping file with the rules of merging',
    },
  },
  'review import': {
    summary: 'Takes decisions about duplicates from CSV, an Excel workbook or decisions.json.',
    parameters: { file: 'file with decisions' },
    flags: {
      'dry-run': 'only check, write nothing',
      plan: 'plan file to look for the records in',
      mapping: 'mapping file with the rules of merging',
    },
  },
  split: {
    summary: 'Undoes a merge: writes down that all records of the group are different.',
    parameters: { record: 'a record of the group: system:key or its number in the plan' },
    flags: { plan: 'plan file instead of the newest' },
  },
  'explain-match': {
    summary: 'Explains why two records are, or are not, taken for the same: what each field adds, in bits.',
    parameters: { a: 'record: system:key or its number in the plan', b: 'the other record' },
    flags: { plan: 'plan file instead of the newest', mapping: 'mapping file with the rules of matching' },
  },
  lineage: {
    summary:
      'Writes what each planned record was made of: the records, which source record became which, where each value comes from, and the pairs that were found.',
    parameters: { run: 'the run; the newest without it' },
    flags: {
      output: 'folder for golden.jsonl, crosswalk.csv, provenance.jsonl and edges.jsonl (personal data)',
      plan: 'plan file instead of the newest',
    },
  },
  match: {
    summary:
      'Prints the SQL by which another engine finds candidate pairs and sums their weights, and exports the tables it reads. What is printed for duckdb is tried on DuckDB; for spark it is only checked to be standard SQL: it was not run on Spark.',
    flags: {
      'print-sql': 'engine: duckdb or spark',
      kind: 'whom to match: contact (people) or company',
      export:
        'also write the tables of keys, features and weights of the newest plan into this folder as CSV (personal data)',
      plan: 'plan file instead of the newest, for --export',
      mapping: 'mapping file with the rules of matching',
    },
  },
};
