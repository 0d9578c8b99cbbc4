import type { csvIssues } from '../../model/issues/csv.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const csv: WordingsOf<typeof csvIssues> = {
  'csv.stray-quote': {
    title: 'stray quote',
    message: () => 'a quote stands inside a cell and is not doubled; the cell is kept as written',
    cause: 'The export does not follow the rule that a quote inside a cell is doubled and the cell is quoted.',
    fix: 'Compare the row with the source system: if cells have moved, correct the quotes in the file.',
    example: 'LLC "Daisy" Trade',
  },
  'csv.missing-quote': {
    title: 'closing quote missing',
    message: ({ column }) =>
      `cell ${column} opens a quote that is never closed; it ends with its line, or the rows below would be lost in it`,
    cause: 'The value starts with a quote that belongs to the text, or the export lost its closing quote.',
    fix: 'Check the cell; double the quote or close it in the file.',
    example: '17;"Daisy LLC;Moscow',
  },
  'csv.swallowed-lines': {
    title: 'a cell that looks like rows',
    message: ({ lines }) =>
      `one cell holds ${lines} whole ${lines === 1 ? 'line' : 'lines'} that look like rows of the table`,
    cause: 'A quote opened earlier was closed by the quote of another row, and the rows between became one cell.',
    fix: 'Look at the row in a text editor; if a closing quote is missing, add it and read the file again.',
    example: 'line 12 has an open quote: "Romashka Ltd;… — and the cell goes on to the quote in line 15',
  },
  'csv.extra-cells': {
    title: 'too many cells',
    message: ({ cells, columns }) =>
      `the row has ${cells} cells, the header ${columns}; the values have probably moved`,
    cause: 'A value holds the delimiter and is not quoted, so it was cut in two.',
    fix: 'Quote the value in the file, or export with another delimiter.',
    example: '1,Daisy, LLC,Moscow',
  },
  'csv.short-row': {
    title: 'too few cells',
    message: ({ cells, columns }) =>
      `the row has ${cells} cells, the header ${columns}; the missing ones are taken as empty`,
    cause: 'The export leaves out empty cells at the end, or a line break inside a cell cut the row in two.',
    fix: 'If the rest of the row stands on the next line, quote the cell with the line break.',
    example: 'headings Name;Phone;Email, row Ivan Ivanov;+79161234567 → the email is empty',
  },
  'csv.cut-off': {
    title: 'the last row is cut off',
    message: ({ cells, columns }) =>
      `the file ends without a line end in a row of ${cells} cells where the header has ${columns}: the end of the file may be missing`,
    cause: 'The download is incomplete or the export was interrupted.',
    fix: 'Compare the last row with the source system; export the file again.',
    example: 'the last line of the file is "Ivanov Iv" and there are eight columns',
  },
  'csv.repeated-header': {
    title: 'the header repeats',
    message: () => 'the line repeats the header and is not taken as a row',
    cause: 'Several exports were put together in one file.',
    fix: 'Nothing; make sure that no part is in the file twice.',
    example: 'line 501 is "Name;Phone;Email" again: two exports were joined into one file',
  },
  'csv.only-headings': {
    title: 'headings but no records',
    message: ({ file, headings }) => `"${file}" has headings (${headings}) but no records`,
    cause: 'The export is empty, or the file was saved without its data.',
    fix: 'Check that this is the right file; if its one line is data without headings, give the source header_row: 0.',
    example: 'the file is one line: Name;Phone;Email',
  },
  'csv.delimiter-unsure': {
    title: 'delimiter not certain',
    message: ({ delimiter }) =>
      `the delimiter ${JSON.stringify(delimiter)} is the likeliest, but it cuts the lines unevenly`,
    cause: 'The lines of the file have different numbers of cells.',
    fix: 'Look at the columns found; if they are wrong, name the delimiter: delimiter: ";".',
    example: 'Ivanov, Ivan;+7 916 123-45-67 — both the comma and the semicolon give rows of uneven length',
  },
  'csv.header-unsure': {
    title: 'header not certain',
    message: () => 'the line taken for the header looks like data',
    cause: 'The file has no header, or the header holds numbers.',
    fix: 'Name the line of the header: header_row: 3; for a file without a header header_row: 0.',
    example: 'the first line of the file is "1;Ivan Ivanov;+79161234567" → header_row: 0',
  },
  'csv.unclosed-quote': {
    title: 'quote never closed',
    message: ({ file, line }) =>
      `"${file}", line ${line}: the row opens a quote that is not closed up to the end of the file`,
    cause: 'The file is cut off inside a cell, or a quote in this row is not doubled.',
    fix: 'Get the whole file again; if it is whole, correct the quotes in that line.',
    example: 'line 7: "Romashka Ltd;+79161234567 — no second " follows to the end of the file',
  },
  'csv.broken': {
    title: 'broken CSV',
    message: ({ file, line, reason }) => `"${file}", line ${line}: the row cannot be read (${reason})`,
    cause: 'The row breaks the quoting that the options of the source ask for.',
    fix: 'Correct the line, or the options quote and escape.',
    example: '"Romashka" Ltd;+79161234567 → "Romashka Ltd";+79161234567',
  },
  'csv.zero-byte': {
    title: 'zero bytes in the file',
    message: ({ file, line }) => `"${file}", line ${line}: zero bytes, which no text holds`,
    cause: 'The file was damaged by a crash or a failing disk, or it is not text.',
    fix: 'Get the file again. If it cannot be had any more, take the bytes 00 out (tr -d "\\000" < old.csv > new.csv) and compare this line with the old system.',
    example: 'after a power cut the end of the file is filled with bytes 00',
  },
  'csv.header-row': {
    title: 'no header in that line',
    message: ({ file, line }) => `"${file}": no row starts at line ${line}, where the header should be`,
    cause: 'The line is empty, stands inside a quoted cell, or the file is shorter.',
    fix: 'Correct header_row, or leave it out so that the header is found.',
    example: 'header_row: 3, and line 3 is empty; the headings are in line 4',
  },
};
