import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import { decide } from '../../src/matching/decisions.ts';
import { recordsAsRead } from '../../src/store/plan-records.ts';
import { sqlite } from '../../src/targets/sqlite.ts';
import { portalStage } from './portal-stage.ts';
import { type CrashRule, rehearsal, type Rehearsal, type Stage, tables } from './rehearsal.ts';
import { workdir } from '../workdir.ts';

const head = 'Код;Фамилия;Имя;Телефон;Почта;Компания\n';
const petrov = '1;Петров;;+79161000001;;1\n';
const ivan = '2;Петров;Иван;+79161000001;ivan@example.com;1\n';
const orlova = '7;Орлова;Мария;+79161000007;maria@example.com;1\n';

/** Loads the tables and gives, by source key, the id of the record of the target that stands for it. */
async function loadedIds(
  project: Rehearsal,
  contacts: string,
  crash?: CrashRule,
): Promise<ReadonlyMap<string, string>> {
  project.rewrite({ 'contacts.csv': head + contacts });
  await project.context.wait?.(1000);
  const { plan } = await project.plan();
  plan.close();
  await project.applyUntilDone(plan, crash);
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

  test.each(['never', 'before', 'after'] as const)(
    'is made for the other part by the run after a person set it apart, the process ending %s each first write',
    async (moment) => {
      const own = await project();
      const one = await loadedIds(own, petrov + orlova);
      const joined = await loadedIds(own, ivan + orlova + petrov);
      expect(joined.get('2')).toBe(one.get('1'));
      const { plan } = await own.plan();
      const seqs = plan.database
        .prepare<unknown[], number>("SELECT seq FROM record WHERE kind = 'contact'")
        .pluck()
        .all();
      const both = recordsAsRead(plan, 'contact', seqs).filter(({ key }) => key !== '7');
      plan.close();
      own.decisions.push(decide(both, 'different', { who: 'test', when: new Date('2026-03-01'), tool: 'test' }));
      const ends = () => {
        let writes = 0;
        const first = (wanted: string) => moment === wanted && (writes += 1) === 1;
        return { before: () => first('before'), after: () => first('after') };
      };
      const parted = await loadedIds(own, ivan + orlova + petrov, ends());
      expect(parted.get('1')).toBe(one.get('1'));
      const apart = await loadedIds(own, ivan + orlova + petrov, ends());
      const last = await loadedIds(own, ivan + orlova + petrov, ends());
      expect([last.get('1'), last.get('7')]).toEqual([one.get('1'), one.get('7')]);
      expect(last.get('2')).toBe(apart.get('2'));
      expect(new Set(last.values()).size).toBe(3);
    },
  );

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
