import type { IdentifierKind } from '../../model/identifier-kind.ts';
import type { identifierIssues } from '../../model/issues/identifier.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

const names: Readonly<Record<IdentifierKind, string>> = {
  inn: 'INN',
  kpp: 'KPP',
  ogrn: 'OGRN',
  ogrnip: 'OGRNIP',
  okpo: 'OKPO',
  bik: 'BIK',
  account: 'account number',
  snils: 'SNILS',
  kz_id: 'BIN/IIN of Kazakhstan',
  by_unp: 'UNP of Belarus',
  ua_edrpou: 'EDRPOU of Ukraine',
  ua_rnokpp: 'RNOKPP of Ukraine',
  md_idno: 'IDNO of Moldova',
};

const nameOf = (kind: IdentifierKind) => names[kind];

const countries = { KZ: 'Kazakhstan', UA: 'Ukraine', BY: 'Belarus' } as const;

export const identifier: WordingsOf<typeof identifierIssues> = {
  'identifier.length': {
    title: 'wrong length of a number',
    message: ({ kind, length, expected }) => `${nameOf(kind)}: ${length} characters instead of ${expected}`,
    cause: 'The number is incomplete, has extra characters or stands in the wrong field.',
    fix: 'Correct the number in the source.',
    example: 'INN 77070838 has 8 digits, not 10 or 12',
  },
  'identifier.characters': {
    title: 'stray characters in a number',
    message: ({ kind }) => `${nameOf(kind)}: there are characters it never has`,
    cause: 'Letters instead of digits (О for zero), Cyrillic instead of Latin letters, or other text.',
    fix: 'Correct the number; fix_lookalikes before the check helps with letters instead of digits.',
    example: '77О7083893',
  },
  'identifier.checksum': {
    title: 'check digits do not fit',
    message: ({ kind }) => `${nameOf(kind)}: the check digits do not fit; the value was kept`,
    cause: 'A typo: at least one digit is wrong.',
    fix: 'Compare the number with the documents and correct the source.',
    example: '7707083894',
  },
  'identifier.check-digit': {
    title: 'check digits do not fit',
    message: ({ kind }) => `${nameOf(kind)}: the check digits do not fit`,
    cause: 'A typo: at least one digit is wrong. The mapping says checksum: reject.',
    fix: 'Compare the number with the documents and correct the source.',
    example: '7707083894',
  },
  'identifier.inn-leading-zero': {
    title: 'an INN lost its leading zero',
    message: ({ length }) => `the INN has ${length} digits; with a zero in front the check digits fit`,
    cause: 'Excel kept the INN as a number and dropped its leading zero (regions 01 to 09).',
    fix: 'Accept the suggestion, or set {inn: {restore_zero: true}} for the whole column.',
    example: '277012341 → 0277012341',
  },
  'identifier.leading-zero': {
    title: 'a leading zero seems lost',
    message: ({ kind }) => `${nameOf(kind)}: the first digit is missing, probably a zero`,
    cause: 'Excel kept the number as a number and dropped its leading zero.',
    fix: 'Check the suggestion; pad puts the zero back for a whole column.',
    example: '44525225 → 044525225',
  },
  'identifier.zero-restored': {
    title: 'leading zero put back',
    message: ({ kind }) => `${nameOf(kind)}: the leading zero was put back, the check digits fit`,
    cause: 'Excel kept the number as a number and dropped its leading zero; the mapping says restore_zero.',
    fix: 'Check some values.',
    example: '277012341 → 0277012341',
  },
  'identifier.filler': {
    title: 'no number',
    message: ({ kind }) => `${nameOf(kind)}: zeros, a dash or “нет” instead of a number; the field stays empty`,
    cause: 'The field was filled with a placeholder.',
    fix: 'Nothing to do.',
    example: '0000000000',
  },
  'identifier.placeholder': {
    title: 'placeholder number',
    message: ({ kind }) => `${nameOf(kind)} is never one digit repeated`,
    cause: 'The program insisted on a number and somebody typed anything.',
    fix: 'Delete it in the source or enter the real one.',
    example: '1111111111',
  },
  'identifier.scientific': {
    title: 'digits of a number lost',
    message: ({ kind }) => `${nameOf(kind)} in scientific notation: its last digits were not kept`,
    cause: 'Excel showed the long number as 7.70708E+09 and it was saved that way.',
    fix: 'Export the column again as text: the digits cannot be restored.',
    example: '7.70708E+09',
  },
  'identifier.precision-lost': {
    title: 'digits of a number lost',
    message: ({ kind }) => `${nameOf(kind)} is kept as a number of more than 15 digits: the last ones became zeros`,
    cause: 'Excel keeps at most 15 digits of a number.',
    fix: 'Export the column again as text: the digits cannot be restored.',
    example: 'account 40702810900000012345 in Excel → 40702810900000000000',
  },
  'identifier.inn-kpp': {
    title: 'INN and KPP in one cell',
    message: ({ kpp }) => `the INN was taken; beside it stands the KPP ${kpp}`,
    cause: 'The column holds both numbers.',
    fix: 'Map the same column to kpp with the function kpp, so that the KPP is kept.',
    example: '7707083893/773601001',
  },
  'identifier.other-kind': {
    title: 'a number of another kind',
    message: ({ kind, looks }) => `this is no ${nameOf(kind)} but looks like: ${nameOf(looks)}`,
    cause: 'The number was typed into the wrong field.',
    fix: 'Move it to the right field or map the column differently.',
    example: '7707083893 in the column of OGRN is an INN',
  },
  'identifier.foreign': {
    title: 'looks like a number of another country',
    message: ({ country }) => `the check digits of a Russian INN do not fit, those of ${countries[country]} do`,
    cause: 'A foreign company whose number stands in the INN field. It may be chance too: a typo in a Russian INN.',
    fix: 'Map foreign numbers to tax_id and tax_country.',
    example: '971240001315',
  },
  'identifier.bik-start': {
    title: 'unusual BIK',
    message: () => 'a Russian BIK begins with zero; the value was kept',
    cause: 'A typo, or a bank of another country.',
    fix: 'Compare it with the details of the bank.',
    example: '144525225 instead of 044525225',
  },
  'identifier.text-around': {
    title: 'text around the number',
    message: ({ kind }) => `${nameOf(kind)} was taken from a text, the rest left out`,
    cause: 'The cell holds whole bank details.',
    fix: 'If the rest matters, map the column to the comment as well.',
    example: 'INN 7707083893, Moscow → 7707083893',
  },
};
