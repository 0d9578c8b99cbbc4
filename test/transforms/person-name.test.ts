import { describe, expect, it } from 'vitest';
import type { Value } from '../../src/model/row.ts';
import { personName } from '../../src/transforms/person-name.ts';

interface Noted {
  readonly code: string;
  readonly args: unknown;
  readonly suggestion: string | undefined;
}

async function run(
  input: Value,
  options?: unknown,
): Promise<{ readonly output: Value; readonly notes: readonly Noted[] }> {
  const apply = await personName.compile(options);
  const notes: Noted[] = [];
  const output = apply(input, (code, args, suggestion) => notes.push({ code, args, suggestion }));
  return { output, notes };
}

describe('person_name', () => {
  it('suggests what was meant by a name typed in the wrong layout, and changes nothing', async () => {
    expect(await run('Bdfyjd Cthutq')).toEqual({
      output: { full_name: 'Bdfyjd Cthutq' },
      notes: [{ code: 'name.keyboard-layout', args: { meant: 'Иванов Сергей' }, suggestion: 'Иванов Сергей' }],
    });
  });

  it('keeps two people whole and names both', async () => {
    const { output, notes } = await run('Иванов Иван и Петрова Мария');
    expect(output).toEqual({ full_name: 'Иванов Иван и Петрова Мария' });
    expect(notes).toEqual([
      { code: 'name.two-people', args: { first: 'Иванов Иван', rest: 'Петрова Мария' }, suggestion: undefined },
    ]);
  });

  it('sets no parts whenever it warns', async () => {
    const doubtful = [
      'Роман Александр',
      'Зубр',
      'Иванов Иван 2',
      'ООО Ромашка',
      'Иванов Иван Иванович Иванович',
      'Ли Мин Хо',
    ];
    for (const text of doubtful) {
      const { output, notes } = await run(text);
      expect(output, text).toEqual({ full_name: text });
      expect(notes, text).toHaveLength(1);
    }
  });

  it('moves a remark to the comment and a post to the position', async () => {
    expect((await run('Иванов Иван (старый номер)')).output).toMatchObject({ comment: 'старый номер' });
    expect((await run('Иванов Иван, гл. бухгалтер')).output).toMatchObject({ position: 'гл, бухгалтер' });
  });

  it('reads numbers, dates and structures without failing', async () => {
    expect((await run(12345)).notes[0]?.code).toBe('name.not-a-person');
    expect((await run({ a: 'Иванов' })).output).toBeNull();
  });

  it('refuses an order it does not know', async () => {
    await expect(personName.compile({ order: 'XYZ' })).rejects.toMatchObject({ code: 'mapping.transform-options' });
  });
});
