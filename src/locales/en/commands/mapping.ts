import type { CommandTexts } from '../../command-texts.ts';

/** Commands for files and mappings before anything moves. */
export const mappingCommands: Readonly<Record<string, CommandTexts>> = {
  inspect: {
    summary:
      'Says what a file holds: tables, fill, kinds and variety of values, quality of phones and e-mail, likely duplicates, oddities, and the ready mapping that fits.',
    parameters: { file: 'files to look at' },
    flags: {
      output: 'where to write the profile: *.html is a page to send, *.json is for programs',
      format: 'format of the files instead of the one found by content',
      encoding: 'encoding of text files, such as windows-1251',
      delimiter: 'delimiter of text tables',
      sheet: 'sheet of a workbook by name or number',
    },
  },
  check: {
    summary:
      'Checks mapping files without network or target: syntax, shape, meaning, columns, fields of the target by its snapshot, and mapping tests.',
    parameters: { file: 'mapping files; default perenos.yaml in the project folder' },
    flags: {
      level: '1 YAML syntax, 2 shape, 3 meaning and columns, 4 fields and stages of the target, 5 mapping tests',
      format: 'text, json, or a report for CI: sarif, junit, github, gitlab',
      output: 'where to write the report; default stdout',
      headers: 'committed headings instead of headers.json beside the mapping, where the files are absent',
      'save-headers': 'write the headings of the files that were read',
      'target-schema': 'snapshot of the target instead of target-schema.json beside the mapping',
      tests: 'folder of mapping tests instead of tests beside the mapping',
      'fail-on': 'which problems end with a failure: error, warning or never',
    },
  },
  init: {
    summary: 'Makes a project: a mapping file, its schema for editors and the state folder.',
    parameters: { dir: 'folder of the project; default the current one' },
    flags: {
      source: 'file to migrate; may be given several times',
      target: 'where to load: sqlite',
      name: 'name of the project; must not change after the first load',
      yes: 'ask nothing',
    },
  },
  'mapping suggest': {
    summary: 'Drafts a mapping for files by their headings and values, with a remark on how sure each line is.',
    flags: {
      source: 'file to migrate; may be given several times',
      target: 'where to load: sqlite',
      output: 'file to write; default stdout',
      name: 'name of the project',
      format: 'format of the files instead of the one found by content',
      encoding: 'encoding of text files, such as windows-1251',
      delimiter: 'delimiter of text tables',
      sheet: 'sheet of a workbook by name or number',
    },
  },
  'mapping import': {
    summary:
      "Turns another tool's mapping into ours: the same fields, fixed values, value maps and relations; lists the rest.",
    parameters: { file: 'an .sdl, mapping.yml or export.json file' },
    flags: {
      from: 'whose file it is: sdl (Salesforce Data Loader), cumulusci or sfdmu',
      object: 'object of Salesforce for an .sdl file whose name does not say it',
      name: 'name of the project',
      output: 'file to write; default stdout',
    },
  },
  'mapping maps': {
    summary: 'Lists the values that value maps have no entry for; --fill adds them to the CSV files.',
    parameters: { file: 'mapping file; default perenos.yaml in the project folder' },
    flags: { fill: 'add the values to the files of the maps: what is left is the column to' },
  },
  'mapping schema': {
    summary: 'Prints the JSON Schema of mapping files, for completion and checks in editors.',
    flags: {
      'target-schema': 'snapshot of the target: its fields, pipelines, stages and people are completed too',
      output: 'file to write; default stdout',
    },
  },
};
