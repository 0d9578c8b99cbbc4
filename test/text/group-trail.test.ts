import { expect, it } from 'vitest';
import { GroupTrail } from '../../src/text/group-trail.ts';

type Step = readonly [what: 'group' | 'total' | 'record', level: number, label?: string];

/** The groups of every record. */
function trail(steps: readonly Step[]): readonly string[] {
  const groups = new GroupTrail();
  return steps.flatMap(([what, level, label = '']) => {
    if (what === 'record') return [groups.of(level)];
    if (what === 'group') groups.enter(label, level);
    else groups.leave(level);
    return [];
  });
}

it.each<readonly [what: string, steps: readonly Step[], groups: readonly string[]]>([
  [
    'no group',
    [
      ['record', 0],
      ['record', 3],
    ],
    ['', ''],
  ],
  [
    'levels',
    [
      ['group', 0, 'Покупатели'],
      ['group', 1, 'Опт'],
      ['record', 2],
      ['record', 1],
      ['group', 1, 'Розница'],
      ['record', 2],
      ['record', 0],
    ],
    ['Покупатели / Опт', 'Покупатели', 'Покупатели / Розница', ''],
  ],
  [
    'levels with totals of the groups',
    [
      ['group', 0, 'А'],
      ['record', 1],
      ['total', 1],
      ['record', 1],
      ['group', 0, 'Б'],
      ['record', 1],
      ['total', 0],
      ['record', 1],
    ],
    ['А', 'А', 'Б', ''],
  ],
  [
    'no levels',
    [
      ['record', 0],
      ['group', 0, 'Опт'],
      ['record', 0],
      ['record', 0],
      ['group', 0, 'Группа: Розница'],
      ['record', 0],
      ['total', 0],
      ['record', 0],
    ],
    ['', 'Опт', 'Опт', 'Розница', ''],
  ],
  [
    'groups in one another without levels',
    [
      ['group', 0, 'Россия'],
      ['group', 0, 'Москва'],
      ['record', 0],
      ['group', 0, 'Казань'],
      ['record', 0],
    ],
    // Whether Казань stands in Россия is not said.
    ['Россия / Москва', 'Казань'],
  ],
  [
    'a group that holds nothing deeper after one that does',
    [
      ['group', 0, 'А'],
      ['group', 1, 'Б'],
      ['record', 2],
      ['group', 0, 'В'],
      ['record', 0],
    ],
    ['А / Б', 'В'],
  ],
])('a record stands in the groups above it: %s', (_, steps, groups) => {
  expect(trail(steps)).toEqual(groups);
});
