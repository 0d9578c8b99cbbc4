// npm run bench:loading -- [--records N] [--target bitrix24|amocrm] [--most MB]: plans and applies N records to a stand-in without limits
// that runs in a process of its own; CPU time and peak memory of the program, and a look at what the stand-in holds.
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { runNode, programFile, type ChildRun } from '../child.ts';
import { asTable, withRatios } from '../measurement.ts';
import { tableMapping } from './table-mapping.ts';

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '100000' },
    target: { type: 'string', default: 'bitrix24' },
    most: { type: 'string', default: '512' },
  },
});
const { target } = values;
const records = Number(values.records);
const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'perenos-bench-loading-'));
const program = programFile(root);

/** One company for four contacts and one deal for three: together as many records as are asked for. */
const contacts = Math.floor((records * 12) / 19);
const companies = Math.floor(contacts / 4);
const deals = records - contacts - companies;

const surnames = ['Воробьёв', 'Щукин', 'Лебедев', 'Громов', 'Киселёв', 'Дроздов', 'Фомин', 'Зуев', 'Носков', 'Рябов'];
const names = ['Олег', 'Пётр', 'Егор', 'Лев', 'Яков', 'Марк', 'Фёдор', 'Глеб', 'Артём', 'Денис'];
const letters = 'абвгдежзиклмнопрстуфхцчшэюя';
const tail = (i: number) =>
  [0, 1, 2].map((at) => letters.charAt(Math.floor(i / letters.length ** at) % letters.length));

async function table(name: string, head: string, count: number, row: (i: number) => string): Promise<void> {
  const stream = createWriteStream(join(folder, name));
  stream.write(`${head}\n`);
  for (let i = 1; i <= count; i += 1) stream.write(`${row(i)}\n`);
  stream.end();
  await finished(stream);
}

async function writeTables(): Promise<void> {
  await table('companies.csv', 'Код;Название', companies, (i) => `${i};ООО Фирма ${tail(i).join('')}${i}`);
  await table('contacts.csv', 'Код;Фамилия;Имя;Телефон;Почта;Компания', contacts, (i) =>
    [
      i,
      `${surnames[i % 10]}${tail(i).join('')}`,
      names[(i * 3) % 10],
      `+7916${1_000_000 + i}`,
      `a${i}@firma.example`,
      1 + (i % companies),
    ].join(';'),
  );
  await table('deals.csv', 'Код;Название;Сумма;Контакт;Компания', deals, (i) =>
    [i, `Сделка ${i}`, `${i % 90_000}.50`, 1 + (i % contacts), 1 + (i % companies)].join(';'),
  );
}

interface StandIn {
  readonly child: ChildProcess;
  /** What the program is given to reach it. */
  readonly secret: string;
  readonly origin: string;
}

async function standIn(): Promise<StandIn> {
  const secret = join(folder, 'secret');
  const args = ['emulate', target, '--limits', 'off', '--speed', 'max', '--secret-file', secret];
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
  while (!existsSync(secret) || !/http:\/\/[\d.:]+/.test(said)) {
    if (child.exitCode !== null) throw new Error(`the stand-in ended with ${child.exitCode}`);
    await pause(100);
  }
  return { child, secret, origin: /http:\/\/[\d.:]+/.exec(said)?.[0] ?? '' };
}

async function countersOf(origin: string): Promise<unknown> {
  return (await fetch(`${origin}/admin/counters`)).json();
}

await writeTables();
const { child, secret, origin } = await standIn();
const perform = (...args: string[]): Promise<ChildRun> => runNode(folder, program, ...args, '--token-file', secret);
try {
  const settings =
    target === 'bitrix24'
      ? ['options: {plan: box, rate: 1000, burst: 1000}']
      : [`portal: '${origin}'`, 'options: {rate: 50}'];
  writeFileSync(join(folder, 'perenos.yaml'), tableMapping(target, { project: 'bench', settings, isLenient: false }));
  if (target === 'amocrm') await perform('target', 'prepare', '--yes', '--mapping', 'perenos.yaml');
  const planned = await perform('plan', '--mapping', 'perenos.yaml', '-o', 'load.pplan', '--quiet');
  const applied = await perform('apply', 'load.pplan', '--yes', '--quiet');
  const steps = [
    ['plan', planned],
    ['apply', applied],
  ] as const;
  const runs = steps.map(([name, run]) => ({ name, rows: records, ...run }));
  console.log(asTable(withRatios(`${records} records into ${target}`, runs)));
  console.log(JSON.stringify(await countersOf(origin)));
  const peak = Math.max(...runs.map(({ peakBytes }) => peakBytes)) / 1024 ** 2;
  if (peak >= Number(values.most)) throw new Error(`${peak.toFixed(0)} MB are more than ${values.most}`);
} finally {
  child.kill('SIGINT');
  rmSync(folder, { recursive: true, force: true });
}
