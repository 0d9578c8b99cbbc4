import type { Language } from '../model/language.ts';

/** The forms of a counted word: English uses `one` and `other`, Russian `one`, `few`, `many` and `other`. */
export type PluralForms = { readonly other: string } & { readonly [form in 'one' | 'few' | 'many']?: string };

/** Makes a chooser of word forms: `21 запись`, `22 записи`, `25 записей`. */
export function pluralOf(language: Language): (count: number, forms: PluralForms) => string {
  const rules = new Intl.PluralRules(language);
  const format = new Intl.NumberFormat(language);
  return (count, forms) => {
    const form = rules.select(count);
    const word = form === 'zero' || form === 'two' ? undefined : forms[form];
    return `${format.format(count)} ${word ?? forms.other}`;
  };
}
