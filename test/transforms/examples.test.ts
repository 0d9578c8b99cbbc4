import { describe, expect, it } from 'vitest';
import { plainDefaults } from '../../src/model/defaults.ts';
import * as transforms from '../../src/transforms/index.ts';

describe.each(Object.values(transforms))('the examples of $name', (transform) => {
  it.each(transform.examples.map((example, index) => [index + 1, JSON.stringify(example.input), example] as const))(
    'hold: %i. %s',
    async (_number, _input, example) => {
      const apply = await transform.compile(example.options, { ...plainDefaults, ...example.defaults });
      const notes: string[] = [];
      const output = apply(example.input, (code) => notes.push(code));
      expect(output).toEqual(example.output);
      expect(notes).toEqual(example.notes ?? []);
    },
  );
});
