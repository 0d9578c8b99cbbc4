// Matches the records of a file with the built program, once for each number of threads, and writes what was found beside it.
import { readFileSync, writeFileSync } from 'node:fs';

const built = (module) => new URL(`../../dist/${module}`, import.meta.url).href;
const { matchFully } = await import(built('matching/full.js'));
const { modelNamed } = await import(built('matching/models.js'));
const { DecisionBook } = await import(built('matching/decisions.js'));
const { defaultDedupeRules } = await import(built('model/dedupe.js'));

const [file, ...counts] = process.argv.slice(2);
const { records, lines } = JSON.parse(readFileSync(file, 'utf8'));
const context = { signal: new AbortController().signal, report() {}, fact() {}, event() {}, now: () => new Date(0) };
const pages = [];
for (let from = 0; from < records.length; from += 37) pages.push(records.slice(from, from + 37));
const input = {
  kind: 'contact',
  records: () => pages,
  texts: () => pages.map((page) => page.map(({ data, ...place }) => ({ ...place, text: JSON.stringify(data) }))),
  companyName: ({ key }) => `Фирма ${key}`,
  companyOf: ({ key }) => (key < 5 ? Number(key) + 1 : undefined),
};

for (const count of counts) {
  // Two: the other thread reads all after the first hundred; more: this one reads what the others have no room for.
  const batchesAhead = Number(count) > 2 ? 1 : Infinity;
  const threads = { count: Number(count), recordsBefore: 100, blocksBefore: 0, batchesAhead };
  const decisions = new DecisionBook('contact', lines);
  const given = { rules: defaultDedupeRules, context, threads };
  const outcome = await matchFully(modelNamed('contact'), { ...input, decisions }, given);
  writeFileSync(`${file}.${count}`, JSON.stringify({ ...outcome, clusters: [...outcome.clusters] }));
}
