import type { RepeatKey, RepeatProfile } from '../../model/profile.ts';
import { hashOf } from './distinct-values.ts';

/** Records that share a value, counted in bounded memory: exactly while there are few, then from a sample of the values. */
export interface Repeats {
  readonly by: RepeatKey;
  /** The line of a value met once, or its group, by hash. */
  readonly met: Map<number, number | Group>;
  level: number;
}

interface Group {
  readonly value: string;
  records: number;
  /** Line of the record counted last. */
  last: number;
  readonly lines: number[];
}

const mostSampled = 200_000;
const maxLines = 4;
const maxExamples = 5;

export function noRepeats(by: RepeatKey): Repeats {
  return { by, met: new Map(), level: 0 };
}

/** A record has the value. */
export function countRecord(repeats: Repeats, value: string, line: number, key = value): void {
  const hash = hashOf(key);
  if (hash % 2 ** repeats.level !== 0) return;
  const known = repeats.met.get(hash);
  if (known === undefined) repeats.met.set(hash, line);
  else if (typeof known === 'number') {
    // A record that holds the value twice shares it with nobody.
    if (known !== line) repeats.met.set(hash, { value, records: 2, last: line, lines: [known, line] });
  } else if (known.last !== line) {
    known.records += 1;
    known.last = line;
    if (known.lines.length < maxLines) known.lines.push(line);
  }
  while (repeats.met.size > mostSampled) {
    repeats.level += 1;
    for (const one of repeats.met.keys()) if (one % 2 ** repeats.level !== 0) repeats.met.delete(one);
  }
}

/** Undefined when no two records share a value. */
export function repeatProfile({ by, met, level }: Repeats): RepeatProfile | undefined {
  const groups = [...met.values()].filter((one): one is Group => typeof one !== 'number');
  if (groups.length === 0) return undefined;
  const records = groups.reduce((sum, group) => sum + group.records, 0);
  const largest = groups.toSorted((a, b) => b.records - a.records || (a.lines[0] ?? 0) - (b.lines[0] ?? 0));
  return {
    by,
    groups: { count: groups.length * 2 ** level, exact: level === 0 },
    records: records * 2 ** level,
    examples: largest.slice(0, maxExamples).map(({ value, records: shared, lines }) => ({
      value,
      records: shared,
      lines: [...lines],
    })),
  };
}
