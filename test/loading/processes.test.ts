import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { checkAuditLog } from '../../src/store/audit-log.ts';
import { expectLoadedOnce } from './invariants.ts';
import { portalProject, type Project } from './program.ts';
import { tables } from './rehearsal.ts';
import { faultSeeds, replayable } from './seeds.ts';
import { seededRandom } from '../../src/emulators/seeded-random.ts';
import { readFileSync, writeFileSync } from 'node:fs';

const plan = ['plan', '--mapping', 'perenos.yaml', '-o', 'load.pplan', '--quiet'];
const apply = ['apply', 'load.pplan', '--yes', '--quiet'];

/** Faults of every kind that leaves a client in doubt or refuses for a while. */
const storm = [
  '503',
  '429',
  '500',
  '500-after',
  '502-html',
  '504-html-before',
  'reset-before',
  'reset-after',
  'bom',
  'late:20',
  'late-timeout:20',
  'truncated-json',
  'login-page',
  'bad-gzip',
].map((kind) => ({ kind, probability: 0.02 }));

/** Starts again until the load ends by itself, as a person would. */
async function untilDone(project: Project, args: readonly string[], kill?: () => number): Promise<number> {
  for (let starts = 1; starts <= 60; starts += 1) {
    const { child, finished } = project.start(args);
    const timer = kill === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), kill());
    const { code, signal, err } = await finished;
    clearTimeout(timer);
    if (code === 0) return starts;
    expect(signal === 'SIGKILL' || code === 4 || code === 8, `exit ${code}: ${err}`).toBe(true);
  }
  throw new Error('the load does not come to an end');
}

async function planned(project: Project): Promise<void> {
  const { code, err } = await project.run(plan);
  expect(code, err).toBe(0);
}

/** Resolves when the portal has taken the n-th call that writes records. */
function writes({ emulator }: Awaited<ReturnType<typeof portalProject>>, nth: number): Promise<void> {
  return new Promise((resolve) => {
    let left = nth;
    const stop = emulator.log.listen(({ operation }) => {
      if (!/import|update|batch/i.test(operation) || (left -= 1) > 0) return;
      stop();
      resolve();
    });
  });
}

describe('loads by real processes', () => {
  test.each(faultSeeds(1, 1))('survive random kills while the portal fails, seed %i', async (seed) => {
    replayable(seed);
    const random = seededRandom(seed);
    const project = await portalProject(seed, 120);
    await planned(project);
    project.emulator.faults.set(storm);
    let kills = 1 + Math.floor(random() * 4);
    await untilDone(project, apply, () => ((kills -= 1) >= 0 ? 300 + random() * 2500 : 600_000));
    project.emulator.faults.set([]);
    expectLoadedOnce(project.emulator.state, project.places, tables(seed, 120));
    expect((await project.run(['verify', '--quiet'])).code).toBe(0);
  });

  test('one writes, and the other says who does and ends with 10', async () => {
    const project = await portalProject(2, 60);
    await planned(project);
    const first = project.start(apply);
    await writes(project, 1);
    // It stands still for as long as the other needs.
    first.child.kill('SIGSTOP');
    const second = await project.run(apply);
    first.child.kill('SIGCONT');
    expect([second.code, second.err.includes(String(first.child.pid))]).toEqual([10, true]);
    expect((await first.finished).code).toBe(0);
    expectLoadedOnce(project.emulator.state, project.places, tables(2, 60));
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s once or twice ends with %i, and the next start goes on', async (signal, wanted) => {
    const project = await portalProject(4, 60);
    await planned(project);
    for (const times of [1, 2]) {
      const { child, finished } = project.start(apply);
      await writes(project, times);
      child.kill(signal);
      if (times === 2) {
        await pause(50);
        child.kill(signal);
      }
      const { code, signal: endedBy } = await finished;
      // The second one may reach a program that has just ended by the first: the shell makes the same number of it.
      if (times === 1) expect(code).toBe(wanted);
      else expect([wanted, 0, signal]).toContain(code ?? endedBy);
    }
    await untilDone(project, apply);
    expectLoadedOnce(project.emulator.state, project.places, tables(4, 60));
  });

  test('a changed line of the audit log is found', async () => {
    const project = await portalProject(5, 20);
    await planned(project);
    await untilDone(project, apply);
    expect((await project.run(['audit', 'verify', '--quiet'])).code).toBe(0);
    const { audit } = project.places;
    const lines = readFileSync(audit, 'utf8').split('\n');
    lines[3] = (lines[3] ?? '').replace('"action":"create"', '"action":"update"');
    writeFileSync(audit, lines.join('\n'));
    expect(checkAuditLog(audit).brokenAt).toBe(5);
    expect((await project.run(['audit', 'verify', '--quiet'])).code).not.toBe(0);
  });
});
