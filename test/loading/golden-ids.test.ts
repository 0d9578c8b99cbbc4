import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import { sqlite } from '../../src/targets/sqlite.ts';
import { portalStage } from './portal-stage.ts';
import { rehearsal, type Rehearsal, type Stage, tables } from './rehearsal.ts';
import { workdir } from '../workdir.ts';

const head = 'Код;Фамилия;Имя;Телефон;Почта;Компания\n';
const petrov = '1;Петров;;+79161000001;;1\n';
const ivan = '2;Петров;Иван;+79161000001;ivan@example.com;1\n';
const orlova = '7;Орлова;Мария;+79161000007;maria@example.com;1\n';

/** Loads the tables and gives, by source key, the id of the record of the target that stands for it. */
async function loadedIds(project: Rehearsal, contacts: string): Promise<ReadonlyMap<string, string>> {
  project.rewrite({ 'contacts.csv': head + contacts });
  await project.context.wait?.(1000);
  const { plan } = await project.plan();
  plan.close();
  await project.applyUntilDone(plan);
  const state = new Sqlite(project.places.state, { readonly: true });
  try {
    const rows = state
      .prepare<unknown[], { key: string; id: string }>(
        "SELECT key, target_id AS id FROM idmap WHERE kind = 'contact' AND system = 'old' ORDER BY key",
      )
      .all();
    return new Map(rows.map(({ key, id }) => [key, id]));
  } finally {
    state.close();
  }
}

const stages: readonly (readonly [string, () => Promise<Stage>])[] = [
  ['Bitrix24', async () => (await portalStage()).stage],
  [
    'SQLite',
    () => {
      const file = workdir().path('crm.db');
      let time = Date.UTC(2026, 2, 1);
      return Promise.resolve({
        target: sqlite,
        clock: { now: () => (time += 1000), advanceTo: (to) => void (time = to) },
        connect: (context) => sqlite.connect({ path: file, account: 'crm' }, context),
      });
    },
  ],
];

describe.each(stages)('the record of %s that stands for duplicates', (name, open) => {
  const project = async () =>
    rehearsal(await open(), {
      ...tables(1, 4),
      'deals.csv': 'Код;Название;Сумма;Контакт;Компания\n',
      'perenos.yaml': tableMapping(name === 'SQLite' ? 'sqlite' : 'bitrix24'),
    });

  test('stays when a run is repeated, rows change places, and fuller duplicates join it', async () => {
    const own = await project();
    const first = await loadedIds(own, petrov + orlova);
    expect(await loadedIds(own, petrov + orlova)).toEqual(first);
    expect(await loadedIds(own, orlova + petrov)).toEqual(first);
    const joined = await loadedIds(own, ivan + orlova + petrov);
    expect(joined.get('1')).toBe(first.get('1'));
    expect(joined.get('2')).toBe(first.get('1'));
    expect(joined.get('7')).toBe(first.get('7'));
  });

  test('is the older one when two turn out to be one', async () => {
    const own = await project();
    const older = await loadedIds(own, petrov + orlova);
    const apart = '2;Петров;Иван;+79161000002;ivan@example.com;1\n';
    const later = await loadedIds(own, petrov + orlova + apart);
    expect(later.get('2')).not.toBe(older.get('1'));
    const merged = await loadedIds(own, ivan + orlova + petrov);
    expect(merged.get('1')).toBe(older.get('1'));
    expect(merged.get('2')).toBe(older.get('1'));
  });

  test('is the one that most of them were loaded into, though another is older', async () => {
    const own = await project();
    const older = await loadedIds(own, petrov + orlova);
    const two = '2;Петров;Иван;+79161000002;ivan@example.com;1\n3;Петров;Иван;+79161000002;ivan@example.com;1\n';
    const later = await loadedIds(own, petrov + orlova + two);
    expect(later.get('3')).toBe(later.get('2'));
    expect(later.get('2')).not.toBe(older.get('1'));
    const merged = await loadedIds(own, petrov + orlova + two.replaceAll('+79161000002', '+79161000001'));
    expect(['1', '2', '3'].map((key) => merged.get(key))).toEqual(['2', '2', '2'].map((key) => later.get(key)));
  });

  test('stays with the record it was made from when one turns out to be two', async () => {
    const own = await project();
    const before = await loadedIds(own, petrov + orlova);
    await loadedIds(own, ivan + orlova + petrov);
    const apart = '2;Сидорова;Анна;+79161000002;anna@example.com;1\n';
    own.rewrite({ 'contacts.csv': head + apart + orlova + petrov });
    const { plan } = await own.plan();
    const operations = plan.database
      .prepare<unknown[], { key: string; action: string; id: string | null }>(
        `SELECT key, action, target_id AS id FROM operation JOIN record USING (seq) WHERE operation.kind = 'contact' ORDER BY key`,
      )
      .all();
    plan.close();
    expect(operations.map(({ key, id }) => [key, id])).toContainEqual(['1', before.get('1')]);
    expect(operations.find(({ key }) => key === '1')?.action).not.toBe('skip');
    expect(operations.find(({ key }) => key === '2')?.action).toBe('skip');
  });
});
