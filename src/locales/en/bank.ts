import type { bankIssues } from '../../model/issues/bank.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

const reasons = { bank: 'a bank', treasury: 'the treasury or the tax service', own: 'a company of your own' } as const;

export const bank: WordingsOf<typeof bankIssues> = {
  'bank.not-exchange': {
    title: 'no statement for 1C',
    message: ({ file }) => `"${file}" does not begin with the line 1CClientBankExchange`,
    cause: 'It is another file, or its beginning is lost.',
    fix: 'Export the statement from the bank in the 1C format.',
    example: 'instead of kl_to_1c.txt the file is statement.txt with the first line "Выписка по счёту за март"',
  },
  'bank.continuation': {
    title: 'a line without "="',
    message: ({ key }) => `a line without "=" was joined to the field "${key}"`,
    cause: 'The bank broke a long value into several lines.',
    fix: 'Check the value of the field.',
    example: 'НазначениеПлатежа=Оплата по счёту 15 / next line: от 03.03.2026 → one value',
  },
  'bank.unfinished': {
    title: 'a document that does not end',
    message: ({ document }) => `the document "${document}" does not end with КонецДокумента`,
    cause: 'The file was cut or put together by hand.',
    fix: 'Check the last documents and export the statement again.',
    example:
      'СекцияДокумент=Платежное поручение is followed by the next СекцияДокумент, with no КонецДокумента between',
  },
  'bank.no-end': {
    title: 'no line КонецФайла',
    message: ({ file }) => `"${file}" has no line КонецФайла`,
    cause: 'Some banks do not write it; a file that was cut looks the same.',
    fix: 'Compare the number of documents with the bank.',
    example: 'the last line of the file is КонецДокумента and not КонецФайла',
  },
  'bank.bad-date': {
    title: 'a date that cannot be read',
    message: ({ key }) => `the field "${key}" is not a date dd.mm.yyyy`,
    cause: 'The bank put something else into the field.',
    fix: 'Check the document in the bank.',
    example: 'Дата=31.02.2026 or Дата=2026/03/05',
  },
  'bank.bad-number': {
    title: 'ИНН or КПП is no good',
    message: ({ key }) => `the field "${key}" does not look real and was not taken`,
    cause: 'The bank put a placeholder or a number with extra digits.',
    fix: 'Fill in the number by hand if it is needed.',
    example: '0000000000',
  },
  'bank.party-set-aside': {
    title: 'not a customer',
    message: ({ reason }) => `this looks like ${reasons[reason]}`,
    cause: 'A statement holds bank fees, taxes and transfers between own accounts.',
    fix: 'If it is a customer after all, drop the condition on the column Пропуск in the mapping.',
    example: 'the payee "Казначейство России (ФНС России)" is a tax and not a customer',
  },
  'bank.person-with-company-inn': {
    title: 'a person with the ИНН of a company',
    message: ({ inn }) => `the name of a person, but the ИНН ${inn} has 10 digits; it was not taken`,
    cause: 'For transfers to a card the bank gives its own ИНН.',
    fix: 'Nothing to do.',
    example: 'Плательщик1=Иванов Иван Иванович, ПлательщикИНН=7707083893, which is the INN of Sberbank',
  },
};
