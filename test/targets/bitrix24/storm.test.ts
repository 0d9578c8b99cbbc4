import { describe, expect, onTestFinished, test } from 'vitest';
import { createBitrix24Emulator } from '../../../src/emulators/bitrix24.ts';
import { seededRandom } from '../../../src/emulators/seeded-random.ts';
import { bitrix24 } from '../../../src/targets/bitrix24.ts';
import { judged } from '../../loading/judged.ts';
import { randomCrashes, rehearsal, type Stage } from '../../loading/rehearsal.ts';
import { accessTo, startOfTime } from './portal.ts';
import { faultSeeds, replayable } from '../../loading/seeds.ts';

const faults = [
  '503',
  '429',
  '500',
  '500-after',
  '502-html',
  '504-html-before',
  '504-html-after',
  'reset-before',
  'reset-after',
  'late:20000',
  'truncated-json',
  'login-page',
  'bad-gzip',
].map((kind) => ({ probability: 0.015, kind }));

/** Records with everything that hangs on them; creation dates ascend in no order. */
function files(seed: number, count: number): Readonly<Record<string, string>> {
  const random = seededRandom(seed);
  const day = () => `2020-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-1${Math.floor(random() * 10)}`;
  const rows = (row: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => row(index + 1)).join('\n');
  return {
    'companies.csv': `Код;Название;Полное;Адрес;Счёт;БИК;Дата\n${rows((i) => `${i};Фирма ${letters(i)};Общество «${letters(i)}»;г. Москва, ул. Первая, ${i};407028100000000${String(10_000 + i)};044525225;${day()}`)}\n`,
    'deals.csv': `Код;Название;Сумма;Компания;Дата\n${rows((i) => `${i};Сделка ${i};${i}.50;${1 + Math.floor(random() * count)};${day()}`)}\n`,
    'notes.csv': `Код;Текст;Сделка\n${rows((i) => `${i};Запись ${i % 3};${1 + (i % 5)}`)}\n`,
    'perenos.yaml': mapping,
  };
}

function letters(index: number): string {
  return Array.from(String(index), (digit) => 'абвгдежзик'[Number(digit)]).join('');
}

const mapping = `perenos: 1
project: rehearsal
target:
  type: bitrix24
  limits: {max_reject_share: 100%}
sources:
  companies: {file: companies.csv, key: Код, system: old}
  deals: {file: deals.csv, key: Код, system: old}
  notes: {file: notes.csv, key: Код, system: old}
load:
  companies:
    entity: company
    from: companies
    key: Код
    fields:
      name: {from: Название, required: true}
      legal_name: Полное
      addresses: [{from: Адрес, type: legal}]
      bank_accounts: [{account: Счёт, bik: БИК}]
      created_at: {from: Дата, do: [date]}
  deals:
    entity: deal
    from: deals
    key: Код
    fields:
      title: {from: Название, required: true}
      amount: {from: Сумма, do: [{money: RUB}]}
      company: {ref: companies, by: Компания}
      created_at: {from: Дата, do: [date]}
  notes:
    entity: note
    from: notes
    key: Код
    fields:
      text: {from: Текст, required: true}
      links: [{ref: deals, by: Сделка}]
`;

describe('records with everything that hangs on them', () => {
  test.each(faultSeeds(1, 2))(
    'stand in the portal once, whole and tied to the right ones, whatever happens on the way, seed %i',
    async (seed) => {
      replayable(seed);
      const count = 60;
      const emulator = await createBitrix24Emulator({
        clock: 'virtual',
        startAt: startOfTime,
        plan: 'box',
        costFactor: 0,
        faults,
        seed,
      });
      onTestFinished(() => emulator.close());
      judged(emulator);
      const access = accessTo(emulator.webhook);
      const stage: Stage = {
        target: bitrix24,
        clock: emulator.clock,
        connect: (context) => bitrix24.connect({ project: 'rehearsal', plan: 'box' }, context, access),
      };
      const { plan, applyUntilDone } = await rehearsal(stage, files(seed, count));
      const made = await plan();
      expect(made.sums.map(({ planned }) => planned)).toEqual([count, count, count]);
      const { sums } = await applyUntilDone(made.plan, randomCrashes(seed, 0.05));
      made.plan.close();
      emulator.faults.set([]);
      // What was abandoned has been executed by now in any case.
      emulator.clock.advanceTo(emulator.clock.now() + 120_000);
      expect(sums.map(({ done }) => done)).toEqual([count, count, count]);
      const { items, rows } = await dump(emulator.url);
      expect(items['company']?.items).toHaveLength(count);
      expect(items['deal']?.items).toHaveLength(count);
      for (const table of ['requisites', 'addresses', 'bankDetails', 'comments'])
        expect(rows[table]?.rows, table).toHaveLength(count);
      // Twelve notes on each of five deals: four times the same three.
      const text = JSON.stringify(rows['comments']?.rows ?? []);
      const notes = text.match(/"ENTITY_ID":\d+[^{}]*?"COMMENT":"[^"]+"/g) ?? [];
      const counts = [...new Set(notes)].map((note) => notes.filter((other) => other === note).length);
      expect(counts).toEqual(Array.from({ length: 15 }, () => 4));
    },
  );
});

interface Dump {
  readonly items: Readonly<Record<string, { readonly items: readonly unknown[] }>>;
  readonly rows: Readonly<Record<string, { readonly rows: readonly Readonly<Record<string, unknown>>[] }>>;
}

async function dump(url: string): Promise<Dump> {
  return (await (await fetch(`${url}/admin/state`)).json()) as Dump;
}
