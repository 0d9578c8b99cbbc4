import type { CommandTexts } from '../command-texts.ts';

/** Flags of commands that ask a CRM over its API. */
const pacing = {
  'max-rps': 'requests a second, at most, to a target with an API',
  schedule: 'share of the pace by hours of the day: 09:00-19:00=0.5',
  'max-wait': 'end with exit code 4 after this long without progress: 90s, 30m (usual), 2h',
};

/** Flags of commands that load into a CRM over its API. */
const loading = {
  ...pacing,
  'max-duration': 'send nothing after this long and end with exit code 4: 2h',
};

export const commandTexts: Readonly<Record<string, CommandTexts>> = {
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
  'ops list': {
    summary: 'Lists the operations of a run that are in doubt, or in another state.',
    parameters: { run: 'run id; default the newest run' },
    flags: { state: 'in_doubt, rejected, planned or done' },
  },
  'ops resolve': {
    summary: 'Says what became of an operation in doubt, when you have looked in the target yourself.',
    parameters: { operation: 'number of the operation' },
    flags: { as: 'done:ID, retry or skip', run: 'run id; default the newest run' },
  },
  'duplicates remove': {
    summary: 'Takes records away that exist once too often because a request was delivered twice.',
    parameters: { run: 'run id; default the newest run' },
    flags: {
      ...pacing,
      yes: 'do not ask',
      'dry-run': 'only list them',
    },
  },
  'state rebuild': {
    summary: 'Finds the records of a plan in the target again when the journal was lost.',
    parameters: { run: 'run id; default the newest run' },
    flags: {
      ...pacing,
      plan: 'plan file instead of a run',
    },
  },
  'audit verify': {
    summary: 'Checks that nobody changed the log of what was written into targets.',
    flags: {},
  },
  purge: {
    summary:
      'Deletes plans, reports, workbooks and other files with data of people, and keeps a log of what was deleted.',
    flags: { run: 'only of this run', all: 'of all runs', yes: 'do not ask', 'dry-run': 'only list the files' },
  },
  runbook: {
    summary: 'Prints the steps of the cut-over with the commands of this project.',
    flags: { mapping: 'mapping file', plan: 'plan whose numbers to show', output: 'file to write to' },
  },
  'target login': {
    summary: 'Keeps the secret of a connection in the project folder, readable by you only.',
    parameters: { connection: 'name of the connection in the mapping' },
    flags: {
      app: 'JSON with client_id, client_secret, redirect_uri and base: a person allows access in the browser',
      crm: 'whose application it is; by the name of the connection where it is left out',
      paste: 'do not wait for the browser on this computer: a person pastes the address',
    },
  },
  'target doctor': {
    summary: 'Checks rights, limits and what is already in the target; changes nothing.',
    flags: {
      ...pacing,
      mapping: 'mapping file',
    },
  },
  'target schema': {
    summary: 'Writes a snapshot of the fields, stages and people of the target, for check and for editors.',
    flags: {
      ...pacing,
      mapping: 'mapping file',
      output: 'file to write to',
    },
  },
  'target prepare': {
    summary: 'Makes the custom fields and markers that the mapping needs in the target, after asking.',
    flags: {
      ...pacing,
      mapping: 'mapping file',
      yes: 'do not ask',
      'dry-run': 'only list what is missing',
    },
  },
  status: { summary: 'Lists the runs of the project and what became of them.', flags: {} },
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
  'emulate bitrix24': {
    summary:
      'Runs a Bitrix24 portal for rehearsals on this computer, with the limits, errors and, if wanted, failures of a real one.',
    flags: {
      plan: 'limits of a plan: standard, enterprise or box (on-premise, none)',
      port: 'port; any free one by default',
      state: 'what to begin with: empty, demo (a small invented set) or the file of a snapshot from /admin/state',
      faults: 'JSON file with a list of failures: when which one happens',
      seed: 'start of the random numbers: the same number repeats the failures',
      speed: 'how many times faster than a real CRM: 1 is as slow, max waits for nothing',
      limits: 'whether requests are limited: on or off',
      clock: 'real or virtual: a virtual clock goes on only by requests and by /admin/clock',
      'secret-file': 'write what a loader connects with here, for --token-file',
      record:
        'write every request and answer to this file, one line of JSON each; secrets are masked, personal data is not',
      'tls-key': 'PEM key to serve https with; together with --tls-cert',
      'tls-cert': 'PEM certificate of that key',
    },
  },
  'emulate amocrm': {
    summary:
      'Runs an amoCRM account for rehearsals on this computer, with the limits, errors and, if wanted, failures of a real one.',
    flags: {
      port: 'port; any free one by default',
      state: 'what to begin with: empty, demo (a small invented set) or the file of a snapshot from /admin/state',
      faults: 'JSON file with a list of failures: when which one happens',
      seed: 'start of the random numbers: the same number repeats the failures',
      speed: 'how many times faster than a real CRM: 1 is as slow, max waits for nothing',
      limits: 'whether requests are limited: on or off',
      clock: 'real or virtual: a virtual clock goes on only by requests and by /admin/clock',
      'secret-file': 'write what a loader connects with here, for --token-file',
      record:
        'write every request and answer to this file, one line of JSON each; secrets are masked, personal data is not',
      'tls-key': 'PEM key to serve https with; together with --tls-cert',
      'tls-cert': 'PEM certificate of that key',
    },
  },
  phone: {
    summary: 'Brings phones to international form: every number found in a value, or in each line of stdin.',
    parameters: { value: 'values; none or - for stdin' },
    flags: { country: 'country of numbers without a country code', 'city-code': 'city code of local numbers' },
  },
  explain: {
    summary: 'Explains an issue or error by its code: what it means, why it happens, what to do.',
    parameters: { code: 'code such as phone.too-short' },
    flags: {},
  },
  clean: {
    summary: 'Cleans files without a CRM: phones, e-mails, names and duplicates, written as a table or JSON.',
    parameters: { file: 'files to clean' },
    flags: {
      output: 'file to write, .csv or .json; several kinds of records get a file each',
      preset: 'ready mapping to use instead of the one found by the headings',
      format: 'format of the files instead of the one found by content',
      encoding: 'encoding of text files, such as windows-1251',
      delimiter: 'delimiter of text tables',
      sheet: 'sheet of a workbook by name or number',
      country: 'country of phones without a country code',
      'city-code': 'city code of local phones',
      'csv-for': 'excel (safe to open, semicolons) or machine (raw, commas)',
      'fail-on': 'which findings end with exit code 1: error, warning or never',
    },
  },
  'config show': {
    summary: 'Shows the settings and, with --origin, where each value came from.',
    flags: { origin: 'where each value came from: flag, variable, file or default' },
  },
  completion: {
    summary: 'Prints the script for completion by Tab in bash, zsh, fish or PowerShell.',
    parameters: {
      shell: 'bash, zsh, fish, powershell; candidates is for the scripts',
      word: 'words of the command line',
    },
    flags: {},
  },
  help: { summary: 'Shows help on a command or a topic.', parameters: { topic: 'command or topic' }, flags: {} },
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
