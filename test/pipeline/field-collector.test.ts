import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FieldCollector } from '../../src/pipeline/field-collector.ts';
import { FieldTallies } from '../../src/pipeline/field-tally.ts';

const raws = ['8 916', '8916', '+7 (916)', '8-916', '916', '8.916', '8/916', '"916"', '+7916'];
const phone = fc.record({ value: fc.constant('+7916'), raw: fc.constantFrom(...raws) });
const record = fc.record(
  { full_name: fc.string(), phones: fc.array(phone, { maxLength: 2 }), comment: fc.string() },
  { requiredKeys: [] },
);

/** The same, whoever counted: by name, as samples have more than is shown. */
const shown = (tallies: FieldTallies) =>
  tallies.all().map(({ repairs, ...counts }) => ({
    ...counts,
    fields: Object.keys(counts.filled),
    repairs: Object.entries(repairs).map(([field, { samples }]) => [field, samples]),
  }));

test('parts counted by two threads add up to what one would have counted, with the same examples', () => {
  const part = fc.record({ thread: fc.nat({ max: 1 }), records: fc.array(record, { maxLength: 12 }) });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const threads = [new FieldCollector(), new FieldCollector()];
      const shared = new FieldTallies();
      const alone = new FieldTallies();
      for (const { thread, records } of parts) {
        for (const data of records) {
          threads[thread]?.add('contact', data);
          alone.add('contact', data);
        }
        shared.addCollected(structuredClone(threads[thread]?.take() ?? []));
      }
      expect(shown(shared)).toEqual(shown(alone));
    }),
    { seed: 20261122, numRuns: 300 },
  );
});

test('examples are looked for among the first five thousand values, not further', () => {
  const usual = { phones: [{ value: '+7916', raw: '8916' }] };
  const other = { phones: [{ value: '+7916', raw: '8 916' }] };
  const counted = (before: number): number => {
    const collector = new FieldCollector();
    const tallies = new FieldTallies();
    for (let at = 0; at < before; at += 1) {
      collector.add('contact', usual);
      if (at % 2000 === 1999) tallies.addCollected(collector.take());
    }
    collector.add('contact', other);
    tallies.addCollected(collector.take());
    return tallies.all()[0]?.repairs['phones']?.samples.length ?? 0;
  };
  expect(counted(4999)).toBe(2);
  expect(counted(5000)).toBe(1);
});
