import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workdir } from '../workdir.ts';

const script = join(import.meta.dirname, 'rows-in-thread.mjs');

interface Told {
  readonly differing: readonly string[];
  readonly records: number;
  readonly codes: readonly string[];
  readonly values: readonly (readonly { readonly value: string; readonly count: number }[])[];
  readonly mappedHere: number;
  readonly mappedAlone: number;
}

test('rows mapped in the thread that writes become what they would become in the one that reads', () => {
  const told = JSON.parse(execFileSync(process.execPath, [script, workdir().folder], { encoding: 'utf8' })) as Told;
  expect(told.mappedAlone).toBe(56_000);
  expect(told.mappedHere).toBeLessThan(told.mappedAlone - 8000);
  expect(told.differing).toEqual([]);
  expect(told.records).toBe(56_000);
  expect(told.codes).toEqual(
    expect.arrayContaining(['csv.short-row', 'record.map-unknown', 'record.required', 'phone.too-short']),
  );
  expect(told.values[0]).toContainEqual({ map: 'sex', value: 'что-то 3', target: 'female', count: 38 });
});
