import type { mappingIssues } from '../../../model/issues/mapping.ts';
import type { WordingsOf } from '../../../model/issue-definition.ts';

const contents = {
  phone: 'phones',
  email: 'e-mail addresses',
  url: 'web sites',
  inn: 'tax numbers',
  date: 'dates',
} as const;

/** Remarks in a suggested mapping. */
export const mappingSuggest = {
  'mapping.suggest-heading': {
    title: 'recognised by the heading',
    message: ({ confidence }) => `by the heading, confidence ${confidence} %`,
    cause: 'The heading is among the known names of the field.',
    fix: 'Look at the line and correct it if needed.',
    example: 'column "Mobile phone" → phones',
  },
  'mapping.suggest-content': {
    title: 'recognised by the content',
    message: ({ kind, confidence }) => `by the content (${contents[kind]}), confidence ${confidence} %: please check`,
    cause: 'The heading is unknown, but nearly all cells look alike.',
    fix: 'Look at the line and correct it if needed.',
    example: 'column "Field 7" with addresses such as ivan@romashka.example → emails',
  },
  'mapping.suggest-guess': {
    title: 'a guess',
    message: () => 'a guess, as no record goes without a name: please check',
    cause: 'No heading looks like that of a name, and a record cannot be loaded without one.',
    fix: 'Put the column that holds the name.',
    example: 'column "Field 1" is taken for the name: check that it is not a code',
  },
  'mapping.suggest-unknown': {
    title: 'columns without a field',
    message: ({ count }) => `columns not recognised: ${count}; uncomment what is needed, the others are left behind`,
    cause: 'Neither the heading nor the content of a column tells what it is.',
    fix: 'Map the columns you need to fitting fields or to custom.',
    example: '# custom: {from: Area} → remove the # if the column is needed',
  },
} satisfies Partial<WordingsOf<typeof mappingIssues>>;
