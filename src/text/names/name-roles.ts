import type { NameToken } from './name-token.ts';
import { arabicParticles } from './name-words.ts';
import { patronymicOfFather, readMisspeltPatronymic, suffixSex, type Patronymic } from './patronymics.ts';

/** The order of the parts where the words themselves do not tell: L surname, F first name, M patronymic. */
export type NameOrder = 'LFM' | 'FML' | 'FLM';
/** The field of its source a word stood in. */
export type NameField = 'last' | 'first' | 'middle';

/** Which word is which part of a name. */
export interface NameRoles {
  last: NameToken[];
  first?: NameToken;
  middle: NameToken[];
  initials: NameToken[];
  patronymic?: Patronymic;
  /** order: which word is the surname is a guess; words: more words than parts. */
  doubt?: 'order' | 'words';
}

interface Word {
  readonly token: NameToken;
  readonly field: NameField | undefined;
}

/** Decides which word is which part. `fields` runs parallel to `tokens` where the words came from separate fields. */
export function assignRoles(
  tokens: readonly NameToken[],
  order: NameOrder | undefined,
  fields: readonly (NameField | undefined)[] = [],
): NameRoles {
  const roles: NameRoles = { last: [], middle: [], initials: [] };
  let words: Word[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.initial) roles.initials.push(token);
    else words.push({ token, field: fields[at] });
  }
  if (words.length === 0) return roles;
  if (words.length > 2 && words.some(({ token }) => arabicParticles.has(token.text))) return arabic(words, roles);
  words = takePatronymic(words, roles);
  if (words.length === 0) return roles;
  if (isWestern(words, roles, order)) return western(words, roles);
  words = takeFirstName(words, roles, order);
  roles.last = words.map(({ token }) => token);
  if (roles.last.length === 0 && mayBeSurname(roles)) roles.doubt = 'order';
  if (words.length > 1 && !isCompound(roles.last)) roles.doubt ??= 'words';
  return roles;
}

/** `Роман Абрамович`: of the surnames made like patronymics, the common ones. */
function mayBeSurname(roles: NameRoles): boolean {
  const [middle] = roles.middle;
  return roles.first !== undefined && middle !== undefined && surnamesInOvich.has(middle.key);
}

const surnamesInOvich = new Set(
  'abramovi4 davidovi4 iakubovi4 markovi4 antonovi4 stefanovi4 martinovi4 adamovi4 rabinovi4 voinovi4'.split(' '),
);

/** `Абдурахман ибн Хоттаб`: no rule tells the parts; kept in the order written. */
function arabic(words: readonly Word[], roles: NameRoles): NameRoles {
  const [head, ...others] = words.filter(({ token }) => !arabicParticles.has(token.text)).map(({ token }) => token);
  const [first] = others;
  roles.last = head === undefined ? [] : [head];
  if (first !== undefined) roles.first = first;
  roles.doubt = 'order';
  return roles;
}

function takePatronymic(words: Word[], roles: NameRoles): Word[] {
  for (let at = 1; at < words.length; at++) {
    const suffix = words[at]?.token;
    const father = words[at - 1]?.token;
    const sex = suffix === undefined ? undefined : suffixSex(suffix.key);
    if (suffix === undefined || father === undefined || sex === undefined || words.length < 3) continue;
    roles.middle = [father, suffix];
    roles.patronymic = patronymicOfFather(father.key, sex);
    return words.filter((_, index) => index !== at && index !== at - 1);
  }
  const at = patronymicAt(words, roles.initials.length);
  const chosen = words[at]?.token;
  if (chosen?.patronymic === undefined) return takeLikelyPatronymic(words, roles);
  roles.middle = [chosen];
  roles.patronymic = chosen.patronymic;
  return words.filter((_, index) => index !== at);
}

/**
 * What stands where a patronymic belongs: the word of its field; of three words the third behind a known first name or,
 * misspelt, the third or second (`Смирнова Ирина Николаева`, `Мамедов Али Гасан`).
 */
function takeLikelyPatronymic(words: Word[], roles: NameRoles): Word[] {
  let at = words.length > 1 ? words.findIndex(({ field, token }) => field === 'middle' && token.kind === 'name') : -1;
  if (at < 0 && words.length === 3 && words.every(({ field }) => field === undefined)) at = misspeltAt(words);
  const token = words[at]?.token;
  if (token === undefined) return words;
  const patronymic = readMisspeltPatronymic(token.skeleton);
  roles.middle = [token];
  if (patronymic !== undefined) roles.patronymic = patronymic;
  if (words[at]?.field === undefined && token.surname !== undefined) roles.doubt = 'words';
  return words.filter((_, index) => index !== at);
}

function misspeltAt(words: readonly Word[]): number {
  const [one, two, three] = words.map(({ token }) => token);
  if (one === undefined || two === undefined || three === undefined) return -1;
  const isName = (token: NameToken): boolean => token.candidates.length > 0;
  if (one.surname !== undefined && !isName(one) && isName(two) && isName(three) && !three.latin) return 2;
  if (three.surname !== undefined && !isName(three) && isName(one) && isName(two) && !three.latin) return 1;
  const surnameFirst = one.surname !== undefined || isName(two);
  if (surnameFirst && !isName(one) && !isName(three) && readMisspeltPatronymic(three.skeleton)) return 2;
  const surnameLast = three.surname !== undefined && isName(one) && two.surname === undefined && !isName(two);
  return surnameLast && readMisspeltPatronymic(two.skeleton) ? 1 : -1;
}

/** The index of the word that is the patronymic, -1 when none is. */
function patronymicAt(words: readonly Word[], initials: number): number {
  let best = -1;
  let bestScore = 0;
  for (const [at, word] of words.entries()) {
    const score = patronymicScore(words, at, initials);
    if (word.token.patronymic !== undefined && score >= bestScore && score > 0) {
      best = at;
      bestScore = score;
    }
  }
  return best;
}

function patronymicScore(words: readonly Word[], at: number, initials: number): number {
  const word = words[at];
  const patronymic = word?.token.patronymic;
  if (word === undefined || patronymic === undefined) return 0;
  let score = patronymic.known ? 3 : 1;
  if (word.field === 'middle') score += 4;
  if (!patronymic.alsoSurname) return score + 3;
  if (patronymic.needsSurname === true && words.length < 3) return 0;
  if (word.field === 'last') score -= 3;
  if (at === 0) score -= 2;
  if (words.length === 1) return initials > 0 || word.field === 'last' ? 0 : score - 1;
  const others = words.filter((_, index) => index !== at).map(({ token }) => token);
  // `Абрамович Роман`: the only word that can be the surname.
  if (others.length === 1 && at === 0 && others[0]?.surname === undefined) return 0;
  if (others.length === 1 && at === 0 && (others[0]?.candidates.length ?? 0) > 0) return 0;
  return score;
}

function isWestern(words: readonly Word[], roles: NameRoles, order: NameOrder | undefined): boolean {
  return (
    order === undefined &&
    words.length > 2 &&
    roles.patronymic === undefined &&
    words.every(({ token, field }) => token.latin && field === undefined) &&
    (words[0]?.token.candidates.length ?? 0) > 0
  );
}

/** `John Ronald Tolkien`, `Ludwig van Beethoven`: the first word, names between, the surname with its particles. */
function western(words: readonly Word[], roles: NameRoles): NameRoles {
  const tokens = words.map(({ token }) => token);
  let lastStart = tokens.findIndex((token, at) => at > 0 && token.kind === 'particle');
  if (lastStart < 0) lastStart = tokens.length - 1;
  const [first] = tokens;
  if (first !== undefined) roles.first = first;
  roles.middle = tokens.slice(1, lastStart);
  roles.last = tokens.slice(lastStart);
  return roles;
}

function takeFirstName(words: Word[], roles: NameRoles, order: NameOrder | undefined): Word[] {
  const at = firstNameAt(words, roles, order);
  const chosen = words[at]?.token;
  if (chosen === undefined) return words;
  roles.first = chosen;
  return words.filter((_, index) => index !== at);
}

function firstNameAt(words: readonly Word[], roles: NameRoles, order: NameOrder | undefined): number {
  const hits = words.flatMap(({ token }, at) => (token.candidates.length > 0 ? [at] : []));
  const [only] = hits;
  if (only === undefined) return unknownFirstName(words, roles, order);
  if (hits.length === 1) return singleHit(words, only, roles);
  const inField = hits.filter((at) => words[at]?.field === 'first');
  if (inField.length === 1) return inField[0] ?? -1;
  const certain = hits.filter((at) => isHardlyASurname(words[at]?.token));
  if (certain.length === 1) return certain[0] ?? -1;
  if (roles.patronymic !== undefined)
    return hits.length === words.length && words.length === 2 ? byOrder(hits, roles, order) : (hits.at(-1) ?? -1);
  if (order === undefined) roles.doubt = 'order';
  return byOrder(hits, roles, order);
}

/** Among words that may all be first names: the place that the order of parts gives it. */
function byOrder(hits: readonly number[], roles: NameRoles, order: NameOrder | undefined): number {
  if (roles.patronymic !== undefined && order === undefined) return hits.at(-1) ?? -1;
  return (order === 'FML' || order === 'FLM' ? hits[0] : hits.at(-1)) ?? -1;
}

/** Pet forms and most female names are first names; many male ones are surnames too (Роман, Мартин, Назар). */
function isHardlyASurname(token: NameToken | undefined): boolean {
  const best = token?.candidates[0];
  if (best === undefined || token === undefined || surnamesToo.has(best.id)) return false;
  return best.diminutive || (best.sex === 'female' && token.key.endsWith('a'));
}

const surnamesToo = new Set(['ким', 'ян', 'ион', 'али', 'марк']);

/** The one known first name, unless the fields say that it is the surname and the other word does not look like one. */
function singleHit(words: readonly Word[], at: number, roles: NameRoles): number {
  const hit = words[at];
  if (words.length === 1) return hit?.field === 'last' && hit.token.surname !== undefined ? -1 : at;
  const named = words.findIndex(({ field }) => field === 'first');
  const other = words[named]?.token;
  if (hit?.field === 'last' && other !== undefined && named !== at) {
    if (other.surname === undefined) roles.doubt = 'order';
    if (other.surname === undefined && hit.token.surname !== undefined) return named;
  }
  return at;
}

function unknownFirstName(words: readonly Word[], roles: NameRoles, order: NameOrder | undefined): number {
  if (words.length === 1 && roles.initials.length > 0) return -1;
  const inField = words.findIndex(({ field }) => field === 'first');
  if (inField >= 0) return inField;
  if (words.length === 1) {
    const field = words[0]?.field;
    return roles.patronymic !== undefined && field !== 'last' && words[0]?.token.surname === undefined ? 0 : -1;
  }
  if (roles.initials.length > 0) return -1;
  const particle = words.findIndex(({ token }) => token.kind === 'particle');
  if (particle > 0) return 0;
  const fielded = words.some(({ field }) => field === 'last');
  if (fielded) return -1;
  const surnames = words.flatMap(({ token }, at) => (token.surname !== undefined ? [at] : []));
  if (words.length === 2 && surnames.length === 1) return surnames[0] === 0 ? 1 : 0;
  if (order === undefined && roles.patronymic === undefined) roles.doubt = 'order';
  const isLatin = words.every(({ token }) => token.latin);
  const firstFirst = order === undefined ? isLatin : order !== 'LFM';
  return firstFirst ? 0 : words.length - 1;
}

/** Whether several words make one surname: a particle among them, or each ends like a surname. */
function isCompound(tokens: readonly NameToken[]): boolean {
  if (tokens.some((token) => token.patronymic?.known === true)) return false;
  return tokens.some((token) => token.kind === 'particle') || tokens.every((token) => token.surname !== undefined);
}
