import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packCompanies, unpackCompanies } from '../../src/matching/text-batch.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'я', '"', '\\', '[', ']', '{', ':', ' ', '"companies":[') });
const ref = fc.record({ system: text, key: text });
const holder = fc.record({ ref, primary: fc.constant(true), role: text }, { requiredKeys: ['ref'] });
const holders = fc.array(holder, { maxLength: 3 });
const nested = fc.oneof(holders, fc.array(text), fc.constant(null), fc.record({ companies: holders }));
const data = fc.record(
  {
    full_name: text,
    companies: holders,
    notes: fc.array(text, { maxLength: 2 }),
    custom: fc.record({ companies: nested }),
  },
  { requiredKeys: ['full_name'] },
);

/** A number for each reference. */
const numbers = new Map<string, number>();
function numberOf(one: { readonly system: string; readonly key: string }): number {
  const id = JSON.stringify([one.system, one.key]);
  const known = numbers.get(id) ?? numbers.size;
  numbers.set(id, known);
  return known;
}

test('companies are found behind every reference of a record, whatever its texts hold', () => {
  fc.assert(
    fc.property(fc.array(data, { maxLength: 3 }), (records) => {
      const texts = records.map((one, seq) => ({ seq, system: 'crm', key: String(seq), text: JSON.stringify(one) }));
      const companyOf = unpackCompanies(packCompanies(texts, (one) => ({ cluster: numberOf(one) })));
      for (const { companies = [] } of records) {
        for (const one of companies) expect(companyOf(one.ref)).toEqual({ feature: `#${numberOf(one.ref)}` });
      }
    }),
    { seed: 5, numRuns: 300 },
  );
});
