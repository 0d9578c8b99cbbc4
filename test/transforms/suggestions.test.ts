import { describe, expect, it } from 'vitest';
import type { Value } from '../../src/model/row.ts';
import * as registry from '../../src/transforms/index.ts';

const transforms = { ...registry };

/** Transforms never apply a suggestion; these are the ones they make. */
async function suggested(name: keyof typeof transforms, input: Value, options?: unknown): Promise<readonly unknown[]> {
  const apply = await transforms[name].compile(options);
  const found: unknown[] = [];
  apply(input, (code, _args, suggestion) => found.push(code, suggestion));
  return found;
}

describe('suggestions', () => {
  it.each([
    ['ivan@gmial.com', 'ivan@gmail.com'],
    ['Ivan@Gmail.co', 'ivan@gmail.com'],
    ['ivan@gmail.con', 'ivan@gmail.com'],
    ['ivan@yandex.ri', 'ivan@yandex.ru'],
    ['ivan@yndex.ru', 'ivan@yandex.ru'],
    ['ivan@mail.ry', 'ivan@mail.ru'],
    ['ivan@maill.ru', 'ivan@mail.ru'],
    ['ivan@mail.ру', 'ivan@mail.ru'],
    ['ivan@rambler.ur', 'ivan@rambler.ru'],
    ['ivan@outlok.com', 'ivan@outlook.com'],
  ])('correct the domain of %s', async (input, meant) => {
    expect(await suggested('email', input)).toEqual(['email.domain-typo', meant]);
  });

  it.each([
    'ivan@ymail.com',
    'ivan@email.com',
    'ivan@mail.com',
    'ivan@ya.ru',
    'ivan@yandex.by',
    'ivan@bk.ru',
    'ivan@inbox.lv',
    'ivan@tail.ru',
    'ivan@romashka.com',
  ])('leave the real domain of %s alone', async (input) => {
    expect(await suggested('email', input)).toEqual([]);
  });

  it('guess the @ of an address written for people', async () => {
    expect(await suggested('email', 'ivan[at]romashka.ru')).toEqual(['email.syntax', 'ivan@romashka.ru']);
    expect(await suggested('email', 'ivan (собака) romashka.ru')).toEqual(['email.syntax', 'ivan@romashka.ru']);
  });

  it('put a lost zero back only when the check digits then fit', async () => {
    expect(await suggested('inn', 277012341)).toEqual(['identifier.inn-leading-zero', '0277012341']);
    expect(await suggested('inn', '10000000021')).toEqual(['identifier.inn-leading-zero', '010000000021']);
    expect(await suggested('inn', 277012342)).toEqual(['identifier.length', undefined]);
    expect(await suggested('bik', 44525225)).toEqual(['identifier.leading-zero', '044525225']);
    expect(await suggested('okpo', 32537)).toEqual(['identifier.leading-zero', '00032537']);
  });

  it('turn Cyrillic letters of a KPP into Latin ones', async () => {
    expect(await suggested('kpp', '7736АВ001')).toEqual(['identifier.characters', '7736AB001']);
  });

  it('read a share as per cent', async () => {
    expect(await suggested('percent', 0.15)).toEqual(['number.share', '15']);
  });
});

describe('wrong options are refused when the mapping is compiled', () => {
  it.each([
    ['rxReplace', { pattern: '(' }],
    ['rxReplace', { pattern: 'a', with: '$1' }],
    ['rxExtract', { pattern: '(a)', group: 2 }],
    ['rxExtract', { pattern: 'a(?=b)' }],
    ['split', { on: '[' }],
    ['cut', {}],
    ['cut', { max: 0 }],
    ['cut', { max: 'много' }],
    ['nth', 0],
    ['date', 'ДД.ММ.ГГГГ'],
    ['datetime', { timezone: 'Москва' }],
    ['money', 'попугай'],
    ['round', 11],
    ['account', '123'],
  ] as const)('%s %j', async (name, options) => {
    await expect(transforms[name].compile(options)).rejects.toMatchObject({ code: 'mapping.transform-options' });
  });
});

describe('dates', () => {
  it('follow a pattern that looks like ISO but is not', async () => {
    const apply = await transforms.date.compile('yyyy-dd-MM');
    expect(apply('2024-03-04', () => undefined)).toBe('2024-04-03');
  });

  it('name both readings of an ambiguous one', async () => {
    const apply = await transforms.date.compile(undefined);
    let found: unknown;
    apply('03/04/2024', (_code, args) => (found = args));
    expect(found).toEqual({ first: '2024-04-03', second: '2024-03-04' });
  });
});
