import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chicagoSites, restaurants, russianCompanies } from './company-sets.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import type { LabelledSet } from './labelled-set.ts';
import { febrl, febrlLink, fakePeople, historical, russianContacts } from './people-sets.ts';
import { publications } from './publications.ts';

// Prints how well the shipped defaults find duplicates in labelled sets, which lie beside the project and are not part of it.
// Usage: npm run eval:dedupe [-- NAME...]

const folder = fileURLToPath(new URL('../../../shared/data/dedupe', import.meta.url));

const sets: readonly (readonly [name: string, load: () => LabelledSet])[] = [
  ['ru_contacts_20k', () => russianContacts(folder) as unknown as LabelledSet],
  ['ru_companies_10k', () => russianCompanies(folder) as unknown as LabelledSet],
  ['historical_50k', () => historical(folder) as unknown as LabelledSet],
  ['febrl1', () => febrl(folder, 'febrl1') as unknown as LabelledSet],
  ['febrl3', () => febrl(folder, 'febrl3') as unknown as LabelledSet],
  ['febrl4', () => febrlLink(folder) as unknown as LabelledSet],
  ['fake_1000', () => fakePeople(folder) as unknown as LabelledSet],
  ['restaurants', () => restaurants(folder) as unknown as LabelledSet],
  ['chicago_sites', () => chicagoSites(folder) as unknown as LabelledSet],
  ['dblp_acm', () => publications(folder) as unknown as LabelledSet],
];

const columns = [
  'set',
  'records',
  'P',
  'R',
  'F1',
  'B-cubed',
  'exact',
  'largest',
  'cand/rec',
  'ask/1000',
  'true',
  'pairs est/true',
  's',
  'MB',
];
const widths = [17, 8, 7, 7, 7, 8, 7, 8, 9, 9, 6, 16, 7, 6];

function print(cells: readonly (string | number)[]): void {
  console.log(cells.map((cell, index) => String(cell).padStart(widths[index] ?? 8)).join(' '));
}

function share(value: number): string {
  return value.toFixed(4);
}

function printEvaluation({ name, records, metrics, outcome, questions, trueQuestions, seconds }: Evaluation): void {
  const { candidates = 0, expectedPairs = 0 } = outcome.statistics ?? {};
  print([
    name,
    records,
    share(metrics.precision),
    share(metrics.recall),
    share(metrics.f1),
    share(metrics.bCubed),
    share(metrics.exact),
    metrics.largest,
    (candidates / records).toFixed(2),
    questions.toFixed(1),
    trueQuestions.toFixed(2),
    `${Math.round(expectedPairs)}/${metrics.truePairs}`,
    seconds.toFixed(1),
    Math.round(process.memoryUsage().rss / 2 ** 20),
  ]);
}

function printCalibration({ name, calibration }: Evaluation): void {
  const bands = [...calibration].map(
    ([bit, { pairs, right }]) => `${bit}: ${((100 * right) / pairs).toFixed(0)}% of ${pairs}`,
  );
  console.log(`${name}, right by whole bits of the posterior: ${bands.join(', ')}`);
}

if (!existsSync(folder)) {
  console.log(`No labelled sets: ${folder} is absent.`);
} else {
  const wanted = process.argv.slice(2);
  const evaluations: Evaluation[] = [];
  print(columns);
  for (const [name, load] of sets) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const evaluation = await evaluate(load());
    printEvaluation(evaluation);
    evaluations.push(evaluation);
  }
  for (const evaluation of evaluations) printCalibration(evaluation);
}
