import { z } from 'zod';
import { option, wholeNumber } from '../model/option.ts';
import type { Value } from '../model/row.ts';
import { defineTransform } from './transform.ts';

export const nth = defineTransform({
  name: 'nth',
  summary: {
    ru: 'Берёт значение списка по номеру; нет такого — пусто.',
    en: 'Takes a value of a list by its number; empty when there is none.',
  },
  options: z.strictObject({
    n: option(
      wholeNumber(-1000, 1000).refine((n) => n !== 0),
      {
        ru: 'Номер, считая с 1; отрицательный считается с конца.',
        en: 'Number, counted from 1; negative ones count from the end.',
      },
    ),
  }),
  shorthand: 'n',
  takes: 'list',
  idempotent: false,
  compile:
    ({ n }) =>
    (value) => {
      const list: readonly Value[] = Array.isArray(value) ? (value as readonly Value[]) : [value];
      return list.at(n > 0 ? n - 1 : n) ?? null;
    },
  examples: [
    { options: 1, input: ['а', 'б', 'в'], output: 'а' },
    { options: '2', input: ['а', 'б', 'в'], output: 'б' },
    { options: { n: -1 }, input: ['а', 'б', 'в'], output: 'в' },
    { options: { n: 4 }, input: ['а', 'б', 'в'], output: null },
    { options: { n: -4 }, input: ['а', 'б', 'в'], output: null },
    { options: 2, input: ['а', null], output: null },
    { options: 1, input: 'не список', output: 'не список' },
    { options: 2, input: 'не список', output: null },
    { options: 1, input: [], output: null },
    { options: 1, input: [0], output: 0 },
    { options: 1, input: null, output: null },
  ],
});
