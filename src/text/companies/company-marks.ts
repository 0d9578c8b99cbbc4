import type { CompanyWord } from './company-text.ts';
import { branchWords, placeKinds } from './company-words.ts';
import { fullForm, institutionalForm, shortForm, type LegalForm } from './legal-forms.ts';
import { cityAt, placeKey } from './places.ts';

/** What a word is when it does not belong to the core of the name; undefined when it does. */
type Mark = 'form' | 'branch' | 'place' | 'kind' | 'filler';

export interface MarkedWords {
  readonly words: readonly CompanyWord[];
  /** Parallel to `words`. */
  readonly marks: (Mark | undefined)[];
  readonly form: LegalForm | undefined;
  readonly branch: boolean;
  readonly place: string | undefined;
}

/** Tells the words of the core from legal form, branch, place and kind of shop. */
export function markWords(words: readonly CompanyWord[]): MarkedWords {
  const marks: (Mark | undefined)[] = words.map(() => undefined);
  const form = markForms(words, marks);
  const branchPlace = markBranch(words, marks);
  const place = markPlaces(words, marks, branchPlace !== undefined);
  const named = branchPlace === undefined || branchPlace === '' ? place : branchPlace;
  return { words, marks, form, branch: branchPlace !== undefined, place: named };
}

function markForms(words: readonly CompanyWord[], marks: (Mark | undefined)[]): LegalForm | undefined {
  const keys = words.map((word) => word.key);
  const hasQuotes = words.some((word) => word.quoted);
  let found: LegalForm | undefined;
  let left = words.length;
  for (let at = 0; at < words.length; at++) {
    const hit = longForm(keys, at) ?? dottedForm(words, at) ?? shortFormAt(words, at, hasQuotes);
    if (hit === undefined || left - hit.length < 1) continue;
    marks.fill('form', at, at + hit.length);
    left -= hit.length;
    found = better(found, hit.form);
    at += hit.length - 1;
  }
  return found;
}

/** Of several forms the first, but a person's before a farm's (`ИП глава КФХ`) and a known class before none. */
function better(one: LegalForm | undefined, other: LegalForm): LegalForm {
  if (one === undefined) return other;
  if (one.formClass === undefined || (one.weak && !other.weak)) return other;
  return one;
}

interface Hit {
  readonly form: LegalForm;
  readonly length: number;
}

const shortestFormWord = 5;

function longForm(keys: readonly string[], at: number): Hit | undefined {
  if ((keys[at]?.length ?? 0) < shortestFormWord && keys[at] !== 'o' && keys[at] !== 'inc' && keys[at] !== 'ltd')
    return undefined;
  return fullForm(keys, at) ?? institutionalForm(keys, at);
}

/** `О.О.О.`, `S.r.l.`, `Sp. z o.o.` */
function dottedForm(words: readonly CompanyWord[], at: number): Hit | undefined {
  if (words[at]?.dotted !== true || (words[at]?.text.length ?? 0) > 3) return undefined;
  let joined = '';
  let hit: Hit | undefined;
  for (let end = at; end < words.length && end - at < 5; end++) {
    const word = words[end];
    if (word === undefined || word.text.length > 3) break;
    joined += word.key;
    const form = end > at && !mayBeInitials(words, at, end) ? shortForm(joined) : undefined;
    if (form !== undefined) hit = { form, length: end - at + 1 };
    if (!word.dotted && !(words[end + 1]?.dotted ?? false)) break;
  }
  return hit;
}

/** `И.П.` behind a surname are initials; two Latin letters (B.V.) are a form. */
function mayBeInitials(words: readonly CompanyWord[], at: number, end: number): boolean {
  return end - at < 2 && cyrillic.test(words[at]?.text ?? '');
}

const cyrillic = /[\u0400-\u052F]/;
/** Levels of education behind the form: `ФГБОУ ВО`. */
const levels = new Set(['ВО', 'ДО', 'СПО', 'ДПО', 'ВПО']);
const allCapitals = /^\p{Lu}+$/u;

function shortFormAt(words: readonly CompanyWord[], at: number, hasQuotes: boolean): Hit | undefined {
  const word = words[at];
  if (word === undefined || word.text.length > 9) return undefined;
  // `000` is ООО typed with zeros.
  const form = shortForm(word.text === '000' && at === 0 ? 'ooo' : word.key);
  if (form === undefined) return undefined;
  if (form.formClass === 'STATE' && levels.has(words[at + 1]?.text ?? '')) return { form, length: 2 };
  if (form.short === 'Co' && at > 0 && (word.dotted || words[at - 1]?.text === '&')) return { form, length: 1 };
  if (!form.weak) return word.quoted && !standsAtEdge(words, at) ? undefined : { form, length: 1 };
  if (form.short.length > 3) return hasQuotes && !word.quoted ? { form, length: 1 } : undefined;
  const apart = standsAtEdge(words, at) && (!word.quoted || at === 0);
  return apart && allCapitals.test(word.text) ? { form, length: 1 } : undefined;
}

/** First, last or alone between commas or quotes. */
function standsAtEdge(words: readonly CompanyWord[], at: number): boolean {
  const word = words[at];
  const before = words[at - 1];
  const after = words[at + 1];
  if (word === undefined || before === undefined || after === undefined) return true;
  return word.quoted !== after.quoted || word.quoted !== before.quoted || word.segment !== after.segment;
}

const adjectiveOfPlace = /(?:skii|ckii|skoe|ckoe|skaia|ckaia|skogo|ckogo|skom|ckom)$/;
const cityWord = new Set(['g', 'gorod', 'gorode', 'goroda']);
const inWord = new Set(['v', 'vo', 'po']);

/** Marks branch words and their place; the key of the place, empty when none is named, undefined without a branch. */
function markBranch(words: readonly CompanyWord[], marks: (Mark | undefined)[]): string | undefined {
  let place: string | undefined;
  for (const [at, word] of words.entries()) {
    if (word.quoted || marks[at] !== undefined || !isBranchWord(words, at)) continue;
    marks[at] = 'branch';
    place ??= '';
    for (const near of [at - 1, at + 1]) {
      const neighbour = words[near];
      if (neighbour === undefined || marks[near] !== undefined || neighbour.quoted) continue;
      if (adjectiveOfPlace.test(neighbour.key)) {
        marks[near] = 'place';
        place = placeKey(neighbour.text);
      } else if (neighbour.digits) {
        marks[near] = 'branch';
        place = neighbour.text;
      }
    }
  }
  return place;
}

function isBranchWord(words: readonly CompanyWord[], at: number): boolean {
  const word = words[at];
  const next = words[at + 1];
  if (word === undefined) return false;
  if (branchWords.has(word.skeleton)) return words.length > 1;
  if (word.skeleton === 'f' && next?.skeleton === 'l') return true;
  if (word.skeleton === 'dop' && next?.skeleton === 'ofis') return true;
  if (word.text === 'ОП') return next !== undefined && (cityWord.has(next.key) || inWord.has(next.key));
  return placeKinds.has(word.skeleton) && next?.digits === true && !next.quoted && words.some((other) => other.quoted);
}

/** Marks `в г. Казань`, and after the quotes or a comma a bare city; returns the key of the first place. */
function markPlaces(words: readonly CompanyWord[], marks: (Mark | undefined)[], isBranch: boolean): string | undefined {
  const hasQuotes = words.some((word) => word.quoted);
  const skeletons = words.map((word) => word.skeleton);
  let place: string | undefined;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined || word.quoted || marks[at] !== undefined) continue;
    const named = cityWord.has(word.key) && (word.dotted || word.text.length > 1) && words[at + 1] !== undefined;
    const start = named ? at + 1 : at;
    const length = cityAt(skeletons, start) || (named ? 1 : 0);
    if (length === 0 || !(named || isBranch || hasQuotes || word.segment > 0)) continue;
    marks.fill('place', at, start + length);
    if (at > 0 && inWord.has(words[at - 1]?.key ?? '')) marks[at - 1] = 'filler';
    place ??= placeKey(
      words
        .slice(start, start + length)
        .map((part) => part.text)
        .join(''),
    );
    at = start + length - 1;
  }
  return place;
}
