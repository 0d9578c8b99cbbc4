import { foldKey, letterKey } from './skeleton.ts';

/** Endings that differ by gender, as {@link letterKey} writes them: the longest first, and what is left of each. */
const genderEndings: readonly (readonly [ending: string, left: string])[] = [
  ['skaia', 'sk'],
  ['ckaia', 'ck'],
  ['skii', 'sk'],
  ['ckii', 'ck'],
  ['skoi', 'sk'],
  ['ckoi', 'ck'],
  ['ski', 'sk'],
  ['cki', 'ck'],
  ['ska', 'sk'],
  ['cka', 'ck'],
  ['iaia', ''],
  ['aia', ''],
  ['ova', 'ov'],
  ['eva', 'ev'],
  ['ina', 'in'],
  ['oi', ''],
  ['ii', ''],
];

/**
 * The skeleton of a surname without its gender: `Иванов` and `Иванова` are `ivanov`, `Толстой` and `Толстая` are `tolst`,
 * `Чайковский` and `Chaikovskaya` are `4aikovsk`. Of a double surname every part is cut; parts are joined without a space.
 */
export function surnameStem(surname: string): string {
  const key = letterKey(surname);
  if (!key.includes(' ')) return stemOfKey(key, foldKey(key));
  return key
    .split(' ')
    .map((word) => stemOfKey(word, foldKey(word)))
    .join('');
}

/** The stem of one word given as its letter key; `folded` is its skeleton, the stem of a word without such an ending. */
export function stemOfKey(key: string, folded: string): string {
  const last = key.charCodeAt(key.length - 1);
  if (last !== 97 && last !== 105) return folded; // every ending ends in a or i
  for (const [ending, left] of genderEndings) {
    if (key.length >= ending.length + 3 - left.length && key.endsWith(ending)) {
      return foldKey(key.slice(0, key.length - ending.length) + left);
    }
  }
  return folded;
}

const similarSounds = new Map([
  ['o', 'a'],
  ['e', 'i'],
  ['b', 'p'],
  ['v', 'f'],
  ['g', 'k'],
  ['d', 't'],
  ['z', 's'],
  ['7', '6'],
]);
const vowels = 'aeiou';
const soundKeyLength = 7;

/**
 * How a surname (or a company's core name) sounds, roughly: the stem with o = a, e = i, voiced = unvoiced, vowels only at
 * the start, at most seven letters. For finding candidates, never for deciding. Takes a skeleton or stem.
 */
export function soundKey(stem: string): string {
  let key = '';
  for (let at = 0; at < stem.length && key.length < soundKeyLength; at++) {
    const letter = stem.charAt(at);
    const sound = similarSounds.get(letter) ?? letter;
    if (letter === ' ' || (key !== '' && vowels.includes(letter)) || key.endsWith(sound)) continue;
    key += sound;
  }
  return key;
}
