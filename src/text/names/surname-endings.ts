import type { Sex } from './first-names.ts';

/** What the ending of a word says about its being a surname. */
export interface SurnameEnding {
  readonly sex?: Sex;
}

/** As `letterKey` writes them, by their last letter; the longest first. */
const endings = new Map<string, readonly (readonly [text: string, shortest: number, sex?: Sex])[]>([
  [
    'v',
    [
      ['ov', 4, 'male'],
      ['ev', 4, 'male'],
      ['iv', 5],
    ],
  ],
  [
    'f',
    [
      ['off', 5, 'male'],
      ['eff', 5, 'male'],
    ],
  ],
  [
    'n',
    [
      ['in', 4, 'male'],
      ['ian', 4],
      ['6tein', 6],
      ['man', 5],
      ['son', 5],
      ['sen', 5],
    ],
  ],
  [
    'c',
    [
      ['ianc', 5],
      ['ec', 5],
    ],
  ],
  [
    'a',
    [
      ['ova', 5, 'female'],
      ['eva', 5, 'female'],
      ['ina', 5, 'female'],
      ['aia', 5, 'female'],
      ['ska', 5, 'female'],
      ['cka', 5, 'female'],
      ['iia', 6],
      ['uia', 5],
    ],
  ],
  [
    'i',
    [
      ['skii', 5, 'male'],
      ['ckii', 5, 'male'],
      ['ski', 5, 'male'],
      ['cki', 5, 'male'],
      ['6vili', 7],
      ['oi', 5, 'male'],
      ['ii', 5, 'male'],
    ],
  ],
  [
    'o',
    [
      ['ko', 4],
      ['ago', 5],
      ['ovo', 5],
    ],
  ],
  [
    'k',
    [
      ['uk', 4],
      ['iuk', 4],
      ['4ik', 5],
      ['ak', 5],
    ],
  ],
  ['h', [['ih', 4]]],
  [
    'e',
    [
      ['dze', 5],
      ['zade', 6],
    ],
  ],
  [
    '4',
    [
      ['evi4', 6],
      ['ovi4', 6],
      ['i4', 5],
    ],
  ],
  [
    'g',
    [
      ['berg', 6],
      ['burg', 6],
    ],
  ],
]);

/** Whether a word, given as its letter key, ends like a surname, and the sex that tells; undefined when it does not. */
export function readSurnameEnding(key: string): SurnameEnding | undefined {
  for (const [text, shortest, sex] of endings.get(key.charAt(key.length - 1)) ?? []) {
    if (key.length >= shortest && key.endsWith(text)) return sex === undefined ? {} : { sex };
  }
  return undefined;
}
