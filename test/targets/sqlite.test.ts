import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AccessError, LocalError, StaleError } from '../../src/errors.ts';
import type { EntityData, EntityKind } from '../../src/model/entity.ts';
import { entityKinds, entitySchemas } from '../../src/model/entity.ts';
import { openDatabase } from '../../src/store/database.ts';
import { sqlite } from '../../src/targets/sqlite.ts';
import { layouts } from '../../src/targets/sqlite/layout.ts';
import type { Operation } from '../../src/targets/target.ts';
import { testContext } from '../context.ts';
import { workdir } from '../workdir.ts';

const { context } = testContext();
const nobody = () => undefined;

function create<K extends EntityKind>(kind: K, key: string, data: EntityData[K]): Operation {
  return {
    id: 1,
    kind,
    action: 'create',
    targetId: undefined,
    marker: { system: 'test', key },
    data,
    origins: [{ system: 'test', key, file: 'in.csv', line: 2 }],
    changes: [],
    payloadHash: key,
  } as unknown as Operation;
}

const contact: EntityData['contact'] = {
  last_name: 'Иванова',
  first_name: 'Анна',
  full_name: 'Иванова Анна',
  phones: [
    { value: '+79161234567', ext: '12', type: 'mobile', country: 'RU', raw: '8 916 123-45-67 доб. 12', primary: true },
    { value: '+74951234567', type: 'work', country: 'RU', raw: '(495) 123-45-67', comment: 'Мария', primary: false },
  ],
  emails: [{ value: 'anna@example.ru', type: 'work', raw: 'anna@example.ru', primary: true }],
  urls: ['https://example.ru'],
  addresses: [{ text: 'Москва, ул. Мира, 1', type: 'actual', city: 'Москва' }],
  do_not_call: true,
  birth_date: '1980-02-29',
  tags: ['vip', 'сад'],
  custom: { code_1c: '000123', score: 7 },
};

describe('the SQLite layout', () => {
  test.each(entityKinds)('places every canonical field of %s exactly once', (kind) => {
    const { scalars, money, references, children } = layouts[kind];
    const placed = [...scalars, ...money, ...references, ...children].map(({ field }) => field);
    expect(placed.toSorted()).toEqual(Object.keys(entitySchemas[kind].shape).toSorted());
  });
});

describe('the SQLite target', () => {
  test('makes no file before the first write', async () => {
    const { path } = workdir();
    const connection = await sqlite.connect({ path: path('crm.db') }, context);
    expect(await connection.isEmpty()).toBe(true);
    await connection.close();
    expect(existsSync(path('crm.db'))).toBe(false);
  });

  test('reads back exactly what was written', async () => {
    const { path } = workdir();
    const connection = await sqlite.connect({ path: path('crm.db') }, context);
    const [outcome] = await connection.write([create('contact', 'c1', contact)], nobody);
    expect(outcome).toEqual({ status: 'done', targetId: '1' });
    expect(await connection.read('contact', ['1', '2'])).toEqual([contact, undefined]);
    expect(
      await connection.find('contact', [
        { system: 'test', key: 'c1' },
        { system: 'test', key: 'c2' },
      ]),
    ).toEqual(['1', undefined]);
    await connection.close();
  });

  test('keeps references as ids and gives them back as markers', async () => {
    const { path } = workdir();
    const connection = await sqlite.connect({ path: path('crm.db') }, context);
    await connection.write([create('company', 'k1', { name: 'Ромашка' })], nobody);
    const deal: EntityData['deal'] = {
      title: 'Заказ 7',
      amount: { amount: '1234567890123.45', currency: 'RUB' },
      company: { system: 'test', key: 'k1' },
      items: [{ name: 'Доска', quantity: '2.5', price: { amount: '10.10', currency: 'RUB' } }],
    };
    await connection.write([create('deal', 'd1', deal)], (kind, { key }) =>
      kind === 'company' && key === 'k1' ? '1' : undefined,
    );
    expect(await connection.read('deal', ['1'])).toEqual([deal]);
    await connection.close();
    const database = openDatabase(path('crm.db'), { readonly: true });
    expect(database.prepare('SELECT company_id, amount, currency FROM deal').get()).toEqual({
      company_id: 1,
      amount: '1234567890123.45',
      currency: 'RUB',
    });
    database.close();
  });

  test('rejects the one record that breaks a constraint and writes the others', async () => {
    const { path } = workdir();
    const connection = await sqlite.connect({ path: path('crm.db') }, context);
    const broken = create('contact', 'c2', { full_name: null as unknown as string });
    const outcomes = await connection.write(
      [create('contact', 'c1', contact), broken, create('contact', 'c3', contact)],
      nobody,
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['done', 'rejected', 'done']);
    expect(outcomes[1]).toMatchObject({ finding: { code: 'target.rejected' } });
    await connection.close();
  });

  test('replaces a record and its lists on update', async () => {
    const { path } = workdir();
    const connection = await sqlite.connect({ path: path('crm.db') }, context);
    await connection.write([create('contact', 'c1', contact)], nobody);
    const { phones: _phones, ...rest } = contact;
    const changed = { ...rest, position: 'директор' };
    await connection.write(
      [{ ...create('contact', 'c1', changed), action: 'update', targetId: '1' } as Operation],
      nobody,
    );
    expect(await connection.read('contact', ['1'])).toEqual([changed]);
    await connection.close();
  });

  test("refuses another program's database and leaves it as it was", async () => {
    const { path } = workdir();
    const foreign = openDatabase(path('crm.db'));
    foreign.exec('CREATE TABLE t (x); INSERT INTO t VALUES (1)');
    foreign.close();
    const before = readFileSync(path('crm.db'));
    await expect(sqlite.connect({ path: path('crm.db') }, context)).rejects.toThrow(AccessError);
    expect(readFileSync(path('crm.db')).equals(before)).toBe(true);
  });

  test('refuses a file that is no database', async () => {
    const { write } = workdir();
    const file = write('crm.db', 'Имя;Телефон\nАнна;1\n'.repeat(100));
    await expect(sqlite.connect({ path: file }, context)).rejects.toThrow(LocalError);
  });

  test('refuses a database that a plan was not made for', async () => {
    const { path } = workdir();
    const connection = await sqlite.connect({ path: path('crm.db') }, context);
    await connection.write([create('company', 'k1', { name: 'Ромашка' })], nobody);
    await connection.close();
    await expect(sqlite.connect({ path: path('crm.db'), account: 'another' }, context)).rejects.toThrow(StaleError);
  });

  test('leaves one plain file when a run has finished', async () => {
    const { path } = workdir();
    const connection = await sqlite.connect({ path: path('crm.db') }, context);
    const run = { runId: 'r1', planHash: 'h', startedAt: '2026-01-01T00:00:00Z', toolVersion: '0' };
    await connection.runStarted?.(run);
    await connection.write([create('contact', 'c1', contact)], nobody);
    await connection.runFinished?.({ ...run, finishedAt: '2026-01-01T00:01:00Z' });
    expect(existsSync(path('crm.db-wal'))).toBe(false);
    await connection.close();
    const database = openDatabase(path('crm.db'), { readonly: true });
    expect(database.prepare('SELECT full_name, phone, email FROM contact_flat').get()).toEqual({
      full_name: 'Иванова Анна',
      phone: '+79161234567',
      email: 'anna@example.ru',
    });
    expect(database.pragma('foreign_key_check')).toEqual([]);
    expect(database.prepare('SELECT finished_at FROM perenos_run').pluck().get()).toBe('2026-01-01T00:01:00Z');
    database.close();
  });

  test('is read and written again when a run has finished', async () => {
    const { path } = workdir();
    const connection = await sqlite.connect({ path: path('crm.db') }, context);
    const run = { runId: 'r1', planHash: 'h', startedAt: '2026-01-01T00:00:00Z', toolVersion: '0' };
    await connection.write([create('contact', 'c1', contact)], nobody);
    await connection.runFinished?.(run);
    expect(await connection.isEmpty()).toBe(false);
    expect(await connection.read('contact', ['1'])).toEqual([contact]);
    const [outcome] = await connection.write([create('contact', 'c2', contact)], nobody);
    expect(outcome).toEqual({ status: 'done', targetId: '2' });
    await connection.close();
  });
});
