import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { programFile, runNode } from './child.ts';
import { writeCsv, writeXlsx } from './contact-files.ts';
import { baseline, withRatios, type Measurement } from './measurement.ts';
import { makePeople, type Expected, type People } from './people.ts';
import { countsOf, expectPeople } from './truth.ts';
import type { ScriptOutcome } from './scripts/outcome.ts';

const root = join(import.meta.dirname, '..');

/** Where the files of one bench live while it runs. */
export interface Bench {
  readonly folder: string;
  readonly rows: number;
  readonly log: (line: string) => void;
}

/** From a CSV into SQLite: the floors, the scripts, the program with exact matching and as it comes. */
export async function benchCsv({ folder, rows, log }: Bench): Promise<readonly Measurement[]> {
  const people = makePeople(rows);
  const file = join(folder, `contacts-${rows}.csv`);
  await writeCsv(file, people);
  const scripts = [
    ['raw floor: parse and insert', 'raw-floor.ts'],
    [baseline, 'straight-line.ts'],
    ['usual script', 'usual.ts'],
  ] as const;
  const runs = [];
  for (const [name, script] of scripts) {
    log(`${rows} rows: ${name}`);
    runs.push(await runScript(name, script, { folder, file, people }));
  }
  runs.push(...(await runProgram({ folder, file, people, log })));
  return withRatios(`CSV of ${rows} contacts into SQLite`, runs);
}

/** From a workbook into SQLite, beside the straight-line script on the same people as CSV. */
export async function benchXlsx({ folder, rows, log }: Bench): Promise<readonly Measurement[]> {
  const people = makePeople(rows);
  const text = join(folder, `contacts-${rows}.csv`);
  const file = join(folder, `contacts-${rows}.xlsx`);
  await writeCsv(text, people);
  log(`writing a workbook of ${rows} rows`);
  await writeXlsx(file, people);
  const script = await runScript(baseline, 'straight-line.ts', { folder, file: text, people });
  const runs = await runProgram({ folder, file, people, log });
  return withRatios(`XLSX of ${rows} contacts into SQLite (the script reads CSV)`, [script, ...runs]);
}

interface Job {
  readonly folder: string;
  readonly file: string;
  readonly people: People;
}

type Run = Omit<Measurement, 'group' | 'ratio' | 'cpuRatio' | 'perSecond' | 'unit'>;

async function runScript(name: string, script: string, { folder, file, people }: Job): Promise<Run> {
  const target = join(folder, 'script.db');
  const code = join(import.meta.dirname, 'scripts', script);
  const { out, peakBytes } = await runNode(root, '--import', 'tsx', code, file, target);
  for (const suffix of ['', '-wal', '-shm']) rmSync(target + suffix, { force: true });
  const { wallMs, cpuMs, counts } = JSON.parse(out) as ScriptOutcome;
  expectCounts(name, counts, people.expected);
  return { name, rows: people.expected.rows, wallMs, cpuMs, peakBytes };
}

async function runProgram({ folder, file, people, log }: Job & Pick<Bench, 'log'>): Promise<readonly Run[]> {
  const name = basename(file);
  const mapping = join(folder, 'exact.yaml');
  writeFileSync(
    mapping,
    `perenos: 1\nextends: contacts\nsources:\n  contacts: {file: ${name}}\ntarget: {type: sqlite}\n` +
      'dedupe:\n  contact: {mode: exact}\n  company: {mode: exact}\n',
  );
  const ways = [
    ['perenos run, exact matching', ['--mapping', mapping]],
    ['perenos run FILE, full matching', [file]],
  ] as const;
  const runs: Run[] = [];
  for (const [way, args] of ways) {
    log(`${people.expected.rows} rows: ${way}`);
    const work = join(folder, 'work');
    mkdirSync(work);
    const target = join(work, 'crm.db');
    const { wallMs, cpuMs, peakBytes } = await runNode(
      work,
      programFile(root),
      'run',
      ...args,
      '--to',
      target,
      '--json',
    );
    expectCounts(way, countsOf(target), people.expected);
    expectPeople(way, target, people);
    rmSync(work, { recursive: true });
    rmSync(join(folder, '.perenos'), { recursive: true, force: true });
    runs.push({ name: way, rows: people.expected.rows, wallMs, cpuMs, peakBytes });
  }
  return runs;
}

/** A wrong answer is no benchmark. */
function expectCounts(name: string, counts: Readonly<Record<string, number>>, expected: Expected): void {
  for (const [what, count] of Object.entries(counts)) {
    const wanted = (expected as unknown as Readonly<Record<string, number>>)[what];
    if (count !== wanted) throw new Error(`${name}: ${what} is ${count}, not ${wanted}`);
  }
}
