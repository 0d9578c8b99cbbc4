import { utimesSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Redaction } from '../src/redaction.ts';
import { findSecret, keepSecret } from '../src/secret.ts';
import { workdir } from './workdir.ts';

const pair = (number: number) =>
  JSON.stringify({
    client_id: 'local.1',
    client_secret: 'geheim-1',
    access_token: `zugang-${number}`,
    refresh_token: `r-${number}`,
  });

test('of a pair that was renewed the kept one counts, until its owner writes the file again', () => {
  const dir = workdir();
  const [file, kept] = [dir.path('token.json'), dir.path('kept')];
  const redaction = new Redaction();
  const find = () =>
    findSecret('b24', ['b24'], { tokenFiles: [file], environment: {}, kept, isCi: true, redaction })?.value;
  writeFileSync(file, pair(1), { mode: 0o600 });
  utimesSync(file, 1_000, 1_000);
  expect(find()).toBe(pair(1));
  keepSecret(kept, 'b24', pair(2));
  expect(find()).toBe(pair(2));
  expect(redaction.text('zugang-2 von geheim-1')).toBe('*** von ***');
  writeFileSync(file, pair(3));
  const later = Date.now() / 1000 + 60;
  utimesSync(file, later, later);
  expect(find()).toBe(pair(3));
  // Another application: the file is meant.
  keepSecret(kept, 'b24', pair(4).replace('local.1', 'local.2'));
  utimesSync(file, 1_000, 1_000);
  expect(find()).toBe(pair(3));
});
