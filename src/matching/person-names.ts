import type { EntityData } from '../model/entity.ts';
import { detached } from '../text/detached.ts';
import { readNameCell } from '../text/names/name-cell.ts';
import { parsePersonFields, type PersonName } from '../text/person-name.ts';
import { RecentValues } from '../text/recent-values.ts';
import { skeleton } from '../text/skeleton.ts';
import { givenNameHead } from './given-name-variants.ts';

/** What the features of a person take from a name; texts are empty where nothing is known. */
export interface PersonNames {
  readonly isPerson: boolean;
  readonly lastStem: string;
  /** `=` before names of the dictionary: those are never taken for misspellings of each other. */
  readonly first: string;
  /** The first name as written, as a key. */
  readonly given: string;
  readonly alternative: string;
  readonly patronymic: string;
  readonly firstInitial: string;
  readonly firstLetter: string;
  readonly middleInitial: string;
  readonly sex: string;
  readonly initials: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly middleName: string;
  /** How many letters the whole name has, its parts put together. */
  readonly length: number;
}

type Contact = Pick<EntityData['contact'], 'full_name' | 'last_name' | 'first_name' | 'middle_name'>;

/** Takes the name of a person apart. */
export function personNames(data: Contact): PersonNames {
  const written = writtenOf(data);
  const { last, first } = written;
  if (last === undefined || first === undefined) return readNames(written);
  const surname = surnameOf(last);
  if (surname === undefined) return readNames(written);
  const others = othersOf(surname, { ...written, last, first });
  if (others === undefined) return readNames(written);
  if (!others.isWhole && !(others.isInitials && isSpelled(written))) return readNames(written);
  const { names } = others;
  const { stem, shown } = surname;
  return { ...names, lastStem: stem, lastName: shown, length: names.length + shown.length };
}

/** The name fields of a record, digits that slipped into them left out. */
interface Written {
  readonly last: string | undefined;
  readonly first: string | undefined;
  readonly middle: string | undefined;
  readonly full: string;
}

function writtenOf(data: Contact): Written {
  return {
    last: withoutDigitSlips(data.last_name),
    first: withoutDigitSlips(data.first_name),
    middle: withoutDigitSlips(data.middle_name),
    full: withoutDigitSlips(data.full_name) ?? '',
  };
}

/** The same without anything remembered of other names. */
export function namesAsRead(data: Contact): PersonNames {
  return readNames(writtenOf(data));
}

/**
 * Separate fields are believed before the full name, which may hold titles, second names and places; but where a field holds
 * a title only (`Sir`), the full name tells what it is the title of.
 */
function readNames({ last, first, middle, full }: Written): PersonNames {
  if (last === undefined || first === undefined) return namesOf(parsePersonFields({ last, first, middle, full }));
  const name = parsePersonFields({ last, first, middle });
  if (isWholeName(name)) return namesOf(name);
  const whole = parsePersonFields({ last, full });
  return namesOf(isWholeName(whole) ? whole : name);
}

function isWholeName(name: PersonName): boolean {
  return name.lastStem !== '' && name.firstNameId !== undefined;
}

function namesOf(name: PersonName): PersonNames {
  return {
    isPerson: name.problem !== 'not-a-person',
    lastStem: name.lastStem,
    first: firstNameOf(name),
    given: keyOf(name.firstName ?? ''),
    alternative: alternativeOf(name),
    patronymic: name.patronymicRoot === undefined ? '' : keyOf(name.patronymicRoot),
    firstInitial: name.firstInitial,
    firstLetter: (name.firstName ?? name.initials).charAt(0).toLowerCase(),
    middleInitial: name.middleInitial,
    sex: name.sex ?? '',
    initials: name.initials,
    lastName: name.lastName ?? '',
    firstName: name.firstName ?? '',
    middleName: name.middleName ?? '',
    length: name.fullName.length,
  };
}

function firstNameOf(name: PersonName): string {
  if (name.firstNameId === undefined) return '';
  const listed = name.firstNameFull !== undefined || name.alternativeId !== undefined;
  return `${listed ? '=' : ''}${keyOf(name.firstNameId)}`;
}

/** Another name the person may go by, in the form of the feature `first`. */
function alternativeOf(name: PersonName): string {
  if (name.alternativeId !== undefined) return `=${keyOf(name.alternativeId)}`;
  const full = givenNameHead(name.firstName ?? '');
  return full === undefined ? '' : firstNameOf(parsePersonFields({ first: full }));
}

/** First names, patronymics and posts repeat. */
const keys = new RecentValues<string>(10_000);
const LONGEST_KEPT = 24;

/** The skeleton of a text that repeats. */
export function keyOf(text: string): string {
  const known = keys.get(text);
  if (known !== undefined) return known;
  const key = skeleton(text);
  if (text.length <= LONGEST_KEPT) keys.set(detached(text), key);
  return key;
}

const someDigit = /\d/u;
/** One digit among the letters of a word: at its edge it is a number (`Такси1`, `Такси2`) and tells people apart. */
const digitSlip = /(?<=\p{L}{2})\d(?=\p{L})|(?<=\p{L})\d(?=\p{L}{2})/gu;

/** A digit among the letters of a name is a slip of the hand: the name without it is nearly the right one. */
function withoutDigitSlips(text: string | undefined): string | undefined {
  return text !== undefined && someDigit.test(text) ? text.replace(digitSlip, '') : text;
}

/** A word that can only be a surname. Which part the other words of a name are depends on nothing but its `kind`. */
interface Surname {
  readonly stem: string;
  readonly shown: string;
  /** The sex that its ending tells. */
  readonly kind: string;
}

const surnames = new RecentValues<Surname | 'other'>(30_000);
const SHORTEST_SURNAME = 3;

function surnameOf(last: string): Surname | undefined {
  let found = surnames.get(last);
  if (found === undefined) {
    found = readSurname(last) ?? 'other';
    if (last.length <= LONGEST_KEPT) surnames.set(detached(last), found);
  }
  return found === 'other' ? undefined : found;
}

/** One Cyrillic word with the ending of a surname, which is no first name and no patronymic. */
function readSurname(last: string): Surname | undefined {
  const { tokens, titles, remarks, ...doubts } = readNameCell(last);
  const [token] = tokens;
  if (token === undefined || tokens.length > 1 || titles.length + remarks.length + Object.keys(doubts).length > 0)
    return;
  const { text, surname, stem, shown } = token;
  if (text !== last || text.length < SHORTEST_SURNAME || token.latin || token.kind !== 'name') return;
  if (surname === undefined || token.candidates.length > 0 || token.patronymic !== undefined) return;
  return { stem, shown, kind: surname.sex ?? '' };
}

/** What the first name and the patronymic say beside a surname of one kind; the surname itself is left out. */
interface Others {
  readonly names: PersonNames;
  /** A surname and a first name were told apart. */
  readonly isWhole: boolean;
  /** There is nothing but initials. */
  readonly isInitials: boolean;
}

/** First names and patronymics go together in few ways, most of which repeat. */
const knownOthers = new RecentValues<Others | 'other'>(20_000);

function othersOf(
  surname: Surname,
  { last, first, middle = '' }: Written & { readonly last: string; readonly first: string },
): Others | undefined {
  const id = `${surname.kind}\u001f${first}\u001f${middle}`;
  let found = knownOthers.get(id);
  if (found === undefined) {
    found = readOthers(surname, { last, first, middle }) ?? 'other';
    if (id.length <= 2 * LONGEST_KEPT) knownOthers.set(detached(id), found);
  }
  return found === 'other' ? undefined : found;
}

/** Nothing where the surname is not the whole surname of the person. */
function readOthers(
  { stem, shown }: Surname,
  fields: { readonly last: string; readonly first: string; readonly middle: string },
): Others | undefined {
  const name = parsePersonFields(fields);
  if (name.lastStem !== stem || name.lastName !== shown || !name.fullName.startsWith(shown)) return undefined;
  const names = { ...namesOf(name), length: name.fullName.length - shown.length };
  const isInitials = holdsInitials(fields.first) && (fields.middle === '' || holdsInitials(fields.middle));
  return { names, isWhole: isWholeName(name), isInitials };
}

function holdsInitials(text: string): boolean {
  const { tokens, titles, remarks, ...doubts } = readNameCell(text);
  if (tokens.length === 0 || titles.length + remarks.length + Object.keys(doubts).length > 0) return false;
  return tokens.every((token) => token.initial && !token.latin);
}

/** True where the full name is its fields one after another, so that it says no more than they do. */
export function isSpelled({ last, first, middle, full }: Written): boolean {
  if (last === undefined || first === undefined) return false;
  const two = last.length + 1 + first.length;
  if (full.length !== (middle === undefined ? two : two + 1 + middle.length)) return false;
  return full === (middle === undefined ? `${last} ${first}` : `${last} ${first} ${middle}`);
}
