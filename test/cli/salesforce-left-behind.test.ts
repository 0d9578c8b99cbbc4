import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workdir } from '../workdir.ts';
import { perenos } from './perenos.ts';

const stories = join(import.meta.dirname, '../../samples/stories');

test('a weekly export names as left behind what no record holds, not the tables and ids that its relations are made of', () => {
  const { folder, path } = workdir();
  const [archive = ''] = readdirSync(stories).filter((name) => name.startsWith('WE_'));
  perenos(folder, 'run', join(stories, archive), '--to', 'a.db', '--project', '.');
  const [run = ''] = readdirSync(path('.perenos/runs'));
  const report = JSON.parse(readFileSync(path(`.perenos/runs/${run}/report.json`), 'utf8')) as {
    readonly left_behind: readonly { readonly table: string; readonly column: string; readonly filled: number }[];
  };
  expect(report.left_behind.map(({ table, column, filled }) => `${table}.${column} ${filled}`)).toEqual([
    'User.CreatedDate 2',
    'Campaign.StartDate 1',
    'Account.INN__c 2',
  ]);
});
