import { describe, expect, test } from 'vitest';
import { loadLocale } from '../../src/locales/language.ts';
import { issueCatalogue, type IssueCode } from '../../src/model/issue.ts';
import { wordingOf } from '../../src/report/errors.ts';

const [ru, en] = await Promise.all([loadLocale('ru'), loadLocale('en')]);
const codes = Object.keys(issueCatalogue) as IssueCode[];

describe.each([ru, en])('what is said in $language', (locale) => {
  test('has a title, a cause, a fix and an example for every code', () => {
    const lacking = codes.filter((code) => {
      const { title, cause, fix, example } = wordingOf(locale, code);
      return [title, cause, fix].some((text) => text.trim().length < 3) || example.trim() === '';
    });
    expect(lacking).toEqual([]);
    expect(codes.length).toBeGreaterThan(120);
  });

  test('is in its own language', () => {
    const isOwn = (text: string) => (locale.language === 'ru' ? /[а-яё]/i.test(text) : /[a-z]/i.test(text));
    const foreign = codes.filter((code) => {
      const { title, cause, fix } = wordingOf(locale, code);
      return ![title, cause, fix].every(isOwn);
    });
    expect(foreign).toEqual([]);
    // Names in a file may be of another language, the sentence around them not.
    const letters = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
    const mixed = codes.filter((code) => {
      const { title, cause, fix } = wordingOf(locale, code);
      const whole = `${title} ${cause} ${fix}`;
      const isRussian = letters(whole, /[а-яё]/gi) > letters(whole, /[a-z]/gi);
      return isRussian !== (locale.language === 'ru');
    });
    expect(mixed).toEqual([]);
  });
});

test.each([ru, en])('an example in $language says more than the rest of its own entry', (locale) => {
  const repeating = codes.filter((code) => {
    const { title, cause, fix, example } = wordingOf(locale, code);
    return [title, cause, fix].includes(example);
  });
  expect(repeating).toEqual([]);
});

test('no sentence serves as the example of many codes', () => {
  const users = new Map<string, IssueCode[]>();
  for (const code of codes) {
    const { example } = wordingOf(ru, code);
    users.set(example, [...(users.get(example) ?? []), code]);
  }
  expect([...users.values()].filter((shared) => shared.length > 3)).toEqual([]);
});
