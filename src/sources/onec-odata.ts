import { z } from 'zod';
import { wholeNumber } from '../model/option.ts';
import { detectOnec } from './onec/sniff.ts';
import { defineSource } from './source.ts';

export const odataOptions = z.strictObject({
  set: z.string().optional().describe('Entity set, such as Catalog_Контрагенты, when the answer does not name it'),
  sets: z
    .array(z.string().regex(/^[\p{L}\p{N}_]{1,200}$/u))
    .min(1)
    .max(100)
    .default(['Catalog_Контрагенты'])
    .describe('Entity sets to ask for, when the source is the address of an infobase'),
  select: z
    .record(
      z.string(),
      z
        .array(z.string().regex(/^[\p{L}\p{N}_/]{1,200}$/u))
        .min(1)
        .max(500),
    )
    .default({})
    .describe('Properties to ask for, by entity set; all of them by default'),
  page_size: wholeNumber(1, 10_000).default(500).describe('Records asked for at a time'),
});

/** Saved answers of the OData interface of 1C, version 3, in JSON or Atom. */
export const onecOdata = defineSource({
  name: '1c-odata',
  summary: 'Saved answers of the OData interface of 1C (standard.odata, version 3), JSON or Atom, also zipped',
  extensions: ['.json', '.xml', '.zip'],
  preset: '1c-odata',
  options: odataOptions,
  partOf: () => 'odata',
  detect: (input) => detectOnec(input, '1c-odata'),
  async *read(input, { set }, context) {
    const { readAnswers } = await import('./onec/odata-answers.ts');
    yield* readAnswers(input, set ?? '', context);
  },
});
