import { expect, it } from 'vitest';
import { contacts, mapped, outcome, rows } from './workspace.ts';

/** Scalars that other YAML readers turn into something else. */
const scalars: readonly string[] = (
  '0123 007 +79001234567 89001234567 no yes on off y n No YES true False null Null ~ 1e3 1E-5 ' +
  '0x1F 0o17 0b101 1_000 1.0 1. .5 -0 +1 12:30 190:20:30 2026-11-22 2026-11-22T10:00:00Z ' +
  '22.11.2026 .inf -.Inf .nan NaN 9007199254740993 0.1000 1,5 << = 1/2 12345678901234567890'
).split(' ');

it.each(scalars.map((text) => [text]))('%s stays as typed', async (text) => {
  const [one] = await mapped(
    contacts(`full_name: ФИО\nposition:\n  const: ${text}`),
    rows(['ID', 'ФИО'], ['1', 'Иванов']),
  );
  expect(outcome(one!)).toEqual({ full_name: 'Иванов', position: text });
});

it('has forty of them', () => {
  expect(scalars.length).toBeGreaterThanOrEqual(40);
});
