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

/** A record that says enough to be known by. */
const isFull = ({ data }: Staged<'contact'>) =>
  data.emails !== undefined && data.birth_date !== undefined && data.addresses !== undefined;

/** Two records that say the same, far from each other: other threads make their features. */
function repeats(people: readonly Staged<'contact'>[]): Staged<'contact'>[] {
  const full = people.find(isFull);
  return people.map((person, index) =>
    index === 640 || index === 650 ? { ...person, data: full?.data ?? person.data } : person,
  );
}

test('one, two and four threads find the same to the last byte, decisions and repeats included', () => {
  const people = repeats([...syntheticPeople(700, 11).pages()].flat());
  const picked = [people[600], people[680], people[650], people.find(isFull)].filter((one) => one !== undefined);
  const lines = [decide(picked.slice(0, 2), 'same', by), decide(picked.slice(2), 'different', by)];
  const { write, read } = workdir();
  const file = write('people.json', JSON.stringify({ records: people, lines }));
  execFileSync(process.execPath, [script, file, '1', '2', '4']);
  const one = read('people.json.1');
  const { clusters, statistics } = JSON.parse(one) as Found;
  expect(clusters.length).toBeGreaterThan(60);
  expect(statistics?.repeats).toBeGreaterThan(0);
  const members = (seq: number) => clusters.find((cluster) => cluster.members.includes(seq))?.members ?? [];
  expect(members(601)).toContain(681);
  const full = people.find(isFull)?.seq ?? 0;
  // All three say the same, but two of them are different people.
  expect(members(641).filter((seq) => seq === full || seq === 651)).toHaveLength(1);
  expect(read('people.json.2')).toBe(one);
  expect(read('people.json.4')).toBe(one);
});
