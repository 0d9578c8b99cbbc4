import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { syntheticPeople } from '../../bench/dedupe/synthetic.ts';
import { decide } from '../../src/matching/decisions.ts';
import type { Cluster, MatchOutcome } from '../../src/matching/matcher.ts';
import type { Staged } from '../../src/model/staged.ts';
import { workdir } from '../workdir.ts';

const script = join(import.meta.dirname, 'match-in-threads.mjs');
const by = { who: 'Анна', when: new Date('2026-11-01T00:00:00Z'), tool: 'perenos' };

type Found = Pick<MatchOutcome, 'statistics'> & { readonly clusters: readonly Cluster[] };

/** Two records that say the same, far from each other: other threads make their features. */
function repeats(people: readonly Staged<'contact'>[]): Staged<'contact'>[] {
  return people.map((person, index) =>
    index === 1400 || index === 1410 ? { ...person, data: people[200]?.data ?? person.data } : person,
  );
}

test('one, two and four threads find the same to the last byte, decisions and repeats included', () => {
  const people = repeats([...syntheticPeople(1500, 11).pages()].flat());
  const picked = [people[1300], people[1450], people[1410], people[200]].filter((one) => one !== undefined);
  const lines = [decide(picked.slice(0, 2), 'same', by), decide(picked.slice(2), 'different', by)];
  const { write, read } = workdir();
  const file = write('people.json', JSON.stringify({ records: people, lines }));
  execFileSync(process.execPath, [script, file, '1', '2', '4'], { timeout: 120_000 });
  const one = read('people.json.1');
  const { clusters, statistics } = JSON.parse(one) as Found;
  expect(clusters.length).toBeGreaterThan(150);
  expect(statistics?.repeats).toBeGreaterThan(0);
  const members = (seq: number) => clusters.find((cluster) => cluster.members.includes(seq))?.members ?? [];
  expect(members(1301)).toContain(1451);
  expect(members(201)).toContain(1401);
  expect(members(201)).not.toContain(1411);
  expect(read('people.json.2')).toBe(one);
  expect(read('people.json.4')).toBe(one);
});
