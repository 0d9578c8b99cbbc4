import { z } from 'zod';
import { detectOnec, partsOf } from './onec/sniff.ts';
import { defineSource } from './source.ts';

/** 1CClientBankExchange: what a bank's client writes for 1C. Who paid and who was paid become counterparties. */
export const onecBank = defineSource({
  name: '1c-bank',
  summary:
    'Bank statements for 1C (1CClientBankExchange 1.01 to 1.03): payers and payees with accounts and turnover, payments',
  extensions: ['.txt', '.zip'],
  preset: '1c-bank',
  options: z.strictObject({
    encoding: z.string().optional().describe('Encoding, when the file declares a wrong one and its bytes do not tell'),
  }),
  detect: (input) => detectOnec(input, '1c-bank'),
  async *read(input, { encoding }, context) {
    const { readBank } = await import('./onec/bank-reader.ts');
    for (const part of await partsOf(input, '1c-bank')) yield* readBank(part, encoding, context);
  },
});
