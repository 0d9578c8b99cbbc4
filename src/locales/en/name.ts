import type { nameIssues } from '../../model/issues/name.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const name: WordingsOf<typeof nameIssues> = {
  'name.two-people': {
    title: 'Two people in one cell',
    message: ({ first, rest }) => `The cell names two people: "${first}" and "${rest}". The name was kept whole.`,
    cause: 'The old database kept a couple or two employees on one card.',
    fix: 'Split the record in the source, or split the contact after loading.',
    example: 'Иванов Иван, Петрова Мария',
  },
  'name.not-a-person': {
    title: 'Not the name of a person',
    message: () =>
      'The name field holds an organisation, an address, a test record or a word in place of a name. Kept whole.',
    cause: 'The field was filled so that the card could be saved, or a company was entered as a contact.',
    fix: 'Enter the name, move the record to the companies or drop it with a filter of the mapping.',
    example: 'ООО Ромашка; Тест; не указано',
  },
  'name.digits': {
    title: 'Digits in a name',
    message: ({ text }) => `The name holds "${text}". It was kept whole.`,
    cause: 'A phone, a card number or a copy number was written behind the name.',
    fix: 'Move the digits to a field of their own and leave only the name.',
    example: 'Иванов Иван 2',
  },
  'name.order-uncertain': {
    title: 'Surname and first name cannot be told apart',
    message: ({ last, first }) => `Either "${last}" or "${first}" may be the surname. The name was kept whole.`,
    cause: 'Both words are surnames as well as first names, or neither looks like a known first name.',
    fix: 'Give the order of the whole column: {person_name: {order: LFM}}, or correct the record.',
    example: 'Роман Александр',
  },
  'name.extra-words': {
    title: 'More words than a name has parts',
    message: () =>
      'There are more words than parts of a name, and which one is extra is not clear. The name was kept whole.',
    cause: 'A remark, a nickname or a former surname was written beside the name.',
    fix: 'Leave surname, first name and patronymic only; write a double surname with a hyphen.',
    example: 'Иванов Иван Сергеевич Дачник',
  },
  'name.parts-uncertain': {
    title: 'Parts of the name unknown',
    message: () => 'The words do not tell surname, first name or nickname. The name was kept whole.',
    cause: 'The name is rare, foreign or a single word.',
    fix: 'Nothing when the record is right; else enter surname and first name.',
    example: 'Зубр',
  },
  'name.keyboard-layout': {
    title: 'Typed in the wrong keyboard layout',
    message: ({ meant }) => `Probably "${meant}" was meant. The text was left as it is.`,
    cause: 'The name was typed in Russian with the Latin layout on.',
    fix: 'Accept the suggested name if it is right.',
    example: 'Bdfyjd Cthutq → Иванов Сергей',
  },
  'name.mixed-scripts': {
    title: 'Cyrillic and Latin letters in one word',
    message: ({ word }) => `The word "${word}" mixes two alphabets, and its letters have no twins to be replaced with.`,
    cause: 'The word is made of a Russian and a Latin part, or was mistyped.',
    fix: 'Check the word and type it in one alphabet.',
    example: 'Иvanов',
  },
  'name.letters-lost': {
    title: 'Letters lost',
    message: () => 'There are question marks in place of letters: the text cannot be restored.',
    cause: 'The file was saved in an encoding that does not have these letters.',
    fix: 'Export the data again as UTF-8.',
    example: '?????? ????',
  },
  'name.org-only-form': {
    title: 'Nothing but a legal form',
    message: () => 'The name holds a legal form and nothing else.',
    cause: 'The name was not finished when it was entered.',
    fix: 'Enter the name of the company.',
    example: 'ООО',
  },
  'name.initials-only': {
    title: 'Initials in place of a name',
    message: ({ initials }) => `There are only the initials "${initials}": first name and patronymic are not filled.`,
    cause: 'The name comes from a document or was written short.',
    fix: 'Enter the full name if it is known.',
    example: 'Иванов С.П.',
  },
  'name.remark': {
    title: 'Remark in a name',
    message: ({ text }) => `"${text}" was taken out of the name.`,
    cause: 'A post or an explanation was written beside the name.',
    fix: 'See that the remark went to the right field; correct the record when it is part of the name.',
    example: 'Иванов Иван (директор)',
  },
  'name.entrepreneur': {
    title: 'Sole trader among people',
    message: ({ mark }) => `"${mark}" stands before the name: this is a sole trader.`,
    cause: 'A sole trader was entered as a contact.',
    fix: 'Load this record as a company too if you need the company.',
    example: 'ИП Иванов Иван Иванович',
  },
  'name.lookalike': {
    title: 'Look-alike letters replaced',
    message: ({ repaired }) => `Latin and Cyrillic letters were mixed; repaired: "${repaired}".`,
    cause: 'Some letters were typed in the other layout: c and с, o and о look the same.',
    fix: 'Check the repaired text.',
    example: 'Кyзнeцoв → Кузнецов',
  },
  'name.mojibake': {
    title: 'Encoding repaired',
    message: ({ repaired, misreading }) =>
      `The text had been read in the wrong encoding (${misreading}); restored: "${repaired}".`,
    cause: 'The old program mixed up encodings when it exported or imported.',
    fix: 'Check the restored text.',
    example: 'РџРµС‚СЂ → Петр',
  },
  'name.org-remark': {
    title: 'Remark in a company name',
    message: ({ text }) => `The name carries the remark "${text}".`,
    cause: 'A state, an address or an explanation was written beside the name.',
    fix: 'See whether the record is needed and the name is right.',
    example: 'ООО «Ромашка» (ликвидировано)',
  },
  'name.org-identifier': {
    title: 'Number in a company name',
    message: ({ kind, value }) => `The name holds a number: ${kind.toUpperCase()} ${value}.`,
    cause: 'The number was written beside the name instead of in its own field.',
    fix: 'Give the number a column of its own.',
    example: 'ООО «Ромашка» ИНН 7707083893',
  },
};
