import { describe, expect, it } from 'vitest';
import { TextArena } from '../../src/matching/text-arena.ts';

describe('TextArena', () => {
  it('gives back every text by its number, empty ones and letters of several bytes included', () => {
    const texts = ['Иванов', '', 'Smith', '日本', '', '👤'];
    const arena = new TextArena(2);
    expect(texts.map((text) => arena.add(text))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(texts.map((_, index) => arena.get(index))).toEqual(texts);
  });

  it('keeps texts whole where one block ends and the next begins', () => {
    const texts = Array.from({ length: 400 }, (_, index) => `${index} ${'я'.repeat((index * 977) % 20_000)}`);
    const arena = new TextArena();
    for (const text of texts) arena.add(text);
    expect(texts.every((text, index) => arena.get(index) === text)).toBe(true);
  });

  it('keeps a text that is longer than a block', () => {
    const long = 'я'.repeat(2_000_000);
    const arena = new TextArena();
    for (const text of ['before', long, 'after']) arena.add(text);
    expect(arena.get(0)).toBe('before');
    expect(arena.get(1) === long).toBe(true);
    expect(arena.get(2)).toBe('after');
  });
});
