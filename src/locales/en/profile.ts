import type { profileIssues } from '../../model/issues/profile.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

const types: Readonly<Record<string, string>> = {
  number: 'numbers',
  date: 'dates',
  phone: 'phones',
  email: 'e-mail addresses',
  flag: 'yes or no',
};

const readers: Readonly<Record<string, string>> = {
  phone: 'phones',
  email: 'e-mail addresses',
  inn: 'tax numbers (INN)',
  kpp: 'KPP codes',
  ogrn: 'OGRN numbers',
  date: 'dates',
  money: 'amounts',
};

const sharedValues: Readonly<Record<string, string>> = {
  row: 'are equal in every cell',
  phone: 'share a phone',
  email: 'share an e-mail address',
  inn: 'share a tax number',
  name: 'share a name',
};

const rows = { one: 'record', other: 'records' };
const groups = { one: 'group', other: 'groups' };
const values = { one: 'value is', other: 'values are' };

export const profile: WordingsOf<typeof profileIssues> = {
  'profile.lost-letters': {
    title: 'letters are lost',
    message: () => 'question marks or replacement signs stand where letters were',
    cause: 'The file was saved in an encoding that lacks these letters. They cannot be brought back from the file.',
    fix: 'Export the data again as UTF-8 or straight to Excel.',
    example: '????? ???????',
  },
  'profile.spreadsheet-error': {
    title: 'a formula error instead of a value',
    message: () => 'the cell holds an Excel error, not a value',
    cause: 'A formula pointed to something that is gone: a sheet, a row, another file.',
    fix: 'Open the original workbook, mend the formulas and save values.',
    example: '#REF!',
  },
  'profile.scientific': {
    title: 'a number in short form, digits are lost',
    message: () => 'Excel shortened a long number: its last digits are gone',
    cause: 'The file was opened in Excel, the column became numbers and was saved in short form.',
    fix: 'Export again and do not open the file in Excel, or make the column text before pasting.',
    example: '7.92812E+10',
  },
  'profile.digits-lost': {
    title: 'a number of more than 15 digits',
    message: () => 'Excel keeps 15 digits of a number; the rest became zeros',
    cause: 'A long number (account, card, document) stood in the cell as a number.',
    fix: 'Export the column as text.',
    example: '40702810900000012345 → 40702810900000000000',
  },
  'profile.mojibake': {
    title: 'text in the wrong encoding',
    message: ({ repaired }) => `read in the wrong encoding; it says "${repaired}"`,
    cause: 'On its way the text was read in another encoding.',
    fix: 'Put fix_mojibake first in do: of the mapping, or export again.',
    example: 'РџРµС‚СЂ → Петр',
  },
  'profile.lookalike': {
    title: 'Latin letters among Cyrillic ones',
    message: ({ word }) => `the word "${word}" mixes Latin and Cyrillic letters`,
    cause: 'Letters that look alike were typed in different layouts. Search and comparison miss such a word.',
    fix: 'Put fix_lookalikes in do: of the mapping; names of people and companies are mended by themselves.',
    example: 'Кyзнeцoв → Кузнецов',
  },
  'profile.formula': {
    title: 'a value that starts like a formula',
    message: () => 'the value starts with a sign that starts formulas in Excel',
    cause: 'A slip of the keyboard, or an attempt to make Excel run something.',
    fix: 'Look at the value. It is loaded as text and never computed.',
    example: '=HYPERLINK(...)',
  },
  'profile.far-date': {
    title: 'an unlikely date',
    message: ({ year }) => `year ${year}`,
    cause: 'The old system keeps an empty date as a far one: 1900-01-01, 9999-12-31. Or the year is misspelt.',
    fix: 'If it means "no date", list such values in empty_if.',
    example: '0001-01-01',
  },
  'profile.mixed-types': {
    title: 'values of different kinds',
    message: ({ expected, count }) =>
      `nearly all are ${types[expected] ?? expected}, but ${plural(count, values)} something else`,
    cause: 'Remarks or data of another column were typed here.',
    fix: 'Look at these values in the file: rows may have shifted.',
    example: 'the column "Date" has 990 dates and 10 cells such as "ask"',
  },
  'profile.repeated-key': {
    title: "a record's code occurs again",
    message: ({ count }) => `repeated: ${count}`,
    cause: 'The column looks like the code of a record in the old system, but rows share it.',
    fix: 'Check that this is the right column: records are known again by their code.',
    example: 'the code 55 of two customers',
  },
  'profile.repeated-heading': {
    title: 'a repeated heading',
    message: ({ count }) => `columns with this heading: ${count}`,
    cause: 'Several columns of the export have one name.',
    fix: 'Values of such columns are read together. If only one is needed, rename the others in the file.',
    example: 'Phone;Name;Phone',
  },
  'profile.unnamed-column': {
    title: 'a column without a heading',
    message: () => 'the column holds data but has no heading',
    cause: "The heading was erased, or the data right of the table are somebody's notes.",
    fix: 'Give it a heading if the data are needed.',
    example: 'nothing stands above column F with notes such as "call after 6 pm"',
  },
  'profile.unread': {
    title: 'some values cannot be read',
    message: ({ reader, count, filled }) => `${count} of ${filled} ${readers[reader] ?? ''} cannot be read`,
    cause: 'They are written so that they can mean several things: digits or a city code missing, text around.',
    fix: 'Look at the samples. Nothing is guessed: they stay in the comment and go to the workbook for mending.',
    example: 'phones "228-02-39" and "ask" among 1,000 that are read',
  },
  'profile.repeats': {
    title: 'likely duplicates',
    message: ({ by, records, groups: count }) =>
      `${plural(records, rows)} ${sharedValues[by] ?? ''}: ${plural(count, groups)}`,
    cause: 'One customer was entered several times, or several people share a phone.',
    fix: 'Nothing to do: duplicates are found on the way; sure ones are merged, about others you will be asked.',
    example: '+7 916 123-45-67 of Mr and of Mrs Ivanov',
  },
  'profile.stand-in': {
    title: 'a word for "none"',
    message: () => 'a word or sign that marks an empty field',
    cause: 'The field was mandatory, so something was typed.',
    fix: 'Phones, e-mail and names know such words; for other fields list them in empty_if.',
    example: '"-", "none", "n/a"',
  },
  'profile.spaces': {
    title: 'needless spaces',
    message: () => 'spaces at the ends, double or non-breaking ones',
    cause: 'They came with copying.',
    fix: 'Nothing to do where do: has collapse_spaces; the ready mappings have it.',
    example: '"Ivan  Ivanov " → "Ivan Ivanov"',
  },
  'profile.control-characters': {
    title: 'invisible characters',
    message: () => 'the value holds invisible characters',
    cause: 'They came from the clipboard or an old program.',
    fix: 'Nothing to do: they are removed when loading.',
    example: '"Romashka" with a character of code 0 after its last letter',
  },
  'profile.markup': {
    title: 'HTML in text',
    message: () => 'the text holds HTML tags or entities',
    cause: 'It was copied from a web page or a letter.',
    fix: 'Put strip_html in do: of the mapping.',
    example: '<p>Call&nbsp;early</p> → Call early',
  },
  'profile.empty-column': {
    title: 'an empty column',
    message: () => 'not one cell is filled',
    cause: 'The old system has the field, but nobody used it.',
    fix: 'Nothing to do: there is nothing to move.',
    example: 'the column "Fax": 0 of 1,000',
  },
  'profile.constant-column': {
    title: 'one value throughout',
    message: ({ value }) => `always "${value}"`,
    cause: 'The field fills itself and tells nothing apart.',
    fix: 'Decide whether the new system needs it.',
    example: 'the column "Country": always "Russia"',
  },
};
