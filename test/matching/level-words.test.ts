import { expect, test } from 'vitest';
import { reportTexts as en } from '../../src/locales/en/report.ts';
import { reportTexts as ru } from '../../src/locales/ru/report.ts';
import { createScorer } from '../../src/matching/scorer.ts';
import { FeatureTableBuilder, openColumns } from '../../src/matching/feature-table.ts';
import { modelNamed } from '../../src/matching/models.ts';

const sets = ['company', 'contact'].map((name) => {
  const model = modelNamed(name);
  const table = new FeatureTableBuilder(model.layout).finish(new Uint32Array(0), () => true);
  return createScorer(model.comparisons(openColumns(table)), table).comparisons;
});
const levels = [...new Set(sets.flat().flatMap(({ levels: own }) => own.map(({ name }) => name)))];

test.each(levels)('the level %s is said in words in every language', (level) => {
  for (const { evidence } of [ru, en]) expect(evidence[level]).toBeTypeOf('string');
});
