import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/errors.ts';
import { en } from '../../src/locales/en.ts';
import { ru } from '../../src/locales/ru.ts';
import { phone as phoneSchema } from '../../src/model/field.ts';
import { severityOf, type IssueCode } from '../../src/model/issue.ts';
import { phoneIssues } from '../../src/model/issues/phone.ts';
import type { Value } from '../../src/model/row.ts';
import { phone } from '../../src/transforms/phone.ts';
import type { Note } from '../../src/transforms/transform.ts';

interface Noted {
  readonly code: IssueCode;
  readonly args: object;
  readonly suggestion?: string;
}

async function run(
  input: Value,
  options?: unknown,
): Promise<{ readonly output: Value; readonly notes: readonly Noted[] }> {
  const notes: Noted[] = [];
  const note: Note = (code, args, suggestion) => {
    notes.push(suggestion === undefined ? { code, args } : { code, args, suggestion });
  };
  const apply = await phone.compile(options);
  return { output: apply(input, note), notes };
}

describe('examples', () => {
  it.each(phone.examples.map((example) => [JSON.stringify(example.input), example] as const))(
    '%s',
    async (_title, example) => {
      const { output, notes } = await run(example.input, example.options);
      expect(output).toEqual(example.output);
      expect(notes.map((noted) => noted.code)).toEqual(example.notes ?? []);
    },
  );

  it.each(phone.examples.map((example) => [JSON.stringify(example.input), example] as const))(
    'its own result stays: %s',
    async (_title, example) => {
      const { output, notes } = await run(example.output, example.options);
      expect(output).toEqual(example.output);
      expect(notes).toEqual([]);
    },
  );

  it('fit the canonical phone', () => {
    for (const { output } of phone.examples) {
      for (const item of Array.isArray(output) ? output : [])
        expect(phoneSchema.safeParse({ ...(item as object), primary: true }).success).toBe(true);
    }
  });
});

describe('number cells', () => {
  it.each([
    [79161234567, '+79161234567'],
    [89161234567, '+79161234567'],
    [9161234567, '+79161234567'],
    [375291234567, '+375291234567'],
  ])('%d is %s', async (input, value) => {
    const { output } = await run(input);
    expect(output).toEqual([expect.objectContaining({ value, raw: String(input) })]);
  });

  it.each([
    [7.92812e10],
    [79161000000],
    [9161234567.5],
    [-79161234567],
    [1e20],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
  ])('%d lost its digits and is refused', async (input) => {
    const { output, notes } = await run(input);
    expect(output).toBeNull();
    expect(notes.map((noted) => noted.code)).toEqual(['phone.scientific']);
  });

  it('booleans and dates are no phones', async () => {
    expect((await run(true)).notes.map((noted) => noted.code)).toEqual(['phone.not-a-phone']);
    expect((await run(new Date(0))).notes.map((noted) => noted.code)).toEqual(['phone.not-a-phone']);
  });
});

describe('objects', () => {
  it('of a source are read by their value and keep what they say', async () => {
    const { output } = await run({ value: '8 (495) 123-45-67 доб. 5 (бухгалтерия)', type: 'home', comment: 'старый' });
    expect(output).toEqual([
      {
        value: '+74951234567',
        ext: '5',
        type: 'home',
        country: 'RU',
        raw: '8 (495) 123-45-67 доб. 5',
        comment: 'старый, бухгалтерия',
      },
    ]);
  });

  it('that are phones already stay the same object', async () => {
    const known = { value: '+79161234567', type: 'work', raw: '916', comment: 'Иван', primary: true };
    expect((await run(known)).output).toEqual([known]);
    expect((await run([known])).output).toEqual([known]);
  });

  it('without a value are refused', async () => {
    expect((await run({ number: '1' })).notes.map((noted) => noted.code)).toEqual(['phone.not-a-phone']);
  });
});

describe('lists', () => {
  it('give one list of all numbers', async () => {
    const { output } = await run(['8-916-123-45-67', null, '8-918-123-45-67, 8-919-123-45-67', 'нет']);
    expect((output as readonly { readonly value: string }[]).map((item) => item.value)).toEqual([
      '+79161234567',
      '+79181234567',
      '+79191234567',
    ]);
  });

  it('without any number give null', async () => {
    expect((await run([null, 'нет'])).output).toBeNull();
  });
});

describe('defaults and options', () => {
  it('country and city code come from the defaults of the mapping', async () => {
    const notes: IssueCode[] = [];
    const apply = await phone.compile(
      {},
      { country: 'KZ', cityCode: '727', timezone: 'Asia/Almaty', currency: 'KZT', dateFormats: [] },
    );
    expect(apply('225-39-39', (code) => notes.push(code))).toEqual([
      { value: '+77272253939', type: 'work', country: 'KZ', raw: '225-39-39' },
    ]);
    expect(notes).toEqual(['phone.city-code-added']);
  });

  it.each([[{ country: 'XX' }], [{ country: 'Россия' }], [{ city_code: '8(495)' }], [{ unknown: 1 }]])(
    '%j is refused',
    async (options) => {
      await expect(phone.compile(options)).rejects.toThrow(ConfigError);
    },
  );
});

describe('findings', () => {
  it('are errors exactly when nothing was read', async () => {
    const failing = [
      '228-02-39',
      '8 916 123-45',
      'Иван',
      '7,9E+10',
      '8 111 123-45-67',
      'доб. 5',
      '+7 (3272) 25-39-39',
      '8 916 ***-**-67',
    ];
    for (const text of failing) {
      const { output, notes } = await run(text);
      expect(output).toBeNull();
      expect(notes.map((noted) => severityOf(noted.code))).toContain('error');
    }
    const { output, notes } = await run('8-916-123-45-67, 228-02-39, 8 111 123-45-67, 8 916');
    expect(output).toHaveLength(1);
    expect(notes.map((noted) => severityOf(noted.code))).not.toContain('error');
  });

  it('carry a suggestion where there is one', async () => {
    expect((await run('+7 (3272) 25-39-39', 'KZ')).notes).toEqual([
      {
        code: 'phone.old-city-code',
        args: { piece: '+7 (3272) 25-39-39', code: '32', now: '72' },
        suggestion: '+77272253939',
      },
    ]);
  });

  it('are worded in both languages without a hole', () => {
    const args = {
      piece: 'кусок',
      digits: 5,
      code: '32',
      now: '72',
      first: '+1',
      second: '+2',
      why: 'phone.too-short',
      value: '+7',
      prefix: '00',
      extensions: '1, 2',
      tail: '68',
      country: 'RU',
      other: '+8',
      text: '12',
      ext: '5',
      count: 2,
      length: 2000,
    };
    for (const code of Object.keys(phoneIssues) as (keyof typeof phoneIssues)[]) {
      for (const messages of [ru, en]) {
        const { title, message, cause, fix } = messages[code];
        for (const text of [title, message(args as never), cause, fix])
          expect(text, code).toMatch(/^(?!.*(?:undefined|\[object)).{4,}$/);
      }
    }
  });
});
