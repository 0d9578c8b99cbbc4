import { damerauLevenshtein } from './similarity.ts';

/** Latin letters that look like Cyrillic ones, by what they look like (lower case). */
const cyrillicLooks: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  i: 'і',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
};

/** Trims, turns no-break spaces into spaces and collapses runs of white space: how headings are compared exactly. */
export function tidyName(name: string): string {
  return name.replace(/[\s\u00A0\u202F]+/gu, ' ').trim();
}

/** Lower case, ё as е, tidy spaces: how synonyms and value-map entries are compared. */
export function foldName(name: string): string {
  return tidyName(name).toLowerCase().replaceAll('ё', 'е');
}

/** A heading by its words alone, without points, dashes, brackets and quotes: `Моб. тел.` and `Моб.тел`, `E-mail` and `E mail`. */
export function plainName(name: string): string {
  return foldName(name.replace(/[.,;:*()«»"'№#_/\p{Pd}]+/gu, ' '));
}

/** What only says that its parts belong to the record itself: `Контакты / Телефон`, `contacts.phones`. */
const containers = new Set(
  (
    'контакты|контакт|контактные данные|контактная информация|связь|реквизиты|данные|общие сведения|основное|сведения|клиент|адрес|' +
    'contacts|contact|contact info|contact data|contact details|info|details|data|fields|properties|attributes|profile|general|' +
    'client|customer|address|requisites'
  ).split('|'),
);

/**
 * How a heading may stand in a list of synonyms, the surest first: as it is; without a mark at its end (`Телефон:`, `ФИО*`); with
 * spaces in place of `_`, `.` and humps (`first_name`, `firstName`); its last part where the parts before are only containers; and
 * that by its words alone.
 */
export function headingKeys(heading: string): readonly string[] {
  const whole = foldName(heading);
  const bare = whole.replace(/[\s:*]+$/u, '');
  const spaced = foldName(heading.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ').replace(/[_.]+/gu, ' '));
  const parts = heading.split(/ \/ |\.(?=\p{L})/u).map((part) => foldName(part.replace(/_/gu, ' ')));
  const last = parts.at(-1) ?? '';
  const isInside = parts.length > 1 && parts.slice(0, -1).every((part) => containers.has(part));
  const own = isInside ? last : spaced;
  return [...new Set([whole, bare, spaced, ...(isInside ? [last] : []), plainName(own)])].filter((key) => key !== '');
}

/** What two names share when they differ only in case, ё/е, look-alike letters, spaces, dashes and underscores. */
function skeleton(name: string): string {
  let out = '';
  for (const letter of foldName(name)) {
    if (letter === ' ' || letter === '_' || letter === '-') continue;
    out += cyrillicLooks[letter] ?? letter;
  }
  return out;
}

/**
 * The known name a person most likely meant: the same letters but for case, ё/е and Latin/Cyrillic look-alikes first, then
 * the least Damerau-Levenshtein distance up to 2 (1 for names of at most three letters).
 */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  const wanted = skeleton(name);
  const folded = foldName(name);
  const allowed = folded.length <= 3 ? 1 : 2;
  let best: string | undefined;
  let bestDistance = allowed + 1;
  for (const candidate of known) {
    if (candidate === name) continue;
    const distance = skeleton(candidate) === wanted ? 0 : damerauLevenshtein(folded, foldName(candidate), allowed);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
