import { z } from 'zod';
import { detectOnec, partsOf } from './onec/sniff.ts';
import { defineSource } from './source.ts';

/** CommerceML: the exchange of 1C with sites, versions 1, 2.x and 3.x, also zipped. */
export const commerceml = defineSource({
  name: 'commerceml',
  summary:
    'CommerceML 1, 2.x and 3.x of 1C:Enterprise and of sites: counterparties, contact persons, orders with positions',
  extensions: ['.xml', '.cml', '.zip'],
  preset: '1c-commerceml',
  options: z.strictObject({
    encoding: z.string().optional().describe('Encoding, when the file and its declaration are both wrong'),
  }),
  detect: (input) => detectOnec(input, 'commerceml'),
  async *read(input, options, context) {
    const { readCommerceMl } = await import('./onec/commerceml-reader.ts');
    for (const part of await partsOf(input, 'commerceml')) yield* readCommerceMl(part, options, context);
  },
});
