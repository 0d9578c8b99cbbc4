import { expect, test } from 'vitest';
import { loadLocale } from '../../src/locales/language.ts';
import { wordIssue, type WordedFinding } from '../../src/report/finding.ts';
import { painter } from '../../src/terminal.ts';
import { hostile } from './reports.ts';

const [ru, en] = await Promise.all([loadLocale('ru'), loadLocale('en')]);

const finding: WordedFinding = {
  code: 'email.domain-typo',
  severity: 'warning',
  args: { domain: 'gmial.com', likely: 'gmail.com' },
  file: 'in/Клиенты.xlsx',
  sheet: 'Клиенты',
  line: 45,
  column: 'Почта',
  value: 'orlov@gmial.com',
  suggestion: 'orlov@gmail.com',
  count: 38,
};

test('a finding says where it is, what was there, why it matters and what to do', () => {
  const wording = ru.messages['email.domain-typo'];
  expect(wordIssue(ru, finding, painter(false)).split('\n')).toEqual([
    'внимание email.domain-typo  in/Клиенты.xlsx › лист «Клиенты» › строка 45, столбец «Почта»',
    '  значение   orlov@gmial.com',
    `  причина    ${wording.message({ domain: 'gmial.com', likely: 'gmail.com' })}`,
    `  исправить  ${wording.fix}`,
    '  возможно   orlov@gmail.com',
    '  похожих    37 строк: perenos rejects show --code email.domain-typo',
  ]);
});

test('what a finding does not have is not said', () => {
  const bare = { ...finding, sheet: '', line: 0, column: null, value: null, suggestion: null, count: 1 };
  expect(
    wordIssue(en, bare, painter(false))
      .split('\n')
      .map((line) => line.trim().split(/\s+/)[0]),
  ).toEqual(['warning', 'reason', 'fix']);
});

test('values of the data stay on their line and move nothing', () => {
  for (const value of [...hostile, 'two\nlines']) {
    const text = wordIssue(en, { ...finding, value, file: value, column: value, sheet: value }, painter(false));
    expect(text.split('\n')).toHaveLength(6);
    // oxlint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  }
});
