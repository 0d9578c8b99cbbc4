import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendDecisions, readDecisions } from '../../src/matching/decision-file.ts';
import { decide, DecisionBook, type DecisionLine, fingerprintOf } from '../../src/matching/decisions.ts';
import { crowd, groups, matched, person } from './records.ts';

const by = { who: 'anna', when: new Date('2026-11-22T10:00:00Z'), tool: 'perenos 0.1.0' };
const mobile = '+79161112233';
const ivan = person(1, 'Иванов Пётр', { phones: [mobile] });
const petr = person(2, 'Иванов Петр', { phones: [mobile] });
const anna = person(3, 'Жукова Анна', { emails: ['a.zhukova@mail.ru'] });

async function run(lines: readonly DecisionLine[], records = [ivan, petr, anna]) {
  return matched('contact', [...records, ...crowd(100, 60)], {}, { decisions: new DecisionBook('contact', lines) });
}

describe('decisions of people', () => {
  test('"different" keeps apart what the score would merge, and is not asked again', async () => {
    expect(groups(await run([]))).toEqual([[1, 2]]);
    const outcome = await run([decide([ivan, petr], 'different', by)]);
    expect([...outcome.clusters, ...outcome.review]).toEqual([]);
  });

  test.each([{ weights: 'learn' as const }, { auto: -5, review: -10 }, { mode: 'exact' as const }])(
    '"different" outlives other rules: %o',
    async (rules) => {
      const decisions = new DecisionBook('contact', [decide([ivan, petr], 'different', by)]);
      const outcome = await matched('contact', [ivan, petr, anna, ...crowd(100, 60)], rules, { decisions });
      expect(groups(outcome).filter((members) => members.includes(1) && members.includes(2))).toEqual([]);
    },
  );

  test('"same" merges what the score would not', async () => {
    const outcome = await run([decide([ivan, anna], 'same', by)]);
    expect(groups(outcome)).toEqual([[1, 2, 3]]);
    expect([...outcome.clusters][0]?.edges.find(({ right }) => right === 3)?.rule).toBe('decision');
  });

  test('the last word about a pair counts, and "open" withdraws it', async () => {
    const different = decide([ivan, petr], 'different', by);
    expect(groups(await run([different, decide([ivan, petr], 'same', by)]))).toEqual([[1, 2]]);
    expect(groups(await run([different, decide([ivan, petr], 'open', by)]))).toEqual([[1, 2]]);
  });

  test('"different" wins over a chain of "same", and the contradiction is told', async () => {
    const outcome = await run([
      decide([ivan, petr], 'different', by),
      decide([ivan, anna], 'same', by),
      decide([petr, anna], 'same', by),
    ]);
    expect(groups(outcome).some((members) => members.includes(1) && members.includes(2))).toBe(false);
    expect(outcome.findings.map(({ code }) => code)).toContain('match.decision-refused');
  });

  test('a decision about a record that has changed is asked again', async () => {
    const line = decide([ivan, petr], 'different', by);
    const moved = person(2, 'Иванов Петр', { phones: [mobile, '+79160000022'] });
    const outcome = await run([line], [ivan, moved, anna]);
    expect([...outcome.clusters]).toEqual([]);
    expect(outcome.review).toMatchObject([{ left: 1, right: 2, rule: 'decision-stale' }]);
    expect(outcome.findings).toMatchObject([
      { code: 'match.decision-stale', args: { decision: 'different', who: 'anna' } },
    ]);
  });

  test('splitting a group keeps every pair of it apart', async () => {
    const third = person(4, 'Пётр Иванов', { phones: [mobile] });
    const outcome = await run([decide([ivan, petr, third], 'different', by)], [ivan, petr, third]);
    expect([...outcome.clusters]).toEqual([]);
  });

  test('two people who disagree are named', async () => {
    const outcome = await run([
      decide([ivan, petr], 'same', by),
      decide([ivan, petr], 'different', { ...by, who: 'oleg' }),
    ]);
    expect(outcome.findings).toContainEqual({
      code: 'match.decision-overruled',
      args: { left: 'crm 1', right: 'crm 2', who: 'anna' },
    });
  });

  test('fingerprints do not change with what no person judges by', () => {
    const tagged = { ...ivan, data: { ...ivan.data, tags: ['vip'], comment: 'звонить' } };
    expect(fingerprintOf(tagged)).toBe(fingerprintOf(ivan));
    expect(fingerprintOf(petr)).not.toBe(fingerprintOf(ivan));
  });
});

describe('the decisions file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'decisions-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('gives back what was appended, and nothing when there is none', async () => {
    const file = join(folder, 'a.ndjson');
    expect(await readDecisions(file)).toEqual([]);
    const lines = [decide([ivan, petr], 'same', by), decide([ivan, anna], 'different', by)];
    await appendDecisions(file, lines.slice(0, 1));
    await appendDecisions(file, lines.slice(1));
    expect(await readDecisions(file)).toEqual(lines);
  });

  test('forgets a line that a crash cut short', async () => {
    const file = join(folder, 'b.ndjson');
    const line = decide([ivan, petr], 'same', by);
    await writeFile(file, `${JSON.stringify(line)}\n{"version":1,"ki`);
    expect(await readDecisions(file)).toEqual([line]);
    await appendDecisions(file, [line]);
    expect(await readFile(file, 'utf8')).toBe(`${JSON.stringify(line)}\n`.repeat(2));
  });

  test('names the line that is no decision', async () => {
    const file = join(folder, 'c.ndjson');
    await writeFile(file, `${JSON.stringify(decide([ivan, petr], 'same', by))}\n{"version":2}\n`);
    await expect(readDecisions(file)).rejects.toMatchObject({ code: 'match.decision-invalid', args: { line: 2 } });
  });
});

test.skipIf(!existsSync('/dev/full'))('a disk that takes no decision is said (skipped without /dev/full)', async () => {
  await expect(appendDecisions('/dev/full', [decide([ivan, petr], 'same', by)])).rejects.toMatchObject({
    exitCode: 11,
  });
});
