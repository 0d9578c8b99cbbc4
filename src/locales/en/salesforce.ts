import type { salesforceIssues } from '../../model/issues/salesforce.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const salesforce: WordingsOf<typeof salesforceIssues> = {
  'salesforce.part-missing': {
    title: 'a part of the export is missing',
    message: ({ org, missing, parts }) =>
      `the export of organisation ${org} has ${parts} archives, and these were not given: ${missing}`,
    cause: 'Salesforce cuts a large export into WE_…_1.ZIP, WE_…_2.ZIP and so on; not all were downloaded or named.',
    fix: 'Download the missing archives and name all at once, such as WE_*.ZIP. Salesforce deletes them after 48 hours: then order a new export.',
    example: 'WE_00D…_1.ZIP and WE_00D…_3.ZIP are named, WE_00D…_2.ZIP is missing',
  },
  'salesforce.lost-letters': {
    title: 'letters were lost by the export',
    message: ({ object, column, percent }) =>
      `the export has question marks in place of letters: ${object}.${column}, ${percent} % of the words; they cannot be restored`,
    cause:
      'The export was made in a Western encoding (ISO-8859-1): Salesforce wrote "?" for whatever it lacks, every Cyrillic letter included.',
    fix: 'Ask for a new export: Setup → Data Export → Export File Encoding: Unicode (UTF-8).',
    example: '???????? → Смирнова',
  },
  'salesforce.lost-words': {
    title: 'some words are question marks',
    message: ({ object, column, count }) =>
      `cells with question marks in place of words: ${count}; the first is ${object}.${column}`,
    cause: 'The encoding of the export lacks the letters of these words, and Salesforce wrote "?" for them.',
    fix: 'Export the data again in Unicode (UTF-8), or enter these values by hand.',
    example: '????????? → 楽天株式会社',
  },
  'salesforce.object-unknown': {
    title: 'unknown kind of records',
    message: ({ file }) => `"${file}" does not show which object its records are of`,
    cause:
      'The file has no Id column, and neither its name nor its headings tell whether it is Account, Contact or another.',
    fix: 'Name the object with the option object of the source, such as object: Contact.',
    example: 'export.csv with the headings Field1,Field2 → object: Contact',
  },
  'salesforce.no-data': {
    title: 'no Salesforce data',
    message: ({ file }) => `"${file}" holds no file with records of Salesforce`,
    cause: 'Another folder or archive was named, or the export is empty.',
    fix: 'Name the folder or the archives that hold files such as Account.csv and Contact.csv.',
    example: 'an archive with nothing but pictures',
  },
  'salesforce.plan-file-missing': {
    title: 'a file of the plan is missing',
    message: ({ file, name }) => `the plan "${file}" names the file ${name}, which is not there`,
    cause: 'The files that sf data export tree wrote were put in different folders or renamed.',
    fix: 'Put all files of the export beside the plan.',
    example: 'Account-Contact-plan.json names Accounts.json, and only Contacts.json lies beside it',
  },
  'salesforce.truncated': {
    title: 'the export is probably truncated',
    message: ({ object, rows }) => `${object}: ${rows} records, which is where an export is usually cut off`,
    cause:
      'Unless told otherwise sf gives at most 50,000 records (old versions of tree export 1,000 or 2,000) and only warns.',
    fix: 'Compare with the count in Salesforce; if there are more, use sf data export bulk or Data Export.',
    example: 'Contact: 50,000 records to the one',
  },
  'salesforce.id-repaired': {
    title: 'the case of ids was restored',
    message: ({ column, count }) =>
      `${column}: ids had lost their case, which was restored from the checksum; cells: ${count}`,
    cause: 'The file went through a program that changes the case of letters, which matters in ids of Salesforce.',
    fix: 'Nothing to do: the last three characters of an id tell which letters are capitals.',
    example: '001X0000002XLCVAA2 → 001x0000002xLCVAA2',
  },
  'salesforce.id-broken': {
    title: 'a damaged id',
    message: ({ column, count }) =>
      `${column}: the checksum of ids is wrong, relations will not be found; cells: ${count}`,
    cause: 'The id was typed by hand, cut or damaged by another program.',
    fix: 'Export the file again or correct the cells from the record.',
    example: 'AccountId 001D000000IRFMAIA5 became 001d000000irfmaia5 in a spreadsheet',
  },
  'salesforce.repeated-ids': {
    title: 'records repeated in parts of the export',
    message: ({ object, count }) =>
      `${object}: records that another part of the export had already: ${count}; taken once`,
    cause: 'A record came into two archives, or a file lies in two places.',
    fix: 'Nothing to do when the parts were made on one day; otherwise keep one export.',
    example: 'WE_…_1.ZIP and WE_…_2.ZIP both hold an Account.csv with common records',
  },
  'salesforce.same-file': {
    title: 'the same file was read already',
    message: ({ other }) => `the file equals "${other}" byte for byte and was left out`,
    cause: 'The file lies in two archives, or in an archive and beside it.',
    fix: 'Nothing to do.',
    example: 'Contact.csv and "Contact (1).csv"',
  },
  'salesforce.file-skipped': {
    title: 'not a file of Salesforce',
    message: () => 'the file lies in the export, but shows no records of Salesforce; it was not read',
    cause: 'A stray file lies in the folder, or it was saved again beyond recognition.',
    fix: 'If its records are needed, name it by itself, with the options format and object.',
    example: 'readme.csv among Account.csv and Contact.csv',
  },
  'salesforce.link-dropped': {
    title: 'a link to an object that is not moved',
    message: ({ object, prefix, target, count }) =>
      `${object}: links to records of ${target === '' ? `ids starting with ${prefix}` : `${target} (${prefix})`}, which are not moved: ${count}; the ${object} records themselves are kept`,
    cause: 'Tasks, events and files may belong to anything in Salesforce: a case, a mass mailing, a custom object.',
    fix: 'If the new system needs these records, add a block for them to the mapping.',
    example: 'the WhatId of a Task begins with 500: a Case',
  },
  'salesforce.owners-inactive': {
    title: 'owners who do not work here any more',
    message: ({ owners, records }) => `records owned by inactive users: ${records}; ${owners}`,
    cause: 'A user of Salesforce was deactivated and the records were not handed over.',
    fix: 'Decide who gets them: section `owners` of the mapping, or a map of people (maps, kind: user).',
    example: '340 records of a user with IsActive = false → name their new owner in maps',
  },
  'salesforce.owners-unknown': {
    title: 'owners that are not in the export',
    message: ({ owners, records, queues }) =>
      `records whose owners are not in the export: ${records} (owners ${owners}, of them queues ${queues}); the section \`owners\` of the mapping says what becomes of them`,
    cause: 'A record belongs to a queue and not to a person, or User.csv was not exported.',
    fix: 'Add User.csv, or name a default owner in the map of people.',
    example: 'OwnerId 00G… is a queue and not a person',
  },
  'salesforce.body-missing': {
    title: 'the content of a file is not in the export',
    message: ({ name }) => `there is a record of the file "${name}", and the file itself is not in the export`,
    cause: 'The export was made without attachments and files, or the file is too large for it.',
    fix: 'Order the export with "Include images, documents, and attachments" and "Include Salesforce Files".',
    example: 'ContentVersion.csv names contract.pdf, and the archive has no such file',
  },
  'salesforce.report-furniture': {
    title: 'lines of a report that are no records',
    message: ({ rows, sample }) => `totals and signatures of the report were set aside: ${rows}; the first: ${sample}`,
    cause: 'A report of Salesforce ends with signatures and holds lines of totals.',
    fix: 'Nothing to do; if records are among them, export the report as Details Only.',
    example: '"Grand Totals (340 records)" and "Confidential Information - Do Not Distribute" below the table',
  },
  'salesforce.report-no-ids': {
    title: 'a report without ids',
    message: ({ object }) =>
      `the report has no column with the id of ${object}: it can be related to others by name only`,
    cause: 'The report lacks a column such as "Opportunity ID".',
    fix: 'Add the columns with the ids of the record and of its account and export again; Data Export is the most complete.',
    example: 'the report has "Opportunity Name" and no "Opportunity ID"',
  },
  'salesforce.unresolved-reference': {
    title: 'a reference that leads nowhere',
    message: ({ reference }) => `no file of the export has the record ${reference}; the reference was left empty`,
    cause: 'Not all related objects were exported, or files of two exports were mixed.',
    fix: 'Export the tree again together with the missing object.',
    example: '@ContactRef7',
  },
  'salesforce.nul-removed': {
    title: 'zero characters removed',
    message: ({ object }) => `${object}: the text held characters of code 0, which were removed`,
    cause: 'They come into Salesforce from old programs and mean nothing.',
    fix: 'Nothing to do.',
    example: 'a Description held the character of code 0, which means nothing',
  },
  'salesforce.null-words': {
    title: 'the word null in place of an empty cell',
    message: ({ column, count }) => `${column}: cells hold the word null: ${count}; it was kept as text`,
    cause: 'Old versions of sf data query wrote null where Salesforce has nothing.',
    fix: 'If that is so, set the option null_words: empty of the source; otherwise nothing.',
    example: 'null',
  },
  'salesforce.apostrophe': {
    title: 'an apostrophe before a phone was removed',
    message: ({ column, count }) => `${column}: numbers began with an apostrophe, which was removed; cells: ${count}`,
    cause: 'In spreadsheets an apostrophe keeps a number from being computed; it stayed in the data.',
    fix: 'Nothing to do.',
    example: "'+79991112233 → +79991112233",
  },
  'salesforce.date-order': {
    title: 'day and month cannot be told apart',
    message: ({ column }) => `${column}: no date of the column shows whether the day or the month comes first`,
    cause: 'The file was saved again in a spreadsheet, or the report was exported with local dates.',
    fix: 'Name the order with the option date of the source: day-first or month-first.',
    example: '03/04/2024',
  },
  'salesforce.currency-unknown': {
    title: 'the currency of amounts is not named',
    message: ({ object, count }) => `${object}: amounts without a currency: ${count}; the default currency was taken`,
    cause:
      'The organisation has one currency and Salesforce does not write it, or the column CurrencyIsoCode was not exported.',
    fix: 'Name the currency of the organisation: defaults.currency of the mapping.',
    example: 'Amount 1500 without CurrencyIsoCode → defaults: {currency: USD}',
  },
};
