import type { Sex } from './first-names.ts';
import { sexOfSigns } from './name-sex.ts';
import { readNameToken, type NameToken } from './name-token.ts';
import { suffixSex } from './patronymics.ts';

/** A surname, a first name and a patronymic about which nothing is in doubt. */
export interface PlainName {
  readonly last: NameToken;
  readonly first: NameToken;
  readonly middle: NameToken;
  readonly sex: Sex | undefined;
}

/** Words this short may be initials written together. */
const shortWord = 2;

/**
 * Reads `Щукина Анна Петровна`, as most names are written: three Cyrillic words, of which only the second is a known first name and
 * only the third a patronymic. Gives what the full reading gives, at a third of its cost; undefined for everything else.
 */
export function readPlainName(text: string): PlainName | undefined {
  const second = wordEnd(text, 0) + 1;
  const third = wordEnd(text, second) + 1;
  if (second <= shortWord + 1 || third - second <= shortWord + 1 || text.length - third <= shortWord) return undefined;
  if (wordEnd(text, third) !== text.length) return undefined;
  const last = readNameToken(text.slice(0, second - 1));
  const first = readNameToken(text.slice(second, third - 1));
  const middle = readNameToken(text.slice(third));
  if (last.kind !== 'name' || first.kind !== 'name' || middle.kind !== 'name' || last.key === '') return undefined;
  if (last.candidates.length > 0 || first.candidates.length === 0 || middle.candidates.length > 0) return undefined;
  const { patronymic } = middle;
  if (patronymic === undefined || last.patronymic !== undefined || first.patronymic !== undefined) return undefined;
  // Two words may make one patronymic: `Гасан оглы`.
  if (suffixSex(first.key) !== undefined || suffixSex(middle.key) !== undefined) return undefined;
  return { last, first, middle, sex: sexOfSigns({ patronymic, last, first, title: undefined }) };
}

/** Where the run of Russian letters at `from` ends: at the end of the text or before a space; -1 before anything else. */
function wordEnd(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 32) return at;
    if (!((code >= 0x410 && code <= 0x44f) || code === 0x451 || code === 0x401)) return -1;
  }
  return at;
}
