import type { JsonExpected, jsonIssues } from '../../model/issues/json.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

const expectedText: Readonly<Record<JsonExpected, string>> = {
  value: 'a value',
  key: 'a name in quotes',
  colon: 'a colon',
  comma: 'a comma or the closing bracket',
  end: 'the end of the file',
};

export const json: WordingsOf<typeof jsonIssues> = {
  'json.syntax': {
    title: 'broken JSON',
    message: ({ file, line, column, expected, found }) =>
      `"${file}", line ${line}, column ${column}: ${JSON.stringify(found)} where ${expectedText[expected]} should be`,
    cause: 'The file was edited by hand, glued from parts or damaged, or it is not JSON.',
    fix: 'Export the file again; JSON has no comments, no single quotes and no comma after the last item.',
    example: '{"name": \'Ivanov\'} → {"name": "Ivanov"}',
  },
  'json.string': {
    title: 'broken text in JSON',
    message: ({ file, line, column }) =>
      `"${file}", line ${line}, column ${column}: the text in quotes has a line break or a backslash that JSON does not allow`,
    cause: 'The program that wrote the file did not escape special characters, or a closing quote is missing.',
    fix: 'Export the file again; in JSON a line break is written \\n and a backslash \\\\.',
    example: '"folder": "C:\\Customers" → "folder": "C:\\\\Customers"',
  },
  'json.unfinished-line': {
    title: 'unfinished line of JSON Lines',
    message: ({ file, line, column }) =>
      `"${file}", line ${line}: the record breaks off at the end of the line (column ${column}), a bracket is not closed`,
    cause: 'In JSON Lines every record stands on a line of its own; the end of this one is lost.',
    fix: 'Export the file again, or mend the line.',
    example: '{"name": "Ivanov", "phone": — and the line ends',
  },
  'json.trailing': {
    title: 'something after the end of JSON',
    message: ({ file, line, column }) =>
      `"${file}", line ${line}, column ${column}: more text after the end of the data`,
    cause: 'Several exports were put together in one file, or the file is damaged.',
    fix: 'Split the file: one JSON document a file. Files with one object a line are read as JSON Lines.',
    example: '[{"name": "Ivanov"}][{"name": "Petrov"}]',
  },
  'json.path': {
    title: 'no such path in JSON',
    message: ({ file, path }) => `"${file}" has nothing at the path "${path}"`,
    cause: 'The path is misspelt, or the export is of another kind.',
    fix: 'Correct path, or leave it out so that every list of objects becomes a table.',
    example: 'path: data.items, and the records are in data.contacts',
  },
  'json.duplicate-key': {
    title: 'a name twice in one object',
    message: ({ key }) => `the object has "${key}" more than once; each is kept in a column of its own`,
    cause: 'The program that wrote the file repeated a field.',
    fix: 'Look at both columns and map the right one.',
    example: '{"phone": "+79161234567", "phone": "+79281234567"} → two columns',
  },
  'json.outside-tables': {
    title: 'values outside the lists',
    message: ({ names }) => `these stand beside the lists of records and are not read: ${names}`,
    cause: 'Exports put page numbers and totals there; a file with one record keeps the record itself there.',
    fix: 'If the file is one record, read it with path: "".',
    example: '{"total": 50, "contacts": [...]}',
  },
  'json.nested-list': {
    title: 'a list inside a list',
    message: ({ column }) => `"${column}" is a list inside a list and is given as JSON text`,
    cause: 'A table cell holds one level of lists.',
    fix: 'Nothing, unless the field is needed: then take it from the JSON text.',
    example: '"phones": [["+79161234567", "work"]] → the cell holds the text [["+79161234567","work"]]',
  },
};
