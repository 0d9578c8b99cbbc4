import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MappingError } from '../../src/errors.ts';
import { compileMappingText } from '../../src/mapping/compile.ts';
import { convertMapping } from '../../src/mapping/import/convert.ts';
import type { ForeignMapping } from '../../src/mapping/import/foreign.ts';
import { unaccounted } from './import-accounting.ts';
import { variants } from './import-variants.ts';

function shown({ steps }: ForeignMapping): readonly string[] {
  return steps.flatMap(({ object, pairs, lookups }) => [
    ...pairs.map(({ field, column, constant, values }) =>
      column === undefined
        ? `${object}: ${field} = "${constant}"`
        : `${object}: ${field} <- ${column}${values === undefined ? '' : ` ${JSON.stringify(values)}`}`,
    ),
    ...lookups.map(
      ({ field, objects, parentField, column }) =>
        `${object}: ${field} -> ${objects.join(', ')}${parentField === undefined ? '' : `.${parentField}`} by ${column}`,
    ),
  ]);
}

describe.each(variants)('$name', ({ read, wanted, leftOut = [] }) => {
  test('is understood: fields, constants, lookups and their order', () => {
    expect(shown(read())).toEqual(wanted);
  });

  test('loses nothing: what is not in the mapping is listed, and no more', () => {
    const foreign = read();
    const made = convertMapping(foreign, 'imported');
    expect(unaccounted(foreign, made)).toEqual([]);
    const listed = made.leftOut.filter(({ why }) => why !== 'no-key').map(({ why, what }) => `${why} ${what}`);
    expect(listed.toSorted()).toEqual(leftOut.toSorted());
  });

  test('becomes a mapping without a fault but required fields the file does not have', async () => {
    const { text } = convertMapping(read(), 'imported');
    const problems = await compileMappingText(text, { file: 'm.yaml', path: join(import.meta.dirname, 'm.yaml') }).then(
      () => [],
      (error: unknown) => (error instanceof MappingError ? error.problems : [error]),
    );
    const codes = problems.map((problem) => (problem as { code?: string }).code ?? String(problem));
    expect(codes.filter((code) => code !== 'mapping.required-field')).toEqual([]);
  });
});
