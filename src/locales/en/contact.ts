import type { contactIssues } from '../../model/issues/contact.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const contact: WordingsOf<typeof contactIssues> = {
  'email.syntax': {
    title: 'not an e-mail address',
    message: () => 'the value is not an e-mail address',
    cause: 'The @ or the zone is missing, there are stray characters, or the column holds something else.',
    fix: 'Correct the address in the source; if the column holds other things too, set on_error: drop.',
    example: 'ivan.mail.ru',
  },
  'email.part-invalid': {
    title: 'one of the addresses is wrong',
    message: ({ part }) => `“${part}” is no address, the others were taken`,
    cause: 'The cell holds several addresses and one is misspelt.',
    fix: 'Correct it in the source.',
  },
  'email.lookalike': {
    title: 'Cyrillic letters in the address',
    message: ({ repaired }) => `Cyrillic letters were replaced by the Latin ones they look like: ${repaired}`,
    cause: 'Part of the address was typed in the Russian layout: а, е, о, р, с look Latin.',
    fix: 'Check the address and correct the source as well.',
    example: 'ivаn@mail.ru → ivan@mail.ru',
  },
  'email.domain-typo': {
    title: 'probably a typo in the address',
    message: ({ domain, likely }) => `the domain “${domain}” looks like a misspelt “${likely}”`,
    cause: 'The address was mistyped; mail will not arrive. The value was not changed.',
    fix: 'Accept the suggestion if it is right, else leave the value.',
    example: 'ivan@gmial.com → ivan@gmail.com',
  },
  'email.placeholder': {
    title: 'placeholder address',
    message: () => 'this looks like an address typed only to fill the field',
    cause:
      'The program insisted on an address and somebody typed anything. Many different people share such addresses.',
    fix: 'Delete it in the source, or use empty_if to keep it out of the CRM.',
    example: 'no@mail.ru',
  },
  'email.filler': {
    title: 'filler instead of an address',
    message: () => 'there is no address, the field stays empty',
    cause: 'The field says “нет”, a dash or something like a@a.',
    fix: 'Nothing to do; if it was meant as an address, correct the source.',
    example: 'нет@нет',
  },
  'email.foreign-letters': {
    title: 'not only Latin letters in the address',
    message: () => 'there are other than Latin letters before the @',
    cause: 'Such addresses exist, but many mail services and CRMs refuse them.',
    fix: 'Check that the address is right and that the CRM takes it.',
    example: 'почта@ромашка.рф',
  },
  'email.text-around': {
    title: 'text beside the address',
    message: ({ text }) => `the address was taken from the cell and the rest left out: ${text}`,
    cause: 'The cell holds a name or a remark beside the address.',
    fix: 'If the remark matters, map the column to the comment as well.',
    example: 'Иван <ivan@romashka.ru> → ivan@romashka.ru',
  },
  'url.syntax': {
    title: 'not a web address',
    message: () => 'the value is not a web address',
    cause: 'The field for the site holds a name or another text.',
    fix: 'Correct the address in the source or set on_error: drop.',
    example: 'ромашка',
  },
  'url.part-invalid': {
    title: 'part of the value is no web address',
    message: ({ part }) => `“${part}” is no web address, the rest was taken`,
    cause: 'The cell holds several words or addresses, not all of them web addresses.',
    fix: 'Correct the value in the source.',
  },
  'url.email': {
    title: 'e-mail instead of a web address',
    message: () => 'this is an e-mail address, not a web address',
    cause: 'The value was typed into the wrong field.',
    fix: 'Map the column to emails as well, or correct the source.',
    example: 'info@romashka.ru',
  },
  'url.scheme': {
    title: 'link of a forbidden kind',
    message: ({ scheme }) => `links of the kind ${scheme}: are not moved`,
    cause: 'This is no web address; such a link may start a program.',
    fix: 'Replace it by an http or https address.',
    example: 'javascript:alert(1)',
  },
  'url.filler': {
    title: 'no web address',
    message: () => 'the field holds a filler and stays empty',
    cause: 'The field says “нет” or holds a dash.',
    fix: 'Nothing to do.',
  },
  'messenger.unreadable': {
    title: 'messenger not recognised',
    message: () => 'it is not clear which messenger or account this is',
    cause: 'The messenger is not named and the value does not tell.',
    fix: 'Name it, as in {messenger: telegram}, or correct the value.',
    example: 'ivan_petrov → {messenger: telegram}',
  },
  'messenger.filler': {
    title: 'no messenger',
    message: () => 'the field holds a filler and stays empty',
    cause: 'The field says “нет” or holds a dash.',
    fix: 'Nothing to do.',
  },
};
