import { parse } from 'yaml';
import type { Converted } from '../../src/mapping/import/convert.ts';
import type { ForeignMapping } from '../../src/mapping/import/foreign.ts';

/** Every column and fixed text that a mapping of another tool uses. */
export function columnsAndTexts({ steps }: ForeignMapping): readonly string[] {
  return steps.flatMap(({ pairs, lookups }) => [
    ...pairs.map(({ column, constant }) => column ?? constant ?? ''),
    ...lookups.map(({ column }) => column),
  ]);
}

/** Columns and fixed texts that are neither in the converted mapping, as often as they were, nor listed as left out. */
export function unaccounted(foreign: ForeignMapping, made: Converted): readonly string[] {
  const { load } = parse(made.text) as { load: Record<string, unknown> };
  const kept = new Map<string, number>();
  collect(load, kept);
  const listed = made.leftOut.map(({ what }) => what).join('\n');
  const lost: string[] = [];
  for (const name of columnsAndTexts(foreign)) {
    const left = kept.get(name) ?? 0;
    if (left > 0) kept.set(name, left - 1);
    else if (!listed.includes(`${name} →`) && !listed.includes(`"${name}" →`)) lost.push(name);
  }
  return lost;
}

function collect(node: unknown, kept: Map<string, number>): void {
  if (Array.isArray(node)) for (const item of node) collect(item, kept);
  else if (typeof node === 'object' && node !== null) {
    for (const [key, value] of Object.entries(node)) {
      const texts = ['from', 'const', 'by', 'key'].includes(key) ? [value].flat() : [];
      for (const text of texts) if (typeof text === 'string') kept.set(text, (kept.get(text) ?? 0) + 1);
      if (texts.length === 0 || typeof value === 'object') collect(value, kept);
    }
  }
}
