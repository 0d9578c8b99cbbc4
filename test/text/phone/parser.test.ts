import { readFileSync } from 'node:fs';
import { cpuMs } from '../../cost.ts';
import { describe, expect, it } from 'vitest';
import type { PhoneFinding } from '../../../src/text/phone/finding.ts';
import { createPhoneParser, type PhoneParser } from '../../../src/text/phone/parser.ts';
import { forms } from './forms.ts';

const parsers = new Map<string, PhoneParser>();

async function parserFor(country: string, cityCode?: string): Promise<PhoneParser> {
  const key = `${country}/${cityCode ?? ''}`;
  const known =
    parsers.get(key) ?? (await createPhoneParser(cityCode === undefined ? { country } : { country, cityCode }));
  parsers.set(key, known);
  return known;
}

function rendered({ phones, remarks }: PhoneFinding): string {
  const numbers = phones.map(
    (phone) =>
      phone.value +
      (phone.ext === undefined ? '' : `#${phone.ext}`) +
      ` ${phone.type}` +
      (phone.comment === undefined ? '' : ` "${phone.comment}"`),
  );
  const codes = remarks.map((remark) => {
    const why = 'why' in remark.args ? `(${remark.args.why.slice(6)})` : '';
    return remark.code.slice(6) + why + (remark.suggestion === undefined ? '' : `→${remark.suggestion}`);
  });
  return `${numbers.join(' | ')} :: ${codes.join(' ')}`.trim();
}

describe('one number in the forms of its country', () => {
  const cases = forms.flatMap(([country, value, texts]) => texts.map((text) => [country, text, value] as const));

  it.each(cases)('%s %j is %s', async (country, text, value) => {
    const parse = await parserFor(country);
    expect(parse(text).phones.map((phone) => phone.value)).toEqual([value]);
  });
});

describe('cells as people leave them', () => {
  const lines = readFileSync(new URL('mess.txt', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  const cases = lines.flatMap((line) => {
    const match = /^([A-Z]{2})(?:\/(\d+))?\|(.*) => (.*)$/s.exec(line);
    return match === null
      ? []
      : [
          [
            line,
            { country: match[1] ?? '', cityCode: match[2], text: match[3] ?? '', expected: match[4] ?? '' },
          ] as const,
        ];
  });

  it('has at least two hundred cases', () => {
    expect(cases.length).toBeGreaterThan(200);
  });

  it.each(cases)('%s', async (_line, { country, cityCode, text, expected }) => {
    const parse = await parserFor(country, cityCode);
    expect(rendered(parse(text.replaceAll('\\n', '\n')))).toBe(expected);
  });
});

describe('what is kept', () => {
  it('gives the piece a number was read from, with its extension', async () => {
    const parse = await parserFor('RU');
    const { phones } = parse('Иван (8-495-123-45-67 доб. 12), Мария +7 (916) 123-45-67');
    expect(phones.map((phone) => phone.raw)).toEqual(['(8-495-123-45-67 доб. 12)', '+7 (916) 123-45-67']);
  });

  it('tells the country from the number', async () => {
    const parse = await parserFor('RU');
    const countries = ['+79161234567', '87011234567', '+380673320747', '+12125552368', '+80012345678'].map(
      (text) => parse(text).phones[0]?.country,
    );
    expect(countries).toEqual(['RU', 'KZ', 'UA', 'US', undefined]);
  });

  it('moves extensions to the comment when they are not to be kept', async () => {
    const parse = await createPhoneParser({ keepExt: false });
    expect(parse('8 (495) 123-45-67 доб. 12, 13').phones).toEqual([
      {
        value: '+74951234567',
        type: 'work',
        country: 'RU',
        raw: '8 (495) 123-45-67 доб. 12, 13',
        comment: 'доб. 12, доб. 13',
      },
    ]);
  });

  it('gives landlines the kind it is told', async () => {
    const parse = await createPhoneParser({ fixedType: 'other' });
    expect(parse('8 (495) 123-45-67').phones[0]?.type).toBe('other');
  });

  it('keeps a piece that is no number beside its neighbour, with the words around it', async () => {
    const parse = await parserFor('RU');
    const { phones, remarks } = parse('8-916-123-45-67 Иван; 8-918-123-45 Мария');
    expect(phones.map((phone) => phone.comment)).toEqual(['Иван, 8-918-123-45 Мария']);
    expect(remarks).toEqual([{ code: 'phone.piece-unread', args: { piece: '8-918-123-45', why: 'phone.too-short' } }]);
  });

  it('cuts a comment at the length of its field and says so', async () => {
    const parse = await parserFor('RU');
    const { phones, remarks } = parse(`8-916-123-45-67 ${'слово '.repeat(300)}`);
    expect(phones[0]?.comment).toHaveLength(1000);
    expect(remarks.map((remark) => remark.code)).toEqual(['phone.comment-cut']);
  });

  it('says nothing about an empty text', async () => {
    const parse = await parserFor('RU');
    expect(['', '  ', '\n'].map((text) => parse(text))).toEqual(
      Array.from({ length: 3 }, () => ({ phones: [], remarks: [] })),
    );
  });

  it('reads windows line ends and tabs between numbers', async () => {
    const parse = await parserFor('RU');
    const values = parse('8-916-123-45-67\r\n8-918-123-45-67\t8-919-123-45-67').phones.map((phone) => phone.value);
    expect(values).toEqual(['+79161234567', '+79181234567', '+79191234567']);
  });
});

describe('texts that give no phone', () => {
  const texts = [
    'нет',
    '+7 999',
    'уточнить',
    'ИНН 7707083893',
    '7,92812E+10',
    '8 999',
    ...Array.from({ length: 500 }, (_, at) => `нет ${at}`),
  ];

  it('are answered alike at every time, by every parser for itself', async () => {
    const once = await parserFor('RU', '863');
    const first = texts.map((text) => rendered(once(text)));

    expect(texts.map((text) => rendered(once(text)))).toEqual(first);
    expect(rendered((await parserFor('RU'))('228-02-39'))).toBe(':: no-city-code');
    expect(once('228-02-39').phones).toHaveLength(1);
    expect(rendered((await parserFor('RU'))('228-02-39'))).toBe(':: no-city-code');
  });
});

describe('hostile text', () => {
  const long = 100_000;
  it.each([
    ['digits', '1'.repeat(long)],
    ['groups', '12 '.repeat(long / 3)],
    ['brackets', '('.repeat(long)],
    ['brackets and digits', '(1'.repeat(long / 2)],
    ['plus signs', '+7'.repeat(long / 2)],
    ['at signs', 'a@'.repeat(long / 2)],
    ['numbers', '8-916-123-45-67 '.repeat(long / 16)],
    ['extensions', '8-495-123-45-67 доб. 1, '.repeat(long / 24)],
    ['letters', 'О'.repeat(long)],
    ['letters and digits', 'О1 '.repeat(long / 3)],
    ['slashes', '1/'.repeat(long / 2)],
    ['dates', '12.05.2024 '.repeat(long / 11)],
    ['commas', '1,'.repeat(long / 2)],
  ])('is read in bounded time: %s', async (_name, text) => {
    const parse = await parserFor('RU');
    expect(await cpuMs(() => parse(text))).toBeLessThan(5000);
  });
});
