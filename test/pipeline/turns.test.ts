import { describe, expect, test } from 'vitest';
import { Turns } from '../../src/pipeline/turns.ts';

describe('the turns of threads', () => {
  test('come one after another, for all who share them', () => {
    const turns = new Turns();
    const other = new Turns(turns.shared);
    expect(turns.wait(0)).toBe(true);
    turns.pass(0);
    expect(other.wait(1)).toBe(true);
    other.pass(1);
    expect(turns.wait(2)).toBe(true);
  });

  test('never come any more once they have ended, whoever passes on what he had', () => {
    const turns = new Turns();
    expect(turns.wait(0)).toBe(true);
    turns.end();
    turns.pass(0);
    expect([turns.wait(0), turns.wait(1)]).toEqual([false, false]);
  });

  test('are not passed on by one whose turn it is not', () => {
    const turns = new Turns();
    turns.pass(1);
    expect(turns.wait(0)).toBe(true);
  });
});
