import type { systemsIssues } from '../../model/issues/systems.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const systems: WordingsOf<typeof systemsIssues> = {
  'vcard.stray-line': {
    title: 'a line of a card without a field name',
    message: () => 'this line belongs to no field of the card; it is kept in the column "Unread lines"',
    cause: 'The program that wrote the file did not mark where a long text goes on, or the file was edited by hand.',
    fix: 'Look at the line: most often it continues a note or an address. Move it to its field.',
    example: 'NOTE:Call after six, / and ask for Anna — the second line is not indented',
  },
  'vcard.damaged-text': {
    title: 'damaged letters in a card',
    message: ({ charset }) =>
      `some bytes are not text in the stated character set (${charset}); "�" stands in their place`,
    cause: 'The phone cut a long text in the middle of a letter, or states the wrong character set.',
    fix: 'Export the contact again or type the text; when every card states the wrong set, give encoding.',
    example: 'NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0 → И�',
  },
  'vcard.no-name': {
    title: 'a card without a name',
    message: ({ name }) => `the card has no name and no organisation, so the contact is called "${name}"`,
    cause: 'Only a number or an e-mail address was saved.',
    fix: 'Type the name in the address book, or after loading.',
    example: 'the card holds TEL:+79161234567 and nothing else',
  },
  'vcard.no-end': {
    title: 'an unfinished card',
    message: () => 'the next card began before this one ended; what there is has been read',
    cause: 'The file was put together of pieces or is cut.',
    fix: 'Compare the record with the address book, or export again.',
    example: 'BEGIN:VCARD … BEGIN:VCARD with no END:VCARD between',
  },
  'vcard.inner-card': {
    title: 'a card inside a card',
    message: () => 'another card lies inside this one (usually an assistant); it is not read',
    cause: 'Version 2.1 keeps the agent of a person this way.',
    fix: 'If that person matters, save them as a card of their own.',
    example: 'AGENT: / BEGIN:VCARD / FN:Anna, secretary / END:VCARD',
  },
  'vcard.outside': {
    title: 'text outside of cards',
    message: () => 'this line stands outside BEGIN:VCARD and END:VCARD and is not read',
    cause: 'Foreign text got into the file, or the beginning of a card is lost.',
    fix: 'Look at the file around this line; export again when a beginning is lost.',
    example: 'a line "Export of 2026-03-05" before the first BEGIN:VCARD',
  },
  'money.not-addable': {
    title: 'values that cannot be added',
    message: () => 'the lines of one record cannot be added: their currencies differ, or one is no number',
    cause: 'The record takes several lines in the file, and one of them writes its amount in another way.',
    fix: 'Correct the amount in the file, or take it from another column.',
    example: 'rows of one deal: 1,500 ₽ and $20',
  },
  'trello.actions-cut': {
    title: 'not all of the history is in the Trello export',
    message: ({ count }) =>
      `the export holds the last ${count} actions, the most Trello gives: older comments are not in the file`,
    cause: 'A board export holds at most the last 1000 actions.',
    fix: 'If older comments matter, export the cards one by one or read the history through the API of Trello.',
    example: 'a board of 4,000 actions, an export of the last 1,000',
  },
  'database.no-address': {
    title: 'no database address in the file',
    message: ({ file, schemes }) =>
      `"${file}" should hold one line with the address of the database (${schemes}://...)`,
    cause: 'The file is empty, holds several addresses, or an address of another kind.',
    fix: 'Write an address such as postgres://user:password@server:5432/base; lines with # are not read.',
    example: 'mysql://reader:password@10.0.0.5:3306/crm',
  },
  'database.address-given': {
    title: 'the address of a database stands in the command',
    message: ({ scheme }) => `an address ${scheme}://... with its password is not taken out of the command line`,
    cause: 'What stands in a command line is seen by every user of the computer and stays in the history of the shell.',
    fix: 'Write the address into a file of its own (chmod 600 crm.url) and name the file: perenos inspect crm.url.',
    example: 'perenos run postgres://user:password@server/base → perenos run crm.url',
  },
  'database.open-secret': {
    title: 'the file with the password is open to everybody',
    message: () => 'other users of this computer may read the file with the address and password of the database',
    cause: 'The file has ordinary permissions.',
    fix: 'Close the file: chmod 600 name-of-the-file.',
    example: '-rw-r--r-- base.url → chmod 600 base.url',
  },
  'database.failed': {
    title: 'the database answered with an error',
    message: ({ file, reason }) => `"${file}": ${reason}`,
    cause: 'The server cannot be reached, refuses the name and password, or the query is wrong.',
    fix: 'Check the address, the right to read, and the query; psql or mysql can try the connection.',
    example: 'password authentication failed for user "reader"',
  },
  'database.needs-file': {
    title: 'a SQLite database cannot be read out of an archive',
    message: ({ file }) => `"${file}" lies in an archive, and SQLite needs a file on disk`,
    cause: 'A database file is not read from start to end.',
    fix: 'Unpack the archive and name the file itself.',
    example: 'backup.zip with crm.db inside → unpack it and name crm.db',
  },
  'database.not-a-query': {
    title: 'the query does not only read',
    message: ({ file }) => `"${file}": the query must be one SELECT that changes nothing`,
    cause: 'The query writes, or gives no rows.',
    fix: 'Put a SELECT in its place.',
    example: 'query: DELETE FROM clients → query: SELECT * FROM clients',
  },
};
