import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/emulators/seeded-random.ts';
import { expectLoadedOnce } from './invariants.ts';
import { portalProject } from './program.ts';
import { tables } from './rehearsal.ts';
import { faultSeeds, replayable } from './seeds.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { workdir } from '../workdir.ts';

/** What lets the disk fail is a library that is loaded before the program: for that a C compiler and Linux are needed. */
const compiler = process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0 ? 'cc' : undefined;

const plan = ['plan', '--mapping', 'perenos.yaml', '-o', 'load.pplan', '--quiet'];
const apply = ['apply', 'load.pplan', '--yes', '--quiet'];

/** The files a load writes, with about how many acts it performs on each. */
const written = [
  ['.perenos/state.db', 55],
  ['.perenos/audit', 3],
  ['load.pplan', 14],
  ['.perenos/lock', 8],
] as const;

describe.skipIf(compiler === undefined)('a disk that is full or fails (skipped without a C compiler on Linux)', () => {
  const folder = temporaryFolder('perenos-disk-');
  const library = join(folder, 'errors.so');
  beforeAll(() => {
    const source = join(import.meta.dirname, 'disk-errors', 'errors.c');
    const built = spawnSync(compiler ?? 'cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl', '-lpthread']);
    expect(built.status, String(built.stderr)).toBe(0);
  });

  test.each(faultSeeds(1, 2))('stops a load with 11, and the next start goes on, seed %i', async (seed) => {
    replayable(seed);
    const random = seededRandom(seed);
    const files = tables(seed, 12);
    const { emulator, places, run, start } = await portalProject(seed, 12);
    const failing = (args: readonly string[], [name, acts]: readonly [string, number]) =>
      start(args, {
        LD_PRELOAD: library,
        PERENOS_DISK_IN: `${places.folder}/`,
        PERENOS_DISK_FILES: name,
        PERENOS_DISK_FROM: String(1 + Math.floor(random() * acts)),
        PERENOS_DISK_ERROR: seed % 2 === 0 ? 'broken' : 'full',
      }).finished;
    const ended: (number | null)[] = [];
    const stops = async (args: readonly string[], place: readonly [string, number]) => {
      const { code, err } = await failing(args, place);
      // What is only tidied up at the end may fail without a word.
      expect([0, 11], `${place[0]}: ${err}`).toContain(code);
      ended.push(code);
    };
    await stops(plan, ['load.pplan', 70]);
    await stops(plan, ['.perenos/', 60]);
    expect((await run(plan)).code).toBe(0);
    for (const at of [0, 1, 2]) await stops(apply, written[(seed + at) % written.length] ?? written[0]);
    expect(ended.filter((code) => code === 11).length).toBeGreaterThan(2);
    const { code, err } = await run(apply);
    expect(code, err).toBe(0);
    expectLoadedOnce(emulator.state, places, files);
  });

  test.each([
    [
      'corrections',
      'store/override-file.js',
      "appendOverrides('kept', [{ text: 'а'.repeat(50) }]);",
      /^\{"text":"а{50}"\}\n$/,
    ],
    ['a secret', 'secret.js', "keepSecret('.', 'kept', 'б'.repeat(50));", /^б{50}$/],
  ])('takes %s whole where it first takes a half', (_title, module, work, wanted) => {
    const { path, folder: place } = workdir();
    const file = pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', module)).href;
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', `const { appendOverrides, keepSecret } = await import('${file}'); ${work}`],
      {
        cwd: place,
        env: {
          ...process.env,
          LD_PRELOAD: library,
          PERENOS_DISK_IN: `${place}/`,
          PERENOS_DISK_FILES: 'kept',
          PERENOS_DISK_FROM: '1',
          PERENOS_DISK_ACTS: '1',
          PERENOS_DISK_ERROR: 'full',
        },
      },
    );
    expect(status, String(stderr)).toBe(0);
    const [written = ''] = readdirSync(place);
    expect(readFileSync(path(written), 'utf8')).toMatch(wanted);
  });
});
