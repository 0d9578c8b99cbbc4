import { classOf, letterClass } from '../alphabet.ts';
import { retypeInCyrillic } from '../keyboard-layout.ts';
import { repairDigitsInWords, repairLookalikes } from '../lookalikes.ts';
import { tidyText } from '../tokens.ts';
import { firstNameCandidates, type Sex } from './first-names.ts';
import { initialToken, readNameToken, type NameToken } from './name-token.ts';
import { kindOfWord, titles } from './name-words.ts';

/** What a name cell holds besides and instead of a name. */
export interface NameCell {
  /** The words and initials of one person in the order written. */
  readonly tokens: NameToken[];
  readonly titles: string[];
  titleSex?: Sex;
  /** Text taken out of the name: brackets, posts, relations, numbers. */
  readonly remarks: string[];
  /** The text of the second person. */
  rest?: string;
  problem?: 'two-people' | 'not-a-person' | 'digits';
  /** A comma after the first word: the surname stands first. */
  surnameFirst?: boolean;
  /** Words that were typed in the wrong keyboard layout were read as they were meant. */
  retyped?: boolean;
}

const address = /@|https?:|www\.|\.(?:ru|com|рф|su|net|org|by|kz|ua|uz)(?![\p{L}])/iu;
const bracketed = /[([{]([^)\]}]*)[)\]}]?/gu;
const quoted = /[«"“„][^«»"”“„]*[»"”“]/gu;
const quotes = /[«»"“”„‟]/gu;
const lineBreaks = /[\r\n]+/g;
const separators = /[,;/|+&\\]/u;
const hasDigit = /\d/;
const hasLetter = /\p{L}/u;
const wordWithDigits = /\S*\d\S*(?:[ \-()]*\d\S*)*/gu;
const hasLatin = /[A-Za-z]/;
const hasCyrillic = /[\u0400-\u052F]/;
const allCyrillic = /^[\u0400-\u052F-]+$/;
const latinVowels = /[aeiou]/gi;
const plausibleSurname = /(?:[oe]v|[oe]va|in|ina|ski|skii|ska|skaia|enko|uk|ian|dze|6vili)$/;
/** Endings of surnames that are typed `jd`, `td`, `tyrj`, `crbq` and so on: those in `-ин` and `-ук` look like English `-by` and `-er`. */
const unmistakable = /(?:[оеё]ва?|енко|[сц]к(?:ий|ая|ой))$/i;
const edgeCommas = /^[,\s]+|[,\s]+$/g;
const edgeSigns = /^[^\p{L}\d]+|[^\p{L}\d.]+$/gu;

/** Takes one name cell apart into words of one person, titles, remarks and the rest. */
export function readNameCell(raw: string): NameCell {
  const cell: NameCell = { tokens: [], titles: [], remarks: [] };
  let text = tidyText(raw.includes('\n') ? raw.replace(lineBreaks, ' ; ') : raw);
  if (text === '') return { ...cell, problem: 'not-a-person' };
  text = repairLookalikes(text);
  if (hasLatin.test(text)) text = retypeWords(text, cell);
  if (isPlain(text) && !(text.includes('.') && address.test(text))) addWords(text, cell);
  else readMarkedText(text, cell);
  settle(cell);
  return cell;
}

/** Nothing but letters, spaces, hyphens, apostrophes and dots: no separators, brackets, digits or quotes. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = code === space || code === hyphen || code === dot ? letterClass.silent : classOf(code);
    if (kind === letterClass.separator || kind === letterClass.digit) return false;
  }
  return true;
}

const space = 32;
const hyphen = 45;
const dot = 46;

function readMarkedText(marked: string, cell: NameCell): void {
  if (address.test(marked)) {
    cell.problem = 'not-a-person';
    return;
  }
  let text = repairDigitsInWords(marked);
  text = text.replace(bracketed, (_, inside: string) => takeOut(inside, cell));
  text = text.replace(quoted, (match, offset: number) =>
    offset === 0 && match.length === text.length ? match : takeOut(match.replace(quotes, ''), cell),
  );
  text = text.replace(quotes, '');
  if (hasDigit.test(text)) {
    cell.problem = 'digits';
    text = text.replace(wordWithDigits, (match) => takeOut(match, cell));
  }
  const segments = text.split(separators);
  addWords(segments[0] ?? '', cell);
  for (let at = 1; at < segments.length; at++) {
    const isAnother = cell.rest !== undefined || !addSegment(segments[at] ?? '', cell);
    if (!isAnother) continue;
    cell.problem = 'two-people';
    cell.rest = [cell.rest ?? '', ...segments.slice(at)].join(',').replace(edgeCommas, '');
    return;
  }
}

function takeOut(text: string, cell: NameCell): string {
  const remark = text.trim();
  if (remark !== '') cell.remarks.push(remark);
  return ' ';
}

/** Adds what stands after a comma or slash; false when it is another person. */
function addSegment(text: string, cell: NameCell): boolean {
  const segment: NameCell = { tokens: [], titles: [], remarks: [] };
  addWords(text, segment);
  cell.titles.push(...segment.titles);
  cell.remarks.push(...segment.remarks);
  if (segment.titleSex !== undefined) cell.titleSex = segment.titleSex;
  if (segment.problem !== undefined) cell.problem = segment.problem;
  if (segment.rest !== undefined) cell.rest = segment.rest;
  const [head] = cell.tokens;
  if (segment.tokens.length === 0) return true;
  if (head === undefined) {
    cell.tokens.push(...segment.tokens);
    return true;
  }
  const named = segment.tokens.some((token) => token.initial || token.candidates.length > 0 || token.patronymic?.known);
  const onlySurname = cell.tokens.length === 1 && (head.candidates.length === 0 || head.surname !== undefined);
  if (onlySurname && (named || head.latin)) {
    cell.tokens.push(...segment.tokens);
    cell.surnameFirst = true;
    return true;
  }
  const another = named || segment.tokens.length > 1 || (cell.tokens.length === 1 && segment.tokens[0]?.surname);
  if (!another) cell.remarks.push(text.trim());
  return !another;
}

function addWords(text: string, cell: NameCell): void {
  const words = text.split(' ');
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '') continue;
    if (word.includes('.')) addDotted(word, cell, words[at + 1] ?? '');
    else if (word.length === 1) addLetter(word, cell, words.length);
    else addToken(readNameToken(word), cell);
    if (cell.problem === 'two-people') {
      cell.rest = words.slice(at + 1).join(' ');
      return;
    }
  }
}

/** A single letter is an initial; between words `и` joins two people. */
function addLetter(letter: string, cell: NameCell, count: number): void {
  if (letter === 'и' && cell.tokens.length > 0 && count > 2) cell.problem = 'two-people';
  else if (hasLetter.test(letter)) cell.tokens.push(initialToken(letter));
}

function addToken(token: NameToken, cell: NameCell): void {
  switch (token.kind) {
    case 'name':
    case 'particle':
      if (token.key !== '' && hasLetter.test(token.text)) cell.tokens.push(trimmed(token));
      return;
    case 'title':
    case 'entrepreneur': {
      const sex = titles.get(token.text.toLowerCase());
      cell.titles.push(token.text);
      if (sex !== undefined) cell.titleSex = sex;
      return;
    }
    case 'job':
      cell.remarks.push(token.text);
      return;
    case 'dummy':
      cell.remarks.push(token.text);
      return;
    case 'test':
    case 'organisation':
      cell.problem = 'not-a-person';
      return;
    case 'and':
      if (cell.tokens.length > 0) cell.problem = 'two-people';
  }
}

function trimmed(token: NameToken): NameToken {
  const { text } = token;
  if (isLetter(text.charCodeAt(0)) && isLetter(text.charCodeAt(text.length - 1))) return token;
  const bare = text.replace(edgeSigns, '');
  return bare === text ? token : readNameToken(bare);
}

function isLetter(code: number): boolean {
  const kind = classOf(code);
  return kind === letterClass.cyrillic || kind === letterClass.latin;
}

const twoCapitals = /^\p{Lu}\.\p{Lu}\.$/u;

/**
 * `И.И.`, `И.И.Иванов`, `Дж.`, `гл.`, `к.т.н.`. Two capitals are initials (`И.О.`, `И.П.`, `Г.Р.`), though without the dots they
 * may be a word; only at the start and before a post they are one: `И.О. директора`.
 */
function addDotted(word: string, cell: NameCell, next: string): void {
  const whole = readNameToken(word.replaceAll('.', ''));
  if (twoCapitals.test(word) && (cell.tokens.length > 0 || kindOfWord(next) !== 'job')) {
    for (const letter of word.replaceAll('.', '')) cell.tokens.push(initialToken(letter));
    return;
  }
  if (whole.kind === 'title' || whole.kind === 'job' || whole.kind === 'entrepreneur') {
    addToken(whole, cell);
    return;
  }
  const pieces = word.split('.');
  for (let at = 0; at < pieces.length; at++) {
    const piece = (pieces[at] ?? '').replace(edgeSigns, '');
    if (piece === '') continue;
    const abbreviated = at < pieces.length - 1 && piece.length === 2;
    if (piece.length === 1 || abbreviated) {
      if (hasLetter.test(piece)) cell.tokens.push(initialToken(piece.charAt(0)));
    } else addToken(readNameToken(piece), cell);
  }
}

/** What only the whole cell shows: initials written together, a lone letter that is a name, an empty cell. */
function settle(cell: NameCell): void {
  const { tokens } = cell;
  if (tokens.length === 0) {
    cell.problem = 'not-a-person';
    return;
  }
  const mixedCase = tokens.some((token) => token.text.length > 2 && token.text !== token.text.toUpperCase());
  for (let at = 0; mixedCase && tokens.length > 1 && at < tokens.length; at++) {
    const { text, initial } = tokens[at] ?? initialToken('');
    if (!initial && text.length === 2 && text === text.toUpperCase()) {
      tokens.splice(at, 1, initialToken(text.charAt(0)), initialToken(text.charAt(1)));
    }
  }
}

/** Once one word of a cell is known to be typed in the wrong layout, so are the others that no list knows. */
function retypeWords(text: string, cell: NameCell): string {
  const words = text.split(' ');
  if (!words.some((word) => retyped(word, false) !== undefined)) return text;
  cell.retyped = true;
  return words.map((word) => retyped(word, true) ?? word).join(' ');
}

/**
 * The Cyrillic word meant by one typed with the Latin layout on: only when the word itself is no plausible name and can hardly be said,
 * while the result is a known first name or patronymic or ends like a surname. `Derby`, `Dyer`, `Kerr` and `Gibbs` are no `Вукин`,
 * `Внук`, `Лукк` and `Пшииы`.
 */
function retyped(word: string, amongRetyped: boolean): string | undefined {
  if (word.length < 3 || !hasLatin.test(word) || hasCyrillic.test(word)) return undefined;
  const asWritten = readNameToken(word);
  if (asWritten.candidates.length > 0 || asWritten.patronymic !== undefined || asWritten.kind !== 'name')
    return undefined;
  if (plausibleSurname.test(asWritten.key)) return undefined;
  const isCapitals = word === word.toUpperCase();
  const cyrillic = isCapitals ? retypeInCyrillic(word).toUpperCase() : retypeInCyrillic(word);
  if (!allCyrillic.test(cyrillic)) return undefined;
  return amongRetyped || isMeant(word, readNameToken(cyrillic)) ? cyrillic : undefined;
}

function isMeant(word: string, meant: NameToken): boolean {
  const vowels = word.match(latinVowels)?.length ?? 0;
  // Names of three letters, typed so, have no vowel: `Ktd`, `Tdf`, `Zyf`.
  if (isFirstName(meant) && (word.length > 3 || vowels === 0)) return true;
  if (meant.patronymic?.known === true) return true;
  if (meant.surname === undefined) return false;
  return vowels === 0 || (vowels === 1 && word.length > 4 && unmistakable.test(meant.text));
}

/** Letter for letter: what only folds to one would also be found in English words. */
function isFirstName({ key }: NameToken): boolean {
  return firstNameCandidates(key, '').length > 0;
}
