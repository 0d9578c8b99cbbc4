import { expect, test } from 'vitest';
import { payloadHash } from '../../src/store/payload-hash.ts';
import { rehashPayloads } from '../../src/store/plan-creates.ts';
import { MergeWriter } from '../../src/store/plan-merge.ts';
import { goldenRecords, originFinder, pageReader, recordReader, recordsOfPage } from '../../src/store/plan-records.ts';
import { Staging } from '../../src/store/plan-staging.ts';
import { createPlan } from '../../src/store/plan.ts';
import { workdir } from '../workdir.ts';

const names = ['Щёкин "Пётр"', 'a\\b\u2028', '𝒜 – э'];

function filled() {
  const plan = createPlan(workdir().path('a.pplan'));
  const staging = new Staging(plan);
  const blockId = staging.addBlock('people', 'contact');
  const seqs = names.map((name, at) =>
    staging.addRecord({
      blockId,
      kind: 'contact',
      tableId: null,
      line: at,
      status: 'valid',
      system: `с "${at}"`,
      key: `${name}\t`,
      data: { full_name: name, tags: [] },
    }),
  );
  return { plan, seqs };
}

test('a page gives the records in the order asked for, letter by letter', () => {
  const { plan, seqs } = filled();
  const order = [2, 0, 1];
  const page = pageReader(plan)(order.map((at) => seqs[at] ?? 0));
  expect([...recordsOfPage(page)]).toEqual(
    order.map((at) => [seqs[at], `с "${at}"`, `${names[at]}\t`, { full_name: names[at], tags: [] }]),
  );
  expect(
    [...recordsOfPage(page)].map(([seq, system, key, data]) => ({ seq, kind: 'contact', system, key, data })),
  ).toEqual(recordReader(plan, 'contact')(order.map((at) => seqs[at] ?? 0)));
  plan.close();
});

test('a page of nothing is empty', () => {
  const { plan } = filled();
  expect([...recordsOfPage(pageReader(plan)([]))]).toEqual([]);
  plan.close();
});

test('a record that is not there fails the page instead of being left out', () => {
  const { plan, seqs } = filled();
  expect(() => pageReader(plan)([...seqs, 99])).toThrow('has 3 of 4 records');
  plan.close();
});

test('the hash of a golden record is that of what it became and of all that went into it', () => {
  const { plan, seqs } = filled();
  const [first = 0, second = 0, third = 0] = seqs;
  const staging = new Staging(plan);
  staging.buildIndexes();
  const writer = new MergeWriter(plan);
  writer.rename(third, 'a key of its own');
  const merged = { survivor: second, data: Buffer.from('{"full_name":"Щёкин"}'), provenance: '{}', conflicts: null };
  writer.merge({ ...merged, hash: Buffer.alloc(32) }, [first, second]);
  writer.settle();
  // As when a relation changes what was merged.
  plan.database.exec(`UPDATE payload SET hash = NULL WHERE seq = ${second}`);
  rehashPayloads(plan);
  const originsOf = originFinder(plan);
  const records = [...goldenRecords(plan, 'contact')].flat();
  expect(records.map(({ seq }) => seq)).toEqual([second, third]);
  expect(records.map(({ hash }) => hash)).toEqual(records.map((record) => payloadHash(record.text, originsOf(record))));
  plan.close();
});
