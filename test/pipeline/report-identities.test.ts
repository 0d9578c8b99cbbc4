import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { runCommand } from '../run-command.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** Pipelines of one kind that differ in everything that decides where a row goes; `PERENOS_PIPELINES=200` for the full number. */
const pipelines = Number(process.env['PERENOS_PIPELINES'] ?? 12);
const folder = temporaryFolder('perenos-identities-');

function generator(seed: number): (limit: number) => number {
  let state = seed * 2_654_435_761 + 12_345;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

interface Drawn {
  readonly csv: string;
  readonly filtered: number;
  readonly rejected: number;
  /** By currency: valid records and their money in hundredths. */
  readonly sums: ReadonlyMap<string, { readonly count: number; readonly cents: number }>;
}

/** A table of deals and, counted apart from the program, what a correct one makes of it. */
function drawn(random: (limit: number) => number): Drawn {
  const rows = 1 + random(60);
  const lines = ['Номер;Название;Сумма;Валюта;Вид'];
  const sums = new Map<string, { count: number; cents: number }>();
  let [filtered, rejected] = [0, 0];
  for (let at = 0; at < rows; at += 1) {
    const [isFiltered, hasNoName, isUnreadable] = [random(5) === 0, random(7) === 0, random(9) === 0];
    const cents = random(100_000_000);
    const currency = ['RUB', 'USD', 'EUR'][random(3)] ?? 'RUB';
    const amount = isUnreadable ? 'много' : `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
    lines.push(`${at};${hasNoName ? '' : `Сделка ${at}`};${amount};${currency};${isFiltered ? 'тест' : 'да'}`);
    if (isFiltered) filtered += 1;
    else if (hasNoName || isUnreadable) rejected += 1;
    else {
      const sum = sums.get(currency) ?? { count: 0, cents: 0 };
      sums.set(currency, { count: sum.count + 1, cents: sum.cents + cents });
    }
  }
  return { csv: `${lines.join('\n')}\n`, filtered, rejected, sums };
}

const mapping = (file: string) => `perenos: 1
project: identities
target: {type: sqlite, limits: {max_reject_share: 100%}}
sources: {deals: {file: ${file}, key: Номер}}
load:
  deals:
    entity: deal
    from: deals
    where: 'row["Вид"] != "тест"'
    key: Номер
    fields:
      title: {from: Название, required: true}
      amount: {from: Сумма, do: [money], on_error: reject}
      currency: Валюта
`;

test.each(Array.from({ length: pipelines }, (_, index) => index + 1))(
  'funnel and money of pipeline %i are those counted apart from the program',
  async (seed) => {
    const { csv, filtered, rejected, sums } = drawn(generator(seed));
    const name = `p${seed}`;
    writeFileSync(join(folder, `${name}.csv`), csv);
    writeFileSync(join(folder, `${name}.yaml`), mapping(`${name}.csv`));
    const page = join(folder, `${name}.html`);
    const words = [
      'plan',
      '--mapping',
      join(folder, `${name}.yaml`),
      '--project',
      join(folder, name),
      '--report',
      page,
    ];
    await runCommand(words);
    const report = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Report;
    const rows = csv.trim().split('\n').length - 1;
    const planned = rows - filtered - rejected;
    expect(report.overall).toMatchObject({ rows, read: rows, filtered, rejected, merged: 0, planned, create: planned });
    expect(report.overall.adds_up).toBe(true);
    for (const [currency, { count, cents }] of sums) {
      const totals = report.totals.filter((total) => total.currency === currency && total.field === 'amount');
      expect(totals.reduce((all, { source }) => all + source.count, 0)).toBe(count);
      expect(totals.reduce((all, { plan }) => all + Math.round(Number(plan.sum) * 100), 0)).toBe(cents);
      expect(totals.map(({ diff }) => Number(diff))).toEqual(totals.map(() => 0));
    }
  },
);
