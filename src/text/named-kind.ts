import { shortForm } from './companies/legal-forms.ts';
import { firstNameCandidates } from './names/first-names.ts';
import { readPatronymic } from './names/patronymics.ts';
import { letterKey } from './skeleton.ts';

const quotes = /["«»“”„]/;
const initials = /(?:^|\s)\p{Lu}\.\s?\p{Lu}\./u;
const words = /[\s,.()]+/;
const mostWords = 4;

/**
 * Whose name a text certainly is: a company's, with a legal form or quotes, or a person's, with a known first name, a patronymic
 * or initials and few other words. Undefined for all the rest: `Ромашка` may be either.
 */
export function namedKind(text: string): 'person' | 'company' | undefined {
  const parts = text.split(words).filter((part) => part !== '');
  if (quotes.test(text) || parts.some(isLegalForm)) return 'company';
  if (parts.length > mostWords) return undefined;
  if (initials.test(text) || parts.some(isPersonal)) return 'person';
  return undefined;
}

function isLegalForm(word: string): boolean {
  const form = shortForm(letterKey(word));
  return form !== undefined && (!form.weak || word === form.short);
}

function isPersonal(word: string): boolean {
  const key = letterKey(word);
  return key !== '' && (firstNameCandidates(key, '').length > 0 || readPatronymic(key) !== undefined);
}
