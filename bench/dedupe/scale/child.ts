import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type * as Full from '../../../src/matching/full.ts';
import type { KindModel } from '../../../src/matching/kind-model.ts';
import type { MatchOutcome } from '../../../src/matching/matcher.ts';
import type * as Models from '../../../src/matching/models.ts';
import { defaultDedupeRules } from '../../../src/model/dedupe.ts';
import type { Staged } from '../../../src/model/staged.ts';
import { measure } from '../metrics.ts';
import { syntheticPeople } from '../synthetic.ts';
import { readTexts } from './record-file.ts';

// Matches the people of a file with the compiled program and prints what it took as one line of JSON.

/** What one run took. */
export interface ScaleRun {
  readonly wallSeconds: number;
  /** Of all threads. */
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly candidates: number;
  readonly questions: number;
  /** Of the whole outcome: equal for equal bytes. */
  readonly digest: string;
  readonly precision: number;
  readonly recall: number;
}

const compiled = new URL('../../../dist/matching/', import.meta.url);
const { matchFully } = (await import(new URL('full.js', compiled).href)) as typeof Full;
const { modelNamed } = (await import(new URL('models.js', compiled).href)) as typeof Models;

const context = {
  signal: new AbortController().signal,
  report: () => {},
  fact: () => {},
  event: () => {},
  now: () => new Date(0),
};

/** `maxRSS` may hold the memory of the process that started this one. */
function peakMegabytes(): number {
  try {
    return Number(/VmHWM:\s+(\d+)/u.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}

interface Job {
  readonly path: string;
  readonly size: number;
  readonly seed: number;
  readonly threads: number | undefined;
}

function digestOf({ clusters, review, ...rest }: MatchOutcome): string {
  const hash = createHash('sha256').update(JSON.stringify(rest));
  for (const one of [...clusters, ...review]) hash.update(JSON.stringify(one));
  return hash.digest('hex').slice(0, 12);
}

async function run({ path, size, seed, threads }: Job): Promise<ScaleRun> {
  const model = modelNamed('contact') as unknown as KindModel;
  const companyName = ({ key }: { readonly key: string }) => `Фирма ${key}`;
  function* records(): Generator<readonly Staged<'contact'>[]> {
    for (const page of readTexts(path)) {
      yield page.map(({ text, ...place }) => ({
        ...place,
        kind: 'contact',
        data: JSON.parse(text) as Staged<'contact'>['data'],
      }));
    }
  }
  const cpu = process.cpuUsage();
  const wall = performance.now();
  const outcome = await matchFully(
    model,
    { kind: 'contact', records, texts: () => readTexts(path), companyName },
    { rules: defaultDedupeRules, context, ...(threads !== undefined && { threads: { count: threads } }) },
  );
  const wallSeconds = (performance.now() - wall) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const peak = peakMegabytes();
  const digest = digestOf(outcome);
  const predicted = Array.from({ length: size }, (_, index) => -index - 1);
  for (const { members } of outcome.clusters) for (const seq of members) predicted[seq - 1] = members[0] ?? 0;
  const { precision, recall } = measure([...syntheticPeople(size, seed).truth].map(String), predicted);
  return {
    wallSeconds,
    cpuSeconds: (user + system) / 1e6,
    peakMegabytes: peak,
    candidates: outcome.statistics?.candidates ?? 0,
    questions: outcome.review.length,
    digest,
    precision,
    recall,
  };
}

const [path = '', size, seed, threads] = process.argv.slice(2);
const job = {
  path,
  size: Number(size),
  seed: Number(seed),
  threads: threads === undefined ? undefined : Number(threads),
};
console.log(JSON.stringify(await run(job)));
