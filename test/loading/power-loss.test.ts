import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/emulators/seeded-random.ts';
import { workdir } from '../workdir.ts';
import { expectLoadedOnce } from './invariants.ts';
import { Disk } from './power-loss/disk.ts';
import { portalProject, type Project } from './program.ts';
import { tables } from './rehearsal.ts';
import { faultSeeds, replayable } from './seeds.ts';

/** Recording what the program writes takes a compiler and the preloading of Linux. */
const compiler = process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0 ? 'cc' : undefined;

interface Machine {
  /** Runs the program until its end or the power is gone, and leaves what the disk has of the project then. */
  readonly run: (
    args: readonly string[],
    off?: Moment,
  ) => Promise<{ readonly code: number | null; readonly said: string }>;
}

/** When the power goes: at the n-th act on a file of the project, or at a failpoint. */
type Moment = { readonly act: number } | { readonly failpoint: string };

/** Moments at which the portal knows more than the disk may know. */
const critical = [
  'after-intent',
  'request-sent:9',
  'request-sent:11',
  'answer-begun:10',
  'before-result',
  'inside-result',
  'after-result',
];

function anyMoment(random: () => number): Moment {
  const [name = '', nth = '1'] = (critical[Math.floor(random() * critical.length)] ?? '').split(':');
  return random() < 0.5 ? { act: 1 + Math.floor(random() * 250) } : { failpoint: `${name}:${nth}:kill` };
}

function machine(project: Project, random: () => number): Machine {
  const { path } = workdir();
  const recorder = path('recorder.so');
  const source = join(import.meta.dirname, 'power-loss', 'recorder.c');
  const compiled = spawnSync(compiler ?? 'cc', [
    '-shared',
    '-fPIC',
    '-O1',
    '-o',
    recorder,
    source,
    '-ldl',
    '-lpthread',
  ]);
  expect(compiled.status, String(compiled.stderr)).toBe(0);
  const run: Machine['run'] = async (args, off) => {
    const record = path('record');
    rmSync(record, { force: true });
    const disk = new Disk(project.folder);
    const { finished } = project.start(args, {
      LD_PRELOAD: recorder,
      PERENOS_WRITES: record,
      PERENOS_WRITES_IN: `${project.folder}/`,
      PERENOS_POWER_OFF: off !== undefined && 'act' in off ? String(off.act) : '0',
      PERENOS_FAILPOINT: off !== undefined && 'failpoint' in off ? off.failpoint : '',
    });
    const { code, err, out } = await finished;
    expect(existsSync(record), 'something was recorded').toBe(true);
    disk.perform(readFileSync(record));
    disk.lose(random);
    return { code, said: err + out };
  };
  return { run };
}

const plan = ['plan', '--mapping', 'perenos.yaml', '-o', 'load.pplan', '--quiet'];
const apply = ['apply', 'load.pplan', '--yes', '--quiet'];

describe.skipIf(compiler === undefined)('a machine whose power fails (skipped without a C compiler on Linux)', () => {
  test.each(faultSeeds(1, 1))('has every record once in the portal in the end, seed %i', async (seed) => {
    replayable(seed);
    const random = seededRandom(seed);
    const files = tables(seed, 24);
    const project = await portalProject(seed, 24);
    const { run } = machine(project, random);
    // The power fails also right after the end: what was said to be done is kept.
    const planned = await run(plan);
    expect(planned.code, `${planned.said}`).toBe(0);
    let losses = 0;
    for (let starts = 1; ; starts += 1) {
      expect(starts).toBeLessThan(30);
      const { code, said } = await run(apply, losses < 4 ? anyMoment(random) : undefined);
      expect([0, null], `${said}`).toContain(code);
      losses += 1;
      if (code === 0) break;
    }
    const { code, err } = await project.run(apply);
    expect(code, `${err}`).toBe(0);
    expectLoadedOnce(project.emulator.state, project.places, files);
  });
});
