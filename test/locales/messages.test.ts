import { describe, expect, test } from 'vitest';
import { loadLocale } from '../../src/locales/language.ts';
import { issueCatalogue, type IssueCode } from '../../src/model/issue.ts';
import { wordingOf } from '../../src/report/errors.ts';

const [ru, en] = await Promise.all([loadLocale('ru'), loadLocale('en')]);
const codes = Object.keys(issueCatalogue) as IssueCode[];

describe.each([ru, en])('what is said in $language', (locale) => {
  test('has a title, a cause and a fix for every code', () => {
    const lacking = codes.filter((code) => {
      const { title, cause, fix } = wordingOf(locale, code);
      return [title, cause, fix].some((text) => text.trim().length < 3);
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

test('an example is given in both languages or in none', () => {
  const uneven = codes.filter(
    (code) => (wordingOf(ru, code).example === undefined) !== (wordingOf(en, code).example === undefined),
  );
  expect(uneven).toEqual([]);
});
