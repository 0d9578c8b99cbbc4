import { foldKey } from '../skeleton.ts';
import { fatherOf, patronymicRootOf, type Sex } from './first-names.ts';

/** What a word says as a patronymic. */
export interface Patronymic {
  readonly sex: Sex;
  /** The father's canonical id when known, else the skeleton of the word without its ending. */
  readonly root: string;
  /** Whether the father's name is known; surnames such as Станкевич end the same way. */
  readonly known: boolean;
  /** Whether surnames end so too: male -ович, -заде. Female -овна is never a surname. */
  readonly alsoSurname: boolean;
  /** Counts only beside a surname and a first name: -заде and -зода end surnames more often. */
  readonly needsSurname?: boolean;
}

interface Ending {
  readonly text: string;
  readonly sex: Sex;
  /** Counts only after the name of a known father. */
  readonly needsFather?: boolean;
  readonly alsoSurname?: boolean;
  readonly needsSurname?: boolean;
}

/** As {@link letterKey} writes them; the longest first. Slavic ones, spoken ones (Иваныч), Turkic and Tajik ones. */
const endings: readonly Ending[] = [
  { text: 'ini4na', sex: 'female' },
  { text: 'i4na', sex: 'female', needsFather: true },
  { text: 'ovna', sex: 'female' },
  { text: 'evna', sex: 'female' },
  { text: 'auna', sex: 'female', needsFather: true },
  { text: 'iuna', sex: 'female', needsFather: true },
  { text: 'ivna', sex: 'female', needsFather: true },
  { text: 'avna', sex: 'female', needsFather: true },
  { text: 'ovi4', sex: 'male', alsoSurname: true },
  { text: 'evi4', sex: 'male', alsoSurname: true },
  { text: 'avi4', sex: 'male', needsFather: true, alsoSurname: true },
  { text: 'i4', sex: 'male', needsFather: true },
  { text: 'ogli', sex: 'male' },
  { text: 'oglu', sex: 'male' },
  { text: 'ugli', sex: 'male' },
  { text: 'uulu', sex: 'male' },
  { text: 'kizi', sex: 'female' },
  { text: 'gizi', sex: 'female' },
  { text: 'uli', sex: 'male', alsoSurname: true },
  { text: 'zoda', sex: 'male', needsFather: true, alsoSurname: true, needsSurname: true },
  { text: 'zade', sex: 'male', needsFather: true, alsoSurname: true, needsSurname: true },
];

const shortestRoot = 2;
const lastLetters = new Set(['a', 'i', 'u', 'e', '4']);

/** Reads a word, given as its letter key, as a patronymic; undefined when it does not end like one. */
export function readPatronymic(key: string): Patronymic | undefined {
  if (key.length < 4 || !lastLetters.has(key.charAt(key.length - 1))) return undefined;
  for (const ending of endings) {
    if (!key.endsWith(ending.text) || key.length < ending.text.length + shortestRoot) continue;
    const root = patronymicRootOf(foldKey(key.slice(0, -ending.text.length)));
    const father = fatherOf(root);
    if (father === undefined && (ending.needsFather === true || root.length < shortestRoot)) continue;
    const { sex, alsoSurname = false, needsSurname = false } = ending;
    return { sex, root: father ?? root, known: father !== undefined, alsoSurname, needsSurname };
  }
  return undefined;
}

const longestRoot = 9;
const surelyEnding = /^(?:[oe]v|i[4n])/;
const startOfEnding = /^(?:[oe]|v|i.)/;

/**
 * Reads a word that begins with the root of a known father's name and goes on somewhat like a patronymic (`Игоревч`,
 * `Романовнаа`): for the place where a patronymic belongs only.
 */
export function readMisspeltPatronymic(folded: string): Patronymic | undefined {
  for (let length = Math.min(longestRoot, folded.length - 2); length >= shortestRoot; length--) {
    const rest = folded.slice(length);
    const like = length > shortestRoot ? startOfEnding : surelyEnding;
    const father = like.test(rest) ? fatherOf(folded.slice(0, length)) : undefined;
    if (father === undefined) continue;
    const sex = /n|a$/.test(rest) ? 'female' : 'male';
    return { sex, root: father, known: false, alsoSurname: true };
  }
  return undefined;
}

const suffixWords = new Map<string, Sex>([
  ['ogli', 'male'],
  ['oglu', 'male'],
  ['ugli', 'male'],
  ['uli', 'male'],
  ['ulu', 'male'],
  ['uulu', 'male'],
  ['kizi', 'female'],
  ['gizi', 'female'],
]);

/** оглы, улы, кызы and their like standing alone after the father's name: the sex they tell. */
export function suffixSex(key: string): Sex | undefined {
  return suffixWords.get(key);
}

/** The patronymic made of a father's name and a suffix word: `Гасан` + `оглы`. */
export function patronymicOfFather(fatherKey: string, sex: Sex): Patronymic {
  const root = patronymicRootOf(foldKey(fatherKey));
  const father = fatherOf(root);
  return { sex, root: father ?? root, known: true, alsoSurname: false };
}
