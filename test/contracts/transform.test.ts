import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { issueCatalogue } from '../../src/model/issue.ts';
import { optionHelp } from '../../src/model/option.ts';
import { plainDefaults } from '../../src/model/defaults.ts';
import type { Value } from '../../src/model/row.ts';
import * as registry from '../../src/transforms/index.ts';
import type { Example, Transform } from '../../src/transforms/transform.ts';

const transforms: readonly (readonly [string, Transform])[] = Object.entries(registry);
const folder = new URL('../../src/transforms/', import.meta.url);

describe('the registry of transforms', () => {
  it('names every file that defines a transform', () => {
    const files = readdirSync(folder).filter((file) =>
      readFileSync(new URL(file, folder), 'utf8').includes(' = defineTransform({'),
    );
    const names = transforms.map(([, { name }]) => `${name.replaceAll('_', '-')}.ts`);
    expect(names.toSorted()).toEqual(files.toSorted());
  });

  it.each(transforms)('exports %s under its own name in camel case', (exported, { name }) => {
    expect(name).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
    expect(exported).toBe(name.replace(/_[a-z]/g, (part) => part.slice(1).toUpperCase()));
  });
});

describe.each(transforms.map(([, transform]) => transform))('$name', (transform) => {
  it('has ten examples or more and a summary in both languages', () => {
    expect(transform.examples.length).toBeGreaterThanOrEqual(10);
    expect(transform.summary.ru).toMatch(/^[А-ЯЁ].*\.$/);
    expect(transform.summary.en).toMatch(/^[A-Z].*\.$/);
  });

  it('explains every option in both languages', () => {
    const shape = 'shape' in transform.options ? (transform.options.shape as Record<string, never>) : {};
    for (const [option, schema] of Object.entries(shape)) {
      expect(optionHelp(schema), option).toEqual({
        ru: expect.stringMatching(/[А-яё]/),
        en: expect.stringMatching(/[a-z]/),
      });
    }
    if (transform.shorthand !== undefined) expect(Object.keys(shape)).toContain(transform.shorthand);
  });

  it('refuses an option it does not have', async () => {
    await expect(transform.compile({ 'no such option': 1 })).rejects.toMatchObject({
      code: 'mapping.transform-options',
    });
  });

  it('leaves null as it is, without a note', async () => {
    for (const example of transform.examples) {
      expect(await run(transform, example, null)).toEqual({ output: null, notes: [] });
    }
  });

  it('gives null together with every error note, unless a list keeps its good items', async () => {
    for (const example of transform.examples) {
      const { output, notes } = await run(transform, example, example.input);
      const hasError = notes.some((code) => issueCatalogue[code as keyof typeof issueCatalogue].severity === 'error');
      if (hasError && !Array.isArray(output)) expect(output, JSON.stringify(example.input)).toBeNull();
    }
  });

  it.runIf(transform.idempotent)('changes nothing when applied to its own result', async () => {
    for (const example of transform.examples) {
      const { output } = await run(transform, example, example.input);
      if (transform.takes === 'item' && Array.isArray(example.input)) continue;
      const isPerItem = transform.takes === 'item' && Array.isArray(output);
      const items: readonly Value[] = isPerItem ? (output as readonly Value[]) : [output];
      const again = await Promise.all(items.map((item) => run(transform, example, item)));
      const outputs = isPerItem ? again.flatMap((result) => result.output) : again.map((result) => result.output);
      expect(outputs, JSON.stringify(example.input)).toEqual(items);
    }
  });

  it('never throws, whatever the value', async () => {
    const applies = await Promise.all(transform.examples.map((example) => compile(transform, example)));
    const check = (value: Value) => {
      for (const apply of applies) expect(apply(value, () => undefined)).not.toBeUndefined();
    };
    for (const value of nasty) check(value);
    fc.assert(fc.property(anyValue, check), { numRuns: 100 });
  });

  it.runIf(transform.idempotent && transform.takes === 'item')('is idempotent on any text', async () => {
    const [example] = transform.examples;
    const apply = await compile(transform, example ?? { input: null, output: null });
    fc.assert(
      fc.property(anyText, (text) => {
        const once = apply(text, () => undefined);
        if (!Array.isArray(once)) expect(apply(once, () => undefined)).toEqual(once);
      }),
      { numRuns: 200 },
    );
  });
});

const pieces = [
  '8 (495) 123-45-67',
  'ё',
  '"',
  '«',
  '»',
  '@',
  'a@b.ru',
  '.',
  ',',
  '-',
  ' ',
  '\u00A0',
  '\n',
  '1',
  '0',
  '12',
  '2024',
  'мая',
  '<b>',
  '&amp;',
  '%',
  'руб',
  'E',
  '/',
  "'",
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('')),
);
const anyValue: fc.Arbitrary<Value> = fc.oneof(
  anyText,
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.date({ noInvalidDate: false }),
  fc.array(anyText, { maxLength: 4 }),
);

const nasty: readonly Value[] = [
  '',
  ' ',
  '\u0000',
  '\uD800',
  '\uDC00x',
  '👍'.repeat(50),
  '__proto__',
  'constructor',
  '(',
  '))',
  '$&$1',
  '\\',
  '<',
  '<a href=',
  '<!--',
  '&#x;',
  'а'.repeat(10_000),
  '1'.repeat(5_000),
  ','.repeat(3_000),
  '@'.repeat(3_000),
  '<'.repeat(3_000),
  '"'.repeat(3_000),
  'a@'.repeat(2_000),
  '(1',
  '1)',
  '-',
  '--5',
  '1e999',
  '1E-999',
  '0x10',
  '1,2,3',
  '1.2.3,4.5',
  '٣',
  '９',
  'NaN',
  'Infinity',
  '99.99.9999',
  '2024-13-45',
  '٢٠٢٤-٠١-٠١',
  0,
  -0,
  1e308,
  5e-324,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -1,
  2 ** 53,
  true,
  false,
  new Date(Number.NaN),
  new Date(8.64e15),
  new Date(-8.64e15),
  [],
  [null],
  [[]],
  [['а']],
  {},
  { amount: 5 },
  { amount: 'x', currency: 'RUB' },
  { service: 1 },
  { value: null },
];

async function compile(transform: Transform, example: Example) {
  return transform.compile(example.options, { ...plainDefaults, ...example.defaults });
}

async function run(transform: Transform, example: Example, input: Value) {
  const apply = await compile(transform, example);
  const notes: string[] = [];
  return { output: apply(input, (code) => notes.push(code)), notes };
}
