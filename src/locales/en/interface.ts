import type { InterfaceTexts } from '../command-texts.ts';

export const interfaceTexts: InterfaceTexts = {
  purpose: "Moves a company's customer data into its new CRM and cleans it on the way.",
  pathTitle: 'The usual path',
  examplesTitle: 'Examples',
  usageTitle: 'Usage',
  flagsTitle: 'Flags',
  globalFlagsTitle: 'Flags of every command',
  networkFlagsTitle: 'Flags of commands that may call a server',
  parametersTitle: 'Parameters',
  commandsTitle: 'Commands',
  exitCodesTitle: 'Exit codes',
  moreHelp: 'perenos COMMAND --help shows examples and flags of a command; perenos help lists all commands and topics.',
  documentation: 'Reference: docs/reference in the package; completion by Tab: perenos completion.',
  error: 'error',
  warning: 'warning',
  notice: 'notice',
  value: 'value',
  reason: 'reason',
  fix: 'fix',
  suggestion: 'perhaps',
  line: 'line',
  column: 'column',
  sheet: 'sheet',
  next: 'Next',
  globalFlags: {
    lang: 'language of messages: ru or en',
    json: 'print one JSON document to stdout',
    events: 'write what happens as lines of JSON: to a file, - (stdout) or /dev/fd/3',
    quiet: 'print errors and the result only',
    verbose: 'say more; twice for stack traces',
    color: 'colour: auto, always or never',
    'no-color': 'no colour',
    'no-input': 'never ask; fail where a question would be asked',
    project: 'folder of the project',
    limit: 'change a limit on input: name=value',
    mask: 'personal data in output: none, partial or full',
    help: 'show help',
    version: 'print the version',
  },
  networkFlags: {
    'ca-file': 'certificates of authorities to trust besides those known, PEM or DER',
    'tls-pin':
      'SHA-256 of the public key a server must have, [host=]sha256:…; with the right key its certificate need not be vouched for, any other key is refused; may be repeated',
    'token-file': 'file with the secret of the connection, - for standard input; CONNECTION=FILE for one of several',
  },
  askSecret: (connection) => `Secret of the connection "${connection}" (what you type is not shown):`,
  exitCodes: {
    0: 'done; no issue at or above --fail-on',
    1: 'finished, but some records were rejected or --fail-on was reached',
    2: 'wrong flags, environment, mapping or state, or a confirmation is missing',
    3: 'a source cannot be read',
    4: 'the target is down or over its limits; safe to run again',
    5: 'a data-quality limit or guard rail was exceeded; nothing was written',
    6: 'the plan does not fit any more; plan again',
    7: 'authentication, permission, wrong portal or foreign database',
    8: 'operations in doubt or duplicates left',
    9: 'verify found differences',
    10: 'another run holds the lock',
    11: 'disk full, file permissions, memory limit',
    20: 'there is something to apply (plan --detailed-exitcode only)',
    70: 'a defect of perenos; the path of a crash file is printed',
    130: 'interrupted by Ctrl-C; the same command goes on',
    143: 'stopped by SIGTERM; the same command goes on',
  },
  undoing: 'undoing',
  phases: {
    read: 'reading',
    match: 'finding duplicates',
    relate: 'resolving relations',
    plan: 'comparing with the target',
    apply: 'loading',
    report: 'writing the report',
  },
  tempo: {
    perSecond: (count) => `${count}/s`,
    perHour: (count) => `${count}/h`,
    left: (duration) => `≈ ${duration} left`,
    until: (clock) => `until ${clock}`,
    hours: (count) => `${count} h`,
    minutes: (count) => `${count} min`,
    seconds: (count) => `${count} s`,
  },
  runColumns: ['run', 'started', 'status', 'target'],
  runStatus: { running: 'interrupted', done: 'done', issues: 'done, some rejected', doubt: 'in doubt' },
  aboutToWrite: (creates, updates, place) => `${place}: ${creates} records will be created, ${updates} changed.`,
  confirmQuestion: 'Go on? [y/N]',
  loadedInto: (place) => `Loaded into ${place}`,
  heldBack: 'Nothing was written: what is named above has to be decided first.',
  dryRunOnly: 'Nothing was written: this was a dry run.',
  reportAt: (file) => `Report: ${file}`,
  example: 'example',
  noRejects: 'No record was rejected.',
  rejectsWritten: (count, file) => `${count} rejected records written to ${file}`,
  rejectColumns: ['File', 'Sheet', 'Line', 'Code', 'Reason', 'Remedy'],
  checked: (files, errors, warnings) => `files: ${files}, errors: ${errors}, warnings: ${warnings}`,
  tableOf: (name, rows, preset) =>
    `${name === '' ? 'Table' : `Table "${name}"`}: ${rows} rows${preset === undefined ? '' : `, ready mapping: ${preset}`}`,
  written: (file) => `Written: ${file}`,
  askSource: 'File to migrate (empty: none yet):',
  unmappedColumns: ['map', 'value', 'rows'],
  allMapped: 'Every value has an entry.',
  importedFrom: (file) => `Made from ${file} by perenos mapping import; correct the file names of sources.`,
  importLeftOut: 'Not converted, or needing a look:',
  importReasons: {
    unmapped: 'mapped to nothing in the original',
    'empty-constant': 'an empty fixed value; use clear: true to clear the field of the target',
    'no-kind': 'perenos has no such kind of record',
    option: 'a setting of the other tool, not needed here',
    filter: 'a filter: bring it over to where:',
    'record-type': 'a record type of Salesforce; add a field with const: if it is needed',
    lookup: 'a relation without a counterpart: its value is kept as a custom field',
    'no-key': 'no key is named: replace key: auto by a column',
    'parent-key': "the parent is found by this field: its column must be the key: of the parent's block",
    'not-understood': 'not understood',
  },
  emptyMapping: (project, target) => `# yaml-language-server: $schema=./.perenos/mapping-1.schema.json
# perenos help mapping tells what can stand here; perenos mapping suggest drafts it from your files.
perenos: 1
project: ${project}
target: {type: ${target}}

sources:
  people: {file: in/contacts.xlsx, key: Code}

load:
  people:
    entity: contact
    from: people
    key: Code
    fields:
      full_name: {from: Name, do: [collapse_spaces, person_name], required: true}
      phones: [{from: Phone, do: [phone], on_error: keep}]
      emails: [{from: E-mail, do: [email], on_error: keep}]
`,
  topics: 'Help topics',
  help: {
    mapping: `A mapping file (perenos.yaml) says which columns become which fields.

perenos: 1
project: romashka
sources:
  people: {file: in/contacts.xlsx, sheet: Contacts, key: Code}
load:
  people:
    entity: contact            # company, contact, lead, deal, activity, note, product, user
    from: people
    key: Code                  # the old system's id: must stay the same from export to export
    where: 'row["Deleted"] != "yes"'
    fields:
      full_name: {from: Name, do: [collapse_spaces, person_name], required: true}
      phones: [{from: Phone, type: work, do: [phone], on_error: keep}]
      company: {ref: companies, by: Company code, on_missing: stub}

on_error: reject (default), drop, keep (raw text goes to the comment), default.
on_missing: reject, null, stub, defer.
class: none, name, phone, email, address, birth_date, doc_number, inn_person, free_text — how a field is masked, when not as usual.

sources: may say what an export must look like; what differs is a finding, and freeze loads nothing (exit code 5):
  people: {file: in/contacts.xlsx, columns: {Code: text, Turnover: money}, contract: {columns: warn, types: freeze}}
columns: freeze, warn, ignore for new and missing columns; by default a missing one that is used stops, others are warnings. types: freeze
(default), warn. Types: text, number, integer, money, date, datetime, bool, phone, email, url, inn, kpp, ogrn. Without columns: the contract
is about headers.json (perenos check --save-headers headers.json).
perenos mapping suggest makes a draft, perenos check finds mistakes, perenos help functions lists what do: can hold.`,
    expressions: `where:, when:, expr: and count_where: hold CEL expressions. They see
  row["Column"]   cell as text, "" when empty      cell(row, "Column")   the same, "" when there is no such column
  value           after from: and do:              src, const.x, rownum, file
and may call num, money, date, now, digits, lower, upper, title, trim, cut, split, join, join_nonempty, first, last,
coalesce, blank, word, rx, rx_replace, rx_extract, contains_any, lookup, inn_ok, phone_ok, email_ok, hash, days_between, translit.

where: 'row["Type"] == "client" && num(row["Turnover"]) > 0'
expr: 'join_nonempty(", ", [row["City"], row["Street"]])'`,
    privacy: `Nothing leaves the machine but the calls to the target you configure. There is no telemetry.
Personal data is masked in reports and output: --mask none|partial|full (partial on a terminal, full when CI is set).
Plans, rejected rows and before-images hold unmasked values and lie in .perenos/ (mode 0700, ignored by git).
Secrets are read from files (--token-file, PERENOS_<CONNECTION>_TOKEN_FILE), the environment or the terminal, never from
the values of flags or from mappings; they are kept out of everything that is printed. The keychain is not used.`,
    environment: `PERENOS_LANG, PERENOS_COLOR, PERENOS_MASK, PERENOS_LIMIT, PERENOS_QUIET,
PERENOS_VERBOSE, PERENOS_JSON, PERENOS_INPUT, PERENOS_EVENTS   the same as the flags of these names
PERENOS_PROJECT   project folder
PERENOS_<CONNECTION>_TOKEN_FILE   file with the secret of a connection; PERENOS_<CONNECTION>_TOKEN the secret itself, for CI
PERENOS_CA_FILE, PERENOS_TLS_PIN   the same as --ca-file and --tls-pin
HTTPS_PROXY, NO_PROXY   proxy, http://user:password@proxy:port, and the servers reached without it; this computer never needs it
NO_COLOR          no colour          FORCE_COLOR   colour without a terminal
CI                no questions, no redrawing, full masking
LC_ALL, LC_MESSAGES, LANG   language when nothing else says it

A flag wins over a variable, a variable over perenos.local.yaml, that over cli: of perenos.yaml, and that over your own
~/.config/perenos/config.yaml. perenos config show --origin says where each value came from.`,
  },
  kinds: {
    user: 'users',
    product: 'products',
    company: 'companies',
    contact: 'contacts',
    lead: 'leads',
    deal: 'deals',
    activity: 'activities',
    note: 'notes',
  },
};
