import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { programFile } from '../../child.ts';
import { type Dirt, dirt, syntheticPeople } from '../synthetic.ts';
import type { ScaleRun } from './child.ts';
import { writeRecords } from './record-file.ts';

// Prints time, memory and quality of matching seeded synthetic people with the compiled program, each run in a process of its own.
// Reading is not counted: records come from a file that holds their data as text, as a plan does.
// Usage: npx tsx bench/dedupe/scale/index.ts [SIZE...] [seed=N...] [threads=N...] [dirt=typo,latin,...]

const words = process.argv.slice(2);
const sizes = words.filter((word) => /^\d+$/u.test(word)).map(Number);
const chosen = words
  .find((word) => word.startsWith('dirt='))
  ?.slice(5)
  .split(',');
const errors = chosen === undefined ? dirt : dirt.filter((one: Dirt) => chosen.includes(one));
const childFile = fileURLToPath(new URL('child.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'perenos-scale-'));

function numbers(name: string, otherwise: number): readonly number[] {
  const given = words.filter((word) => word.startsWith(`${name}=`)).map((word) => Number(word.slice(name.length + 1)));
  return given.length > 0 ? given : [otherwise];
}

const columns = [
  ['people', 9],
  ['seed', 5],
  ['threads', 8],
  ['wall s', 8],
  ['CPU s', 8],
  ['peak MB', 8],
  ['us/record', 10],
  ['bytes/record', 13],
  ['pairs/record', 13],
  ['P', 7],
  ['R', 7],
  ['ask/1000', 9],
  ['outcome', 13],
] as const;

function print(cells: readonly (string | number)[]): void {
  console.log(cells.map((cell, index) => String(cell).padStart(columns[index]?.[1] ?? 8)).join(' '));
}

async function run(path: string, size: number, seed: number, threads: number): Promise<void> {
  const args = ['--import', 'tsx', childFile, path, String(size), String(seed), String(threads)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const found = JSON.parse(stdout) as ScaleRun;
  print([
    size,
    seed,
    threads,
    found.wallSeconds.toFixed(1),
    found.cpuSeconds.toFixed(1),
    Math.round(found.peakMegabytes),
    ((found.cpuSeconds / size) * 1e6).toFixed(1),
    Math.round((found.peakMegabytes * 2 ** 20) / size),
    (found.candidates / size).toFixed(2),
    found.precision.toFixed(4),
    found.recall.toFixed(4),
    ((found.questions / size) * 1000).toFixed(1),
    found.digest,
  ]);
}

programFile(fileURLToPath(new URL('../../..', import.meta.url)));
try {
  console.log(
    `${availableParallelism()} cores, load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}, Node ${process.version}`,
  );
  print(columns.map(([name]) => name));
  for (const size of sizes.length > 0 ? sizes : [10_000, 100_000]) {
    for (const seed of numbers('seed', 1)) {
      const path = join(folder, `${size}-${seed}`);
      writeRecords(path, syntheticPeople(size, seed, errors).pages());
      for (const threads of numbers('threads', availableParallelism())) await run(path, size, seed, threads);
      rmSync(path);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
