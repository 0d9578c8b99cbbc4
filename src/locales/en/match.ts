import type { matchIssues } from '../../model/issues/match.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

const decisions = { same: '"the same"', different: '"different"' } as const;

export const match: WordingsOf<typeof matchIssues> = {
  'match.shared-value': {
    title: 'value shared by many',
    message: ({ field, value, records }) =>
      `"${value}" (${field}) stands in ${records} records; nobody was merged by it`,
    cause:
      'This is what a switchboard number or a common mailbox looks like: it tells where people work, not who they are.',
    fix: 'Nothing to do. If it is one person after all, raise the limit shared in the dedupe section.',
    example: '+7 495 123-00-00 of forty employees',
  },
  'match.placeholder': {
    title: 'placeholder value',
    message: ({ field, value, records }) => `"${value}" (${field}) looks like a placeholder, records: ${records}`,
    cause: 'The field was mandatory and something had to be typed.',
    fix: 'Nothing to do: such values do not count when duplicates are searched.',
    example: '+7 000 000-00-00, no@mail.ru',
  },
  'match.block-skipped': {
    title: 'too common a feature',
    message: ({ key, value, records }) =>
      `feature "${key}" = "${value}" is shared by ${records} records; they were not compared by it alone`,
    cause: 'Common names in a large city are shared by many people and prove nothing by themselves.',
    fix: 'Nothing to do: such records are compared by finer features. The limit is max_block in the dedupe section; for weak features (part of a date of birth, the start of a surname) it is lower in files of more than 100,000 records, for a full name without a patronymic in files of more than 400,000.',
    example: 'the name "Alexander" and the city "Moscow" of 4,000 contacts: they are compared by phone, email, INN',
  },
  'match.large-cluster': {
    title: 'large group of duplicates',
    message: ({ kind, name, records }) => `${records} records were merged into ${kind} "${name}"`,
    cause: 'The person or firm was entered many times, or different records hang together by a shared value.',
    fix: 'Look at the group. What does not belong is taken out by the decision "different".',
    example: 'the contact "Ivan Ivanov" made of 35 records: perhaps the phone of a reception',
  },
  'match.decision-stale': {
    title: 'decision out of date',
    message: ({ left, right, decision, who }) =>
      `${left} and ${right} were decided to be ${decisions[decision]} (${who}), but a record has changed since`,
    cause: 'A name, phone, e-mail or identifier of one of the records changed after the decision.',
    fix: 'Answer again: the pair is back in the list of questions.',
    example: 'П-101 and 55 were called the same, and 55 has had a new name and phone since',
  },
  'match.decision-refused': {
    title: 'contradicting decisions',
    message: ({ left, right }) =>
      `${left} and ${right} are said to be the same, but other records keep them apart; not merged`,
    cause:
      'Through a chain the records are called the same, directly or by different tax numbers they are different. "Different" is stronger.',
    fix: 'Check the decisions about the records of this chain and withdraw the wrong one.',
    example: 'A = B and B = C, but A ≠ C: the three do not become one record',
  },
  'match.decision-overruled': {
    title: 'two people disagree',
    message: ({ left, right, who }) =>
      `${left} and ${right} were later decided otherwise than by ${who}; the last word counts`,
    cause: 'Several people worked on the list of questions.',
    fix: 'Agree on an answer and record it again if needed.',
    example: 'Petrov answered "same", Sidorova later "different": "different" counts',
  },
  'match.decisions-unreadable': {
    title: 'decisions file unreadable',
    message: ({ file, reason }) => `the decisions file "${file}" cannot be read: ${reason}`,
    cause: 'Missing permission, or a directory in place of a file.',
    fix: 'Check the path and the permission to read.',
    example: '.perenos/decisions.ndjson belongs to another user of this computer',
  },
  'match.decision-invalid': {
    title: 'error in the decisions file',
    message: ({ file, line, reason }) => `"${file}", line ${line}: not a decision about duplicates (${reason})`,
    cause: 'The file was edited by hand or comes from another version of the tool.',
    fix: 'Correct or remove the line. Every line is a JSON object of its own.',
    example: '{"left": "П-101"} has neither the second record nor the decision',
  },
  'match.unknown-record': {
    title: 'no such record',
    message: ({ name }) => `the plan has no company or contact "${name}"`,
    cause: 'The name is misspelt, the record was rejected, or it belongs to another run.',
    fix: 'Name it as system:key or by its number in the plan; perenos review list shows names.',
    example: 'crm:17',
  },
  'match.not-decisions': {
    title: 'no decisions in the file',
    message: ({ file }) => `"${file}" is not a file with decisions about duplicates`,
    cause: 'It is another file, or the columns with group and decision were deleted.',
    fix: 'Import a file made by perenos review export, or decisions.json from the page.',
    example: 'perenos review import clients.xlsx instead of the file that perenos review export made',
  },
  'match.not-a-pair': {
    title: 'not a pair',
    message: ({ left, right }) => `"${left}" and "${right}" cannot be compared: one record, or records of two kinds`,
    cause: 'One record was named twice, or a company and a contact.',
    fix: 'Name two companies or two contacts.',
    example: 'perenos explain-match excel:П-101 excel:П-101 → perenos explain-match excel:П-101 site:1',
  },
  'match.duckdb-failed': {
    title: 'DuckDB failed',
    message: ({ reason }) => `the search for duplicates with engine: duckdb stopped: ${reason}`,
    cause: 'Mostly the disk of the folder for temporary files is full; nothing was merged or written.',
    fix: 'Free space there, or name another folder in the environment variable TMPDIR (TEMP on Windows), and run the command again.',
    example: 'IO Error: No space left on device',
  },
  'match.duckdb-missing': {
    title: 'DuckDB not installed',
    message: ({ reason }) => `engine: duckdb needs the package @duckdb/node-api, which cannot be loaded: ${reason}`,
    cause: 'The package is optional: it was left out on installation, or has no build for this system.',
    fix: 'Install it (npm install @duckdb/node-api@1.5.6-r.1), or set engine: local in the dedupe section: the outcome is the same.',
    example: 'engine: duckdb after npm install --omit=optional',
  },
};
