import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workdir } from '../workdir.ts';

const script = join(import.meta.dirname, 'ingest-in-thread.mjs');

interface Told {
  readonly isSame: boolean;
  readonly notedHere: number;
  readonly tables: readonly { readonly kind: string; readonly records: number; readonly phones: number }[];
  readonly failed: { readonly failure: string };
  readonly stopped: { readonly failure: string };
  readonly left: readonly string[];
}

test('what the writing thread notes of records is what the reading one would; when it fails or is stopped nothing stays', () => {
  const told = JSON.parse(execFileSync(process.execPath, [script, workdir().folder], { encoding: 'utf8' })) as Told;
  expect(told.isSame).toBe(true);
  expect(told.tables).toMatchObject([
    { kind: 'company', records: 4670, phones: 0 },
    { kind: 'contact', records: 4150, phones: 3110 },
  ]);
  expect(told.notedHere).toBeGreaterThan(2000);
  expect(told.notedHere).toBeLessThan(6000);
  expect(told.failed.failure).toContain('no room left');
  expect(told.stopped.failure).toBe('stopped by a person');
  expect(told.left).toEqual([]);
});
