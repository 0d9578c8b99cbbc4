import { expect, test } from 'vitest';
import { splitBlocks } from '../../src/matching/candidates.ts';
import { contactModel } from '../../src/matching/contact.ts';
import { joinOutputs, scoreBlocks } from '../../src/matching/engine.ts';
import { openColumns } from '../../src/matching/feature-table.ts';
import { LocalKeys } from '../../src/matching/local-engine.ts';
import { Preparation } from '../../src/matching/prepare.ts';
import type { KindModel } from '../../src/matching/kind-model.ts';
import { crowd, person } from './records.ts';

const model = contactModel as unknown as KindModel;

async function prepared() {
  const keys = new LocalKeys(model);
  const preparation = new Preparation(model, keys);
  const people = crowd(1, 200).flatMap((record) => [
    record,
    person(record.seq + 1000, `${record.data.full_name} Ильич`, {
      phones: record.data.phones?.map((one) => one.value) ?? [],
    }),
  ]);
  const support = { placeholders: new Set<string>(), companyOf: () => undefined };
  for (const record of people) preparation.add(record, model.features(record, support));
  const { table } = await preparation.finish(50);
  return { table, blocks: keys.blocks! };
}

test.each([1, 2, 3, 4, 7])('%i ranges of blocks give the same edges in the same order as one', async (parts) => {
  const { table, blocks } = await prepared();
  const score = (count: number) =>
    joinOutputs(
      [0, 1].map((thread) => {
        const ranges = splitBlocks(blocks, count).filter((_, at) => at % 2 === thread);
        return scoreBlocks({
          comparisons: model.comparisons(openColumns(table)),
          size: table,
          blocks,
          ranges,
          least: 0,
        });
      }),
    );
  const whole = score(1);
  expect(whole.left.length).toBeGreaterThan(150);
  expect(splitBlocks(blocks, parts)).toHaveLength(parts);
  expect(score(parts)).toEqual(whole);
});
