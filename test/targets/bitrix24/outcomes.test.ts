import { describe, expect, test } from 'vitest';
import type { FaultRule } from '../../../src/emulators/faults.ts';
import type { Connection, Operation, Outcome } from '../../../src/targets/target.ts';
import { connected, idOfTable, operation } from './portal.ts';

const idOf = idOfTable({});
const method = 'crm.item.batchImport';

function people(count: number): Operation[] {
  return Array.from({ length: count }, (_, index) => operation('contact', { full_name: `Человек ${index}` }));
}

/** What the engine does with outcomes, without its journal: looks up what is in doubt after its time, sends the rest again. */
async function settle(
  connection: Connection,
  operations: readonly Operation[],
  {
    outcomes,
    since,
    wait,
  }: { readonly outcomes: readonly Outcome[]; readonly since: string; readonly wait: () => void },
): Promise<readonly Outcome[]> {
  wait();
  const settled: Outcome[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    const one = operations[index]!;
    if (outcome.status === 'done' || outcome.status === 'rejected') {
      settled.push(outcome);
      continue;
    }
    const [found] = await connection.find(one.kind, [one.marker], since);
    const again = { ...one, targetId: found } as Operation;
    settled.push(...(await connection.write([again], idOf)));
  }
  return settled;
}

async function meet(rule: FaultRule, count = 3) {
  const { connection, emulator, result } = await connected(
    {},
    { timeout_ms: rule.kind === 'timeout-after' ? 3_000 : 60_000 },
  );
  const since = (await connection.highWater?.('contact')) ?? '0';
  emulator.faults.set([{ ...rule }]);
  const operations = people(count);
  const outcomes = await connection.write(operations, idOf);
  emulator.faults.set([]);
  const wait = () => emulator.clock.advanceTo(emulator.clock.now() + 120_000);
  const first = await result<{ ID: string; ORIGIN_ID: string }[]>('crm.contact.list', { select: ['ID', 'ORIGIN_ID'] });
  const stops = outcomes.flatMap((outcome) => ('stop' in outcome && outcome.stop ? [outcome.stop.code] : []));
  const settled = await settle(connection, operations, { outcomes, since, wait });
  const last = await result<{ ID: string; ORIGIN_ID: string }[]>('crm.contact.list', { select: ['ID', 'ORIGIN_ID'] });
  return {
    outcomes,
    stops,
    settled,
    written: first.length,
    last: last.map(({ ORIGIN_ID: origin }) => origin),
    owners: new Map(last.map(({ ID, ORIGIN_ID }) => [ID, ORIGIN_ID])),
    operations,
  };
}

/** Status of every outcome at first, what the run stops with, records that were made before anything was sent again. */
const table: readonly (readonly [
  kind: string,
  status: Outcome['status'],
  stop: string | undefined,
  written: number,
])[] = [
  ['reset-after', 'in-doubt', undefined, 3],
  ['timeout-after', 'in-doubt', undefined, 3],
  ['500-after', 'in-doubt', undefined, 3],
  ['502-html', 'in-doubt', undefined, 3],
  ['504-html-after', 'in-doubt', undefined, 3],
  ['login-page-after', 'in-doubt', undefined, 3],
  ['truncated-json', 'in-doubt', undefined, 3],
  ['bad-gzip', 'in-doubt', undefined, 3],
  ['reset-before', 'in-doubt', undefined, 0],
  ['500', 'in-doubt', undefined, 0],
  ['503-html', 'in-doubt', undefined, 0],
  ['502-html-before', 'in-doubt', undefined, 0],
  ['504-html-before', 'in-doubt', undefined, 0],
  ['login-page', 'in-doubt', undefined, 0],
  ['late', 'in-doubt', undefined, 0],
  ['redirect', 'in-doubt', 'target.moved', 0],
  ['overload', 'not-executed', 'target.blocked', 0],
  ['portal-deleted', 'not-executed', 'target.denied', 0],
  ['expired_token', 'not-executed', 'target.denied', 0],
  ['bom', 'done', undefined, 3],
  ['wrong-type', 'done', undefined, 3],
  ['trickle:1', 'done', undefined, 3],
];

describe('the outcome of a write', () => {
  test.each(table)('%s: %s, stops with %s, %i records', async (kind, status, stop, written) => {
    const met = await meet({ method, nth: 1, kind });
    expect(met.outcomes.map((outcome) => outcome.status)).toEqual([status, status, status]);
    expect(met.stops[0]).toBe(stop);
    expect(met.written).toBe(written);
    expect(met.settled.map((outcome) => outcome.status)).toEqual(['done', 'done', 'done']);
    expect(new Set(met.last).size).toBe(3);
    expect(met.last).toHaveLength(3);
  });

  test.each(['429', '503'])('a limit (%s) is waited out: everything is written once', async (kind) => {
    const met = await meet({ method, every: 1, times: 3, kind });
    expect(met.outcomes.map((outcome) => outcome.status)).toEqual(['done', 'done', 'done']);
    expect(met.last).toHaveLength(3);
  });

  test('a whole command that is refused falls apart into single records', async () => {
    const met = await meet({ method, nth: 1, kind: 'empty-error' });
    expect(met.outcomes.map((outcome) => outcome.status)).toEqual(['done', 'done', 'done']);
    expect(met.last).toHaveLength(3);
  });

  test('one record that is refused leaves the others alone', async () => {
    const { connection } = await connected();
    const operations = [...people(2), operation('contact', { full_name: '' }), ...people(1)];
    const outcomes = await connection.write(operations, idOf);
    expect(outcomes.map(({ status }) => status)).toEqual(['done', 'done', 'rejected', 'done']);
  });

  test.each(['missing', 'reorder', 'partial:1', 'item-error'])(
    '%s: no id is given to a record that is not its own',
    async (kind) => {
      const met = await meet({ method, nth: 1, kind });
      expect(met.settled.filter(({ status }) => status !== 'rejected').map(({ status }) => status)).toContain('done');
      for (const [index, outcome] of met.settled.entries()) {
        if (outcome.status === 'done')
          expect(met.owners.get(outcome.targetId)).toBe(`contact:csv:${met.operations[index]!.marker.key}`);
      }
      expect(new Set(met.last).size).toBe(met.last.length);
    },
  );

  test('what follows a lost command of one request goes on and keeps its dates', async () => {
    const { connection, emulator, result } = await connected();
    await connection.write(people(1), idOf);
    const dated = Array.from({ length: 60 }, (_, index) =>
      operation('contact', {
        full_name: `Д ${index}`,
        created_at: new Date(Date.UTC(2026, 2, 1, 9, 0, index)).toISOString(),
      }),
    );
    emulator.clock.advanceTo(emulator.clock.now() + 3_600_000);
    emulator.faults.set([{ method: 'crm.item.batchimport', nth: 2, kind: '500' }]);
    const outcomes = await connection.write(dated, idOf);
    const statuses = outcomes.map(({ status }) => status);
    expect(statuses.slice(0, 20).concat(statuses.slice(40))).toEqual(Array.from({ length: 40 }, () => 'done'));
    expect(new Set(statuses.slice(20, 40))).toEqual(new Set(['in-doubt']));
    const rows = await result<{ DATE_CREATE: string }[]>('crm.contact.list', {
      filter: { '>ID': 21 },
      order: { ID: 'ASC' },
      select: ['DATE_CREATE'],
    });
    expect(rows.map(({ DATE_CREATE }) => Date.parse(DATE_CREATE))).toEqual(
      dated.slice(40).map(({ data }) => Date.parse(data.created_at ?? '')),
    );
  });

  test.each([0, 1])('commands that follow a refused one are sent once (server seconds × %i)', async (costFactor) => {
    const { connection, emulator, result } = await connected({ costFactor });
    for (const nth of [1, 2, 3]) {
      await connection.write(people(60), idOf);
      emulator.faults.set([{ method: 'crm.item.batchimport', nth, kind: 'empty-error' }]);
      const [first, ...others] = people(60);
      // Its command goes alone, the others in one request.
      const data = { ...first!.data, comment: 'USD $total[0]' };
      const given = [{ ...first!, data } as Operation, ...others];
      expect(new Set((await connection.write(given, idOf)).map(({ status }) => status))).toEqual(new Set(['done']));
      emulator.faults.set([]);
    }
    expect(await result<unknown[]>('crm.contact.list', { start: -1, filter: { '>ID': 359 } })).toHaveLength(1);
    expect(await connection.doubled?.('contact', '0')).toEqual([]);
  });

  test.each(['missing', 'reorder', 'partial:1'])(
    '%s: commands of one request that were performed are not sent again',
    async (kind) => {
      const { connection, emulator } = await connected();
      await connection.write(people(60), idOf);
      for (const nth of [1, 2]) {
        for (const method of ['batch', 'crm.item.batchimport']) {
          const operations = people(100);
          const since = (await connection.highWater?.('contact')) ?? '0';
          emulator.faults.set([{ method, nth, kind }]);
          const outcomes = await connection.write(operations, idOf);
          emulator.faults.set([]);
          const wait = () => emulator.clock.advanceTo(emulator.clock.now() + 120_000);
          await settle(connection, operations, { outcomes, since, wait });
        }
      }
      expect(await connection.doubled?.('contact', '0')).toEqual([]);
    },
  );

  test('a doubled delivery is found', async () => {
    const { connection, emulator } = await connected();
    emulator.faults.set([{ method, nth: 1, kind: 'duplicate' }]);
    const [one] = people(1);
    expect(await connection.write([one!], idOf)).toMatchObject([{ status: 'done' }]);
    expect(await connection.doubled?.('contact', '0')).toEqual([
      { kind: 'contact', marker: `contact:csv:${one!.marker.key}`, ids: ['1', '2'] },
    ]);
  });

  test('a field that is ignored without a word is found by reading back', async () => {
    const { connection, emulator } = await connected();
    emulator.faults.set([{ method, every: 1, kind: 'ignore-field:post' }]);
    const outcomes = await connection.write([operation('contact', { full_name: 'А', position: 'Директор' })], idOf);
    expect(outcomes).toEqual([
      {
        status: 'done',
        targetId: '1',
        findings: [{ code: 'target.field-ignored', args: { field: 'position', id: '1' } }],
      },
    ]);
  });
});
