import { describe, expect, test } from 'vitest';
import { idsOf, openPortal, type Answered, type Loose, type Portal } from './amocrm-client.ts';
import { judge } from './amocrm-schema.ts';

/** What happens to one write in twenty, each. */
const kinds = [
  '429',
  '503-html',
  'reset-before',
  'reset-after',
  'partial:7',
  'late:20000',
  '502-html',
  '504-html-after',
  'truncated-json',
  'missing',
  'reorder',
];
const faults = kinds.map((kind) => ({ method: 'POST /api/v4/contacts', probability: 0.05, kind }));

const settleMs = 60_000;
const [records, batch] = [200, 20];

interface Loader {
  readonly portal: Portal;
  readonly field: number;
  /** Source key -> number in the account. */
  readonly done: Map<string, number>;
}

const key = (at: number): string => `source:${at}`;

async function opened(seed: number): Promise<Loader> {
  const portal = await openPortal({ faults, seed });
  const made = await portal.post('/contacts/custom_fields', [{ name: 'perenos', type: 'text', code: 'PERENOS_ID' }]);
  return { portal, field: idsOf(made, 'custom_fields')[0] ?? 0, done: new Map() };
}

function send({ portal, field }: Loader, keys: readonly string[]): Promise<Answered | undefined> {
  const elements = keys.map((one) => ({
    name: `Контакт ${one}`,
    request_id: one,
    custom_fields_values: [{ field_id: field, values: [{ value: one }] }],
  }));
  return portal.post('/contacts', elements).catch(() => undefined);
}

function take({ done }: Loader, answer: Answered | undefined): void {
  const made: Loose[] = answer?.body?._embedded?.contacts ?? [];
  if (answer?.status === 200) for (const { id, request_id: one } of made) done.set(one, id);
}

/** The greatest number there is before anything is sent. */
async function highWater({ portal }: Loader): Promise<number> {
  const answer = await portal.get('/contacts?limit=1&order[id]=desc');
  return answer.status === 204 ? 0 : (idsOf(answer, 'contacts')[0] ?? 0);
}

/** Looks for what a request in doubt has left, newest first, down to what was there before. */
async function scan({ portal, field, done }: Loader, above: number): Promise<void> {
  let next: string | undefined = '/contacts?limit=250&order[id]=desc';
  while (next !== undefined) {
    const { body, status }: Answered = await portal.get(next);
    if (status === 204) return;
    for (const { id, custom_fields_values: values } of body._embedded.contacts) {
      if (id <= above) return;
      const marker = values?.find((one: Loose) => one.field_id === field)?.values[0].value;
      if (marker !== undefined) done.set(marker, id);
    }
    next = body._links.next?.href;
  }
}

async function carefulLoad(loader: Loader): Promise<void> {
  const { portal, done } = loader;
  for (let from = 0; from < records; from += batch) {
    const above = await highWater(loader);
    const keys = Array.from({ length: batch }, (_, at) => key(from + at));
    for (let left = keys; left.length > 0; left = keys.filter((one) => !done.has(one))) {
      const answer = await send(loader, left);
      take(loader, answer);
      if (left.every((one) => done.has(one))) break;
      const isRefused = answer?.status === 429;
      portal.emulator.clock.advanceTo(portal.emulator.clock.now() + (isRefused ? 1000 : settleMs));
      if (!isRefused) await scan(loader, above);
    }
  }
}

/** What clients of the vendors do: whatever went wrong is sent again. */
async function carelessLoad(loader: Loader): Promise<void> {
  for (let from = 0; from < records; from += batch) {
    const keys = Array.from({ length: batch }, (_, at) => key(from + at));
    while (!keys.every((one) => loader.done.has(one))) {
      take(
        loader,
        await send(
          loader,
          keys.filter((one) => !loader.done.has(one)),
        ),
      );
    }
  }
  loader.portal.emulator.clock.advanceTo(loader.portal.emulator.clock.now() + settleMs);
}

/** Each marker in the account and the numbers that bear it. */
function stored({ portal, field }: Loader): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { id, fields } of portal.emulator.state.entities.contacts.rows) {
    const marker = fields.find(({ field_id: one }) => one === field)?.values[0]?.value;
    if (typeof marker === 'string') found.set(marker, [...(found.get(marker) ?? []), id]);
  }
  return found;
}

const doubled = (found: Map<string, number[]>): number => [...found.values()].filter(({ length }) => length > 1).length;

describe('a rehearsal under faults', () => {
  test.each([1, 2, 3, 4])(
    'seed %i: intent, settling and a scan from the newest leave each record once',
    async (seed) => {
      const loader = await opened(seed);
      const { listener, problems, largest } = judge();
      loader.portal.emulator.log.listen(listener);
      await carefulLoad(loader);
      const found = stored(loader);
      expect(Object.keys(loader.portal.emulator.faults.counts()).length).toBeGreaterThan(2);
      expect(found.size).toBe(records);
      expect(doubled(found)).toBe(0);
      expect([...loader.done].filter(([one, id]) => found.get(one)?.[0] !== id)).toEqual([]);
      expect(problems).toEqual([]);
      expect(largest()).toBe(batch);
      await loader.portal.emulator.close();
    },
  );

  test('sending again whatever went wrong makes doubles', async () => {
    let sum = 0;
    for (const seed of [1, 2, 3, 4]) {
      const loader = await opened(seed);
      await carelessLoad(loader);
      expect(stored(loader).size).toBe(records);
      sum += doubled(stored(loader));
      await loader.portal.emulator.close();
    }
    expect(sum).toBeGreaterThan(20);
  });

  test('a loader that keeps to seven a second is never refused and loses no time', async () => {
    const portal = await openPortal({ limits: { perToken: 7, perAccount: 50, refusalsToBlock: 5 } });
    const { clock, log } = portal.emulator;
    const begun = clock.now();
    for (let at = 0; at < 210; at += 1) {
      if (at >= 7) clock.advanceTo(begun + Math.floor(at / 7) * 1000);
      expect((await portal.post('/leads', [{ name: `С${at}` }])).status).toBe(200);
    }
    expect(log.counts()).toMatchObject({ requests: 210, refused: 0 });
    expect((clock.now() - begun) / 1000).toBe(29);
    await portal.emulator.close();
  });
});
