import { particles } from './name-words.ts';

/** Prefixes after which an apostrophe is followed by a capital: О'Нил, Д'Артаньян. In В'ячеслав it is not. */
const capitalAfter = /^[одлodl]$/iu;
const separators = /([-'’ʼ])/u;
const patronymicSuffix = /^(?:оглы|оглу|ўғли|угли|улы|ұлы|уулу|улу|кызы|қызы|гызы|қизи|кизи|ogly|oglu|uly|kyzy)$/iu;

/** Georgian capitals are for headlines only. */
const georgian = { first: 0x10d0, last: 0x10ff };

/**
 * A name word as it should be shown: a word all in capitals or all in small letters gets a capital at its start and after
 * hyphens; particles stay small. A word of mixed case (МакКой) is left as it was written.
 */
export function caseName(word: string): string {
  const code = word.charCodeAt(0);
  if (code >= georgian.first && code <= georgian.last) return word;
  const lower = word.toLowerCase();
  if (word !== lower && word !== word.toUpperCase()) return word;
  if (particles.has(lower) || patronymicSuffix.test(lower)) return lower;
  if (!separators.test(lower)) return capitalize(lower);
  let result = '';
  let before = '';
  let separator = '';
  for (const part of lower.split(separators)) {
    if (part === '-' || part === "'" || part === '’' || part === 'ʼ') separator = part;
    else {
      const stays =
        (separator !== '' && separator !== '-' && !capitalAfter.test(before)) || patronymicSuffix.test(part);
      result += separator + (stays ? part : capitalize(part));
      before = part;
    }
  }
  return result;
}

function capitalize(word: string): string {
  const first = word.codePointAt(0) ?? 0;
  const size = first > 0xffff ? 2 : 1;
  return word.slice(0, size).toUpperCase() + word.slice(size);
}

/** {@link caseName} of every word. */
export function caseWords(text: string): string {
  return text.includes(' ') ? text.split(' ').map(caseName).join(' ') : caseName(text);
}
