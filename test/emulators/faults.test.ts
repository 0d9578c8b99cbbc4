import { describe, expect, test } from 'vitest';
import { Faults, type FaultRule } from '../../src/emulators/faults.ts';
import { LeakyBucket } from '../../src/emulators/leaky-bucket.ts';
import { seededRandom } from '../../src/emulators/seeded-random.ts';
import { RealClock, VirtualClock } from '../../src/emulators/virtual-clock.ts';

function kinds(rules: readonly FaultRule[], operations: readonly string[], seed = 1): (string | undefined)[] {
  const faults = new Faults(rules, seed);
  return operations.map((operation) => faults.ofRequest(operation)?.kind);
}

const ten = Array.from({ length: 10 }, () => 'crm.contact.add');

describe('fault rules', () => {
  test('happen at the n-th, at each n-th, at most so often', () => {
    expect(kinds([{ kind: '503', nth: 3 }], ten).map(Boolean)).toEqual(ten.map((_, at) => at === 2));
    expect(kinds([{ kind: '503', every: 4 }], ten).map(Boolean)).toEqual(ten.map((_, at) => at === 3 || at === 7));
    expect(kinds([{ kind: '503', times: 2 }], ten).filter(Boolean)).toHaveLength(2);
  });

  test('concern one method, a family or all; the first that applies wins', () => {
    const rules = [{ kind: '500', method: 'crm.deal.*' }, { kind: '429', method: 'CRM.Contact.Add' }, { kind: 'bom' }];
    expect(kinds(rules, ['crm.contact.add', 'crm.deal.list', 'profile'])).toEqual(['429', '500', 'bom']);
  });

  test('reach into a batch only by name', () => {
    const faults = new Faults([{ kind: '500' }, { kind: 'empty-error', method: 'crm.deal.add' }], 1);
    expect(faults.ofCommand('crm.contact.add')).toBeUndefined();
    expect(faults.ofCommand('crm.deal.add')?.kind).toBe('empty-error');
    expect(faults.counts()).toEqual({ 'empty-error': 1 });
  });

  test('carry the argument after the colon, or the default of the kind', () => {
    const faults = new Faults(
      [
        { kind: 'redirect:h:8080', nth: 1 },
        { kind: 'late', nth: 2 },
      ],
      1,
    );
    expect(faults.ofRequest('a')?.argument).toBe('h:8080');
    expect(faults.ofRequest('a')?.argument).toBe('20000');
  });

  test('are the same for the same seed and about as frequent as they say', () => {
    const many = Array.from({ length: 2000 }, () => 'm');
    const rules = [
      { kind: '503', probability: 0.1 },
      { kind: 'reset-after', probability: 0.05 },
    ];
    expect(kinds(rules, many, 5)).toEqual(kinds(rules, many, 5));
    expect(kinds(rules, many, 5)).not.toEqual(kinds(rules, many, 6));
    const count = kinds(rules, many, 5).filter((kind) => kind === '503').length;
    expect(count).toBeGreaterThan(150);
    expect(count).toBeLessThan(250);
  });
});

describe('the leaky bucket', () => {
  test('lets a burst in and then as many as leak out', () => {
    const bucket = new LeakyBucket({ perSecond: 2, most: 50 });
    const burst = Array.from({ length: 60 }, () => bucket.take(0));
    expect(burst.filter(Boolean)).toHaveLength(50);
    expect([bucket.take(500), bucket.take(500), bucket.take(1000)]).toEqual([true, false, true]);
  });

  test('is kept full by refused requests when they count', () => {
    const bucket = new LeakyBucket({ perSecond: 1, most: 1, countsRefused: true });
    expect([bucket.take(0), bucket.take(500), bucket.take(1000), bucket.take(1500)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('clocks', () => {
  test('a virtual clock runs tasks in the order of their times and shows each its own time', () => {
    const clock = new VirtualClock(0);
    const seen: [string, number][] = [];
    clock.at(20, () => seen.push(['b', clock.now()]));
    clock.at(10, () => {
      seen.push(['a', clock.now()]);
      clock.at(15, () => seen.push(['a2', clock.now()]));
    });
    clock.advanceTo(30);
    expect(seen).toEqual([
      ['a', 10],
      ['a2', 15],
      ['b', 20],
    ]);
    expect(clock.now()).toBe(30);
  });

  test('a real clock can be put forward and its sleepers wake', async () => {
    const clock = new RealClock();
    const waiting = clock.until(clock.now() + 3_600_000);
    clock.advanceTo(clock.now() + 3_700_000);
    await waiting;
    const outside = Date.now();
    expect(clock.now() - outside).toBeGreaterThanOrEqual(3_600_000);
    clock.stop();
  });

  test('numbers of one seed are spread evenly', () => {
    const random = seededRandom(42);
    const values = Array.from({ length: 10_000 }, () => random());
    expect(values.reduce((sum, value) => sum + value, 0) / 10_000).toBeCloseTo(0.5, 1);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
  });
});
