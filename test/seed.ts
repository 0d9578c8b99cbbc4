import { relative } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect } from 'vitest';

/** The seed of every run unless `PERENOS_TEST_SEED` names another: a number, or `random`. */
const usual = 20_261_122;

function chosen(wanted: string | undefined): number {
  if (wanted === undefined || wanted === '') return usual;
  if (wanted === 'random') return Math.floor(Math.random() * 2 ** 31);
  const seed = Number(wanted);
  if (!Number.isInteger(seed)) throw new Error(`PERENOS_TEST_SEED is a whole number or "random", not "${wanted}"`);
  return seed;
}

/** What everything invented by a test begins with. Equal seeds give equal tests, whichever run alone. */
export const testSeed = chosen(process.env['PERENOS_TEST_SEED']);

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: testSeed });

// The usual seed comes back by itself; where another one finds a failure, the line that runs it again is told.
afterEach(({ task }) => {
  if (testSeed === usual || task.result?.state !== 'fail') return;
  const { testPath = '' } = expect.getState();
  process.stderr.write(`again: PERENOS_TEST_SEED=${testSeed} npx vitest run ${relative(process.cwd(), testPath)}\n`);
});
