// npx tsx test/loading/kills/index.ts [--loads N] [--records N] [--kills N] [--from SEED] [--at-once N] [--target bitrix24|amocrm]:
// the run before a release. Real processes load records into stand-ins that fail, and are killed again and again; at the end each
// portal is held against the tables. Ends with 1 and the seed as soon as one load is wrong.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { loadUnderKills, type LoadResult } from './load.ts';
import type { TargetName } from './mapping.ts';

const { values } = parseArgs({
  options: {
    loads: { type: 'string', default: '200' },
    records: { type: 'string', default: '2000' },
    kills: { type: 'string', default: '6' },
    from: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: String(availableParallelism()) },
    target: { type: 'string' },
    whole: { type: 'boolean', default: false },
  },
});
const [loads, records, kills, from] = [values.loads, values.records, values.kills, values.from].map(Number) as [
  number,
  number,
  number,
  number,
];
const targets: readonly TargetName[] =
  values.target === 'bitrix24' || values.target === 'amocrm' ? [values.target] : ['bitrix24', 'amocrm'];

const results: (LoadResult & { readonly target: TargetName })[] = [];
const wrong: string[] = [];
const startedAt = Date.now();
let next = 0;

function summary(): string {
  const sum = (of: (result: LoadResult) => number): number => results.reduce((all, result) => all + of(result), 0);
  const merged = (of: (result: LoadResult) => Readonly<Record<string, number>>): Record<string, number> => {
    const all: Record<string, number> = {};
    for (const result of results)
      for (const [name, count] of Object.entries(of(result))) all[name] = (all[name] ?? 0) + count;
    return all;
  };
  return JSON.stringify({
    loads: results.length,
    wrong: wrong.length,
    records: sum((result) => result.records),
    starts: sum((result) => result.starts),
    killed: sum((result) => Object.values(result.kills).reduce((all, count) => all + count, 0)),
    kills: merged((result) => result.kills),
    lateLinks: sum((result) => result.lateLinks),
    faults: merged((result) => result.faults),
    seconds: Math.round((Date.now() - startedAt) / 1000),
  });
}

async function work(): Promise<void> {
  while (next < loads) {
    const index = next;
    next += 1;
    const target = targets[index % targets.length] ?? 'bitrix24';
    try {
      // Every eighth load goes all the way: an update, and both taken back.
      const setup = {
        target,
        seed: from + index,
        records,
        kills,
        isWhole: values.whole || Math.floor(index / targets.length) % 8 === 7,
      };
      results.push({ target, ...(await loadUnderKills(setup)) });
    } catch (error) {
      wrong.push(error instanceof Error ? error.message : String(error));
      console.error(wrong.at(-1));
    }
    if ((index + 1) % 10 === 0) console.log(summary());
  }
}

await Promise.all(Array.from({ length: Number(values['at-once']) }, work));
console.log(summary());
process.exitCode = wrong.length === 0 ? 0 : 1;
