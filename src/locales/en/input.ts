import type { inputIssues } from '../../model/issues/input.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const input: WordingsOf<typeof inputIssues> = {
  'input.not-found': {
    title: 'file not found',
    message: ({ file }) => `there is no file "${file}"`,
    cause: 'The path is misspelt or the file is in another folder.',
    fix: 'Check the path; quote a name with spaces.',
  },
  'input.directory': {
    title: 'a folder, not a file',
    message: ({ file }) => `"${file}" is a folder, a file is needed`,
    cause: 'A folder was named instead of a file.',
    fix: 'Name a file inside the folder or a pattern such as in/*.csv.',
  },
  'input.no-permission': {
    title: 'no permission to read',
    message: ({ file }) => `no permission to read "${file}"`,
    cause: 'The user perenos runs as may not read this file.',
    fix: 'Grant read permission or copy the file to a folder of yours.',
  },
  'input.unreadable': {
    title: 'file cannot be read',
    message: ({ file, reason }) => `"${file}" cannot be read: ${reason}`,
    cause: 'The file is damaged or another program holds it.',
    fix: 'Close it in other programs or export it again.',
  },
  'input.empty': {
    title: 'file is empty',
    message: ({ file }) => `"${file}" holds no data`,
    cause: 'The export did not finish, or there was nothing to export.',
    fix: 'Export the data again.',
  },
  'input.unknown-format': {
    title: 'format not recognised',
    message: ({ file }) => `cannot tell what kind of file "${file}" is`,
    cause: 'The content is not like any format that perenos reads.',
    fix: 'Name the format with --format; perenos help formats lists them.',
  },
  'input.unknown-source': {
    title: 'unknown format',
    message: ({ format, known }) => `there is no format "${format}"; there are: ${known}`,
    cause: 'The name of the format is misspelt.',
    fix: 'Name one of those listed, or leave the format out.',
  },
  'input.wrong-format': {
    title: 'another format',
    message: ({ file, expected, found }) => `"${file}" is not ${expected} but ${found}`,
    cause: 'The extension or the format given does not fit the content.',
    fix: 'Leave the format out, so that it is found by content, or correct it.',
  },
  'input.truncated': {
    title: 'file breaks off',
    message: ({ file, place }) => `"${file}" breaks off: ${place}`,
    cause: 'The download is incomplete or the export was interrupted.',
    fix: 'Get the whole file again.',
  },
  'input.limit': {
    title: 'limit exceeded',
    message: ({ file, limit, value, allowed }) => `"${file}": ${limit} is ${value}, allowed is ${allowed}`,
    cause: 'The file is larger than an honest export gets, or built to exhaust memory.',
    fix: 'If you trust the file, raise the limit with --limit name=value.',
  },
  'input.encoding-unknown': {
    title: 'encoding not recognised',
    message: ({ file, best, confidence }) =>
      `the encoding of "${file}" is not certain; nearest is ${best} (confidence ${Math.round(confidence * 100)} %)`,
    cause: 'The file holds little text, or fits several encodings.',
    fix: 'Name the encoding: --encoding windows-1251, or encoding: in the mapping.',
  },
  'input.encoding-unsupported': {
    title: 'encoding not supported',
    message: ({ encoding }) => `perenos does not know the encoding "${encoding}"`,
    cause: 'The name is misspelt, or the encoding is not supported.',
    fix: 'Possible: utf-8, utf-16le, utf-16be, windows-1251, cp866, koi8-r, latin1.',
  },
  'input.encoding-damage': {
    title: 'damaged characters',
    message: ({ encoding, place }) => `bytes that are not ${encoding}, replaced by �: ${place}`,
    cause: 'The file was put together from parts in different encodings, or is damaged.',
    fix: 'Export the file again; if the encoding was recognised wrongly, name it.',
  },
  'input.lost-characters': {
    title: 'characters lost before',
    message: () => 'the file itself has the sign � in place of characters',
    cause: 'An earlier program read the data in the wrong encoding and wrote � for what it did not understand.',
    fix: 'The characters cannot be restored from this file: export from the source system again, in UTF-8.',
    example: 'Иван��',
  },
  'input.options': {
    title: 'wrong source option',
    message: ({ source, option, reason }) => `source ${source}, option "${option}": ${reason}`,
    cause: 'There is no such option, or its value does not fit.',
    fix: 'Correct the option; perenos help formats lists them.',
  },
  'input.xml': {
    title: 'broken XML',
    message: ({ file, line, column, reason }) =>
      `"${file}", line ${line}, column ${column}: not well-formed XML (${reason})`,
    cause: 'The file is cut off, damaged or glued from parts.',
    fix: 'Export the file again; editing it in a text editor is often what breaks it.',
  },
  'input.xml-doctype': {
    title: 'XML with a DOCTYPE',
    message: ({ file, line }) => `"${file}", line ${line}: a DOCTYPE declaration`,
    cause: 'Business formats do without DOCTYPE; it is used to pull in other files and to exhaust memory.',
    fix: 'Get the file from a source you trust, or remove the declaration.',
  },
  'input.no-table': {
    title: 'no such table',
    message: ({ table, known }) => `the file has no table "${table}"; it has: ${known}`,
    cause: 'The file holds no such records, or the name of the sheet or table is misspelt.',
    fix: 'If there should be some, check select or sheet in the mapping.',
  },
  'input.no-rows': {
    title: 'no rows',
    message: ({ file, table }) => (table === '' ? `"${file}" has no rows` : `"${file}", "${table}" has no rows`),
    cause: 'There is a header and no data.',
    fix: 'Check that this is the right file and the right sheet.',
  },
  'input.total-row': {
    title: 'row of totals',
    message: ({ label }) => `the row of totals${label === '' ? '' : ` "${label}"`} is no record and was set aside`,
    cause: 'The report has totals below its data or between them.',
    fix: 'If it is a record, give the source options: {summary_rows: keep}.',
  },
  'input.group-row': {
    title: 'row of a group',
    message: ({ label }) => `the row of the group "${label}" is no record and was set aside`,
    cause: 'The report is grouped: its rows stand below this one.',
    fix: 'If it is a record, give the source options: {summary_rows: keep}.',
  },
  'input.footer-row': {
    title: 'line below the table',
    message: ({ label }) => `the line "${label}" below the table is no record and was set aside`,
    cause: 'Below the report stand its date, signatures or remarks.',
    fix: 'If it is a record, give the source options: {summary_rows: keep}.',
  },
};
