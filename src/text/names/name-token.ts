import { classOf, letterClass } from '../alphabet.ts';
import { detached } from '../detached.ts';
import { foldKey, letterKey } from '../skeleton.ts';
import { RecentValues } from '../recent-values.ts';
import { stemOfKey } from '../surname.ts';
import { firstNameCandidates, type NameCandidate } from './first-names.ts';
import { readPatronymic, type Patronymic } from './patronymics.ts';
import { caseName } from './name-case.ts';
import { kindOfWord, type WordKind } from './name-words.ts';
import { readSurnameEnding, type SurnameEnding } from './surname-endings.ts';

/** A word of a name cell with all that its letters say. */
export interface NameToken {
  /** As written, look-alikes repaired. */
  readonly text: string;
  readonly key: string;
  readonly skeleton: string;
  /** One letter, or several that stand for initials (`ИВ`). */
  readonly initial: boolean;
  readonly latin: boolean;
  readonly candidates: readonly NameCandidate[];
  readonly patronymic: Patronymic | undefined;
  readonly surname: SurnameEnding | undefined;
  /** As it should be shown: {@link caseName}. */
  readonly shown: string;
  /** {@link stemOfKey} of the word. */
  readonly stem: string;
  /** What kind of word it is when it is not a part of a name. */
  readonly kind: WordKind;
}

/** Names repeat: what a word says is kept for the words seen last. The memory is bounded and changes no result. */
const remembered = new RecentValues<NameToken>(10_000);

/** All that a word says as a part of a name. */
export function readNameToken(text: string): NameToken {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const own = detached(text);
  const token = analyse(own);
  remembered.set(own, token);
  return token;
}

function analyse(text: string): NameToken {
  const key = letterKey(text).replaceAll(' ', '');
  const folded = foldKey(key);
  return {
    text,
    key,
    skeleton: folded,
    initial: false,
    latin: classOf(text.charCodeAt(0)) === letterClass.latin,
    candidates: candidatesOf(text, key, folded),
    patronymic: readPatronymic(key),
    surname: readSurnameEnding(key),
    shown: caseName(text),
    stem: stemOfKey(key, folded),
    kind: kindOfWord(text),
  };
}

/** Of a double first name (Анна-Мария) the double name and its first half, when both halves are first names. */
function candidatesOf(text: string, key: string, folded: string): readonly NameCandidate[] {
  if (!text.includes('-')) return firstNameCandidates(key, folded);
  const halves = text.split('-').map((half) => {
    const halfKey = letterKey(half);
    return firstNameCandidates(halfKey, foldKey(halfKey))[0];
  });
  const [first, second] = halves;
  if (halves.length !== 2 || first === undefined || second === undefined || first.sex !== second.sex) return [];
  const whole = {
    id: `${first.id}-${second.id}`,
    name: `${first.name}-${second.name}`,
    sex: first.sex,
    diminutive: false,
  };
  return [whole, first];
}

/** An initial: one letter, in capitals, without its dot. */
export function initialToken(letter: string): NameToken {
  const key = letterKey(letter);
  return {
    text: letter.toUpperCase(),
    key,
    skeleton: foldKey(key),
    initial: true,
    latin: classOf(letter.charCodeAt(0)) === letterClass.latin,
    candidates: [],
    patronymic: undefined,
    surname: undefined,
    shown: letter.toUpperCase(),
    stem: '',
    kind: 'name',
  };
}
