import { relatedName, type Sex } from './names/first-names.ts';
import { caseWords } from './names/name-case.ts';
import { readNameCell, type NameCell } from './names/name-cell.ts';
import { assignRoles, type NameField, type NameOrder, type NameRoles } from './names/name-roles.ts';
import { sexOfSigns } from './names/name-sex.ts';
import type { NameToken } from './names/name-token.ts';
import { detached } from './detached.ts';
import { RecentValues } from './recent-values.ts';
import { skeleton } from './skeleton.ts';
import { tidyText } from './tokens.ts';

/** Why a name should not be taken apart, or only with a person's eye. */
type NameProblem =
  | 'two-people'
  | 'not-a-person'
  | 'digits'
  | 'order-uncertain'
  | 'extra-words'
  | 'initials-only'
  | 'keyboard-layout';

/**
 * A person's name taken apart. Display forms (`lastName`, `firstName`, `middleName`, `fullName`) are as written, with
 * look-alikes and the case of all-capital and all-small words repaired. Keys are skeletons: equal for every spelling.
 */
export interface PersonName {
  readonly lastName?: string;
  readonly firstName?: string;
  readonly middleName?: string;
  /** The parts in the order surname, first name, patronymic; the tidied text when there are none. */
  readonly fullName: string;
  /** The words of the name in the order they were written, titles and remarks left out. */
  readonly written: string;
  /** The surname's key without gender (`ivanov` for Иванов, Иванова, Ivanova); empty when unknown. */
  readonly lastStem: string;
  /** Canonical id of the first name (`александр` for Саша, Шура, Alexander); its skeleton when the name is not listed. */
  readonly firstNameId?: string;
  /** The other name a short form may stand for (`евгения` for Женя), or that the name is also used for. */
  readonly alternativeId?: string;
  /** The first name in its full form, as it should be shown: `Александр` for Саша. Only when there is one candidate. */
  readonly firstNameFull?: string;
  /** Skeleton of the full first name when it is known, else of the name as written: for near spellings. Empty when unknown. */
  readonly firstKey: string;
  /** Whether the first name is written in a short or pet form. */
  readonly diminutive: boolean;
  /** The same for Сергеевич, Сергеевна, Sergeevich and Сергеич: the father's canonical id, else the skeleton of the root. */
  readonly patronymicRoot?: string;
  /** Initials as written, in capitals: `СП`; empty when names are written out. */
  readonly initials: string;
  /** First letter of the skeleton of the first name or initial, for comparing one with the other; empty when unknown. */
  readonly firstInitial: string;
  /** The same of the patronymic. */
  readonly middleInitial: string;
  readonly sex?: Sex;
  readonly titles: readonly string[];
  /** Text that was taken out: posts, brackets, numbers. */
  readonly remarks: readonly string[];
  /** The second person of a cell that names two, as written. */
  readonly rest?: string;
  /** 0 to 1: how sure the parts are. From 0.8 on they may be shown as parts; below 0.5 they are a guess. */
  readonly certainty: number;
  readonly problem?: NameProblem;
}

/** The name fields of one record; any may be empty, swapped or hold the whole name. */
export interface NameFields {
  readonly last?: string | undefined;
  readonly first?: string | undefined;
  readonly middle?: string | undefined;
  readonly full?: string | undefined;
}

export interface NameOptions {
  /** The order to assume where the words do not tell; without it such names carry the problem `order-uncertain`. */
  readonly order?: NameOrder;
}

/** Takes the name in one cell apart. Never throws; the empty text gives `not-a-person`. */
export function parsePersonName(text: string, options: NameOptions = {}): PersonName {
  const cell = readNameCell(text);
  const order = cell.surnameFirst === true ? 'LFM' : options.order;
  return describe(cell, cell.problem === 'not-a-person' ? emptyRoles() : assignRoles(cell.tokens, order), text);
}

/** Takes apart a name that came in several fields: the words are believed before the fields they stood in. */
export function parsePersonFields(fields: NameFields, options: NameOptions = {}): PersonName {
  const full = fields.full ?? '';
  const separate: readonly (readonly [NameField, string])[] = [
    ['last', fields.last ?? ''],
    ['first', fields.first ?? ''],
    ['middle', fields.middle ?? ''],
  ];
  const filled = separate.filter(([, text]) => text !== '');
  if (filled.length === 0) return parsePersonName(full, options);
  const cells = filled.map(([field, text]) => [field, fieldCell(text)] as const);
  if (full !== '' && holdsAll(full, cells)) return parseFull(full, cells, options);
  return parseCells(cells, filled.map(([, text]) => text).join(' '), options);
}

/** Fields with one word repeat more than anything else; their cells are kept as they are never written to. */
const rememberedCells = new RecentValues<NameCell>(10_000);
const longestRemembered = 24;

function fieldCell(text: string): NameCell {
  const known = rememberedCells.get(text);
  if (known !== undefined) return known;
  if (text.length > longestRemembered) return readNameCell(text);
  const own = detached(text);
  const cell = readNameCell(own);
  rememberedCells.set(own, cell);
  return cell;
}

type FieldCell = readonly [NameField, NameCell];

function parseCells(cells: readonly FieldCell[], text: string, options: NameOptions): PersonName {
  const joined: NameCell = { tokens: [], titles: [], remarks: [] };
  const hints: NameField[] = [];
  for (const [field, cell] of cells) {
    joined.tokens.push(...cell.tokens);
    joined.titles.push(...cell.titles);
    joined.remarks.push(...cell.remarks);
    for (let at = 0; at < cell.tokens.length; at++) hints.push(field);
    if (cell.titleSex !== undefined) joined.titleSex = cell.titleSex;
    if (cell.retyped === true) joined.retyped = true;
    if (cell.rest !== undefined) joined.rest = cell.rest;
    if (cell.problem !== undefined && joined.problem !== 'not-a-person') joined.problem = cell.problem;
  }
  const isPerson = joined.problem !== 'not-a-person';
  // The whole name in one field says nothing about which word is which.
  const known = cells.length === 1 && joined.tokens.length > 1 ? [] : hints;
  return describe(joined, isPerson ? assignRoles(joined.tokens, options.order, known) : emptyRoles(), text);
}

/** Whether every word of the separate fields is in the full name. */
function holdsAll(full: string, cells: readonly FieldCell[]): boolean {
  const whole = new Set(skeleton(full).split(' '));
  return cells.every(([, cell]) => cell.tokens.every((token) => token.initial || whole.has(token.skeleton)));
}

function parseFull(full: string, cells: readonly FieldCell[], options: NameOptions): PersonName {
  const cell = readNameCell(full);
  if (cell.problem === 'not-a-person') return describe(cell, emptyRoles(), full);
  const single = cells.filter(([, part]) => part.tokens.length === 1);
  const hints = cell.tokens.map((token) => single.find(([, part]) => part.tokens[0]?.skeleton === token.skeleton)?.[0]);
  return describe(cell, assignRoles(cell.tokens, options.order, hints), full);
}

function emptyRoles(): NameRoles {
  return { last: [], middle: [], initials: [] };
}

type Draft = { -readonly [K in keyof PersonName]: PersonName[K] };

function describe(cell: NameCell, roles: NameRoles, raw: string): PersonName {
  const problem = problemOf(cell, roles);
  const sex = sexOf(cell, roles);
  const lastName = joinShown(roles.last);
  const firstName = roles.first?.shown ?? '';
  const middleName = joinShown(roles.middle);
  const name: Draft = {
    written: writtenOrder(cell.tokens, raw),
    fullName: fullName([lastName, firstName, middleName], roles.initials, raw),
    lastStem: roles.last.length === 1 ? (roles.last[0]?.stem ?? '') : roles.last.map((token) => token.stem).join(''),
    firstKey: '',
    diminutive: false,
    initials: roles.initials.length === 0 ? '' : roles.initials.map((token) => token.text).join(''),
    firstInitial: '',
    middleInitial: '',
    titles: cell.titles,
    remarks: cell.remarks,
    certainty: certaintyOf(roles, problem),
  };
  if (lastName !== '') name.lastName = lastName;
  if (firstName !== '') name.firstName = firstName;
  if (middleName !== '') name.middleName = middleName;
  if (sex !== undefined) name.sex = sex;
  if (problem !== undefined) name.problem = problem;
  if (cell.rest !== undefined) name.rest = cell.rest;
  addFirstName(name, roles);
  addPatronymic(name, roles);
  addInitials(name, roles);
  return name;
}

function fullName(parts: readonly string[], initials: readonly NameToken[], raw: string): string {
  let joined = '';
  for (const part of parts) if (part !== '') joined += joined === '' ? part : ` ${part}`;
  if (joined === '') return caseWords(tidyText(raw));
  return initials.length === 0 ? joined : `${joined} ${initials.map((token) => `${token.text}.`).join('')}`;
}

function writtenOrder(tokens: readonly NameToken[], raw: string): string {
  let text = '';
  let afterInitial = false;
  for (const token of tokens) {
    const space = text === '' || (token.initial && afterInitial) ? '' : ' ';
    text += space + token.shown + (token.initial ? '.' : '');
    afterInitial = token.initial;
  }
  return text === '' ? tidyText(raw) : text;
}

function joinShown(tokens: readonly NameToken[]): string {
  const [only] = tokens;
  if (only === undefined) return '';
  return tokens.length === 1 ? only.shown : tokens.map((token) => token.shown).join(' ');
}

function sexOf(cell: NameCell, roles: NameRoles): Sex | undefined {
  const { first, last, doubt, patronymic } = roles;
  if (doubt === 'order' && last.length > 0 && first !== undefined && first.candidates.length === 0) return undefined;
  return sexOfSigns({ patronymic, last: last.at(-1), first, title: cell.titleSex });
}

/** The canonical name behind the first name: candidates of the other sex are dropped when the sex is known. */
function addFirstName(name: Draft, roles: NameRoles): void {
  const token = roles.first;
  if (token === undefined) return;
  const { candidates } = token;
  const fitting = candidates.length < 2 ? candidates : candidates.filter((candidate) => candidate.sex === name.sex);
  const [best, second] = fitting.length > 0 ? fitting : candidates;
  if (best === undefined) {
    name.firstNameId = token.skeleton;
    name.firstKey = token.skeleton;
    return;
  }
  const other = second ?? relatedName(best.id);
  name.firstNameId = best.id;
  name.firstKey = keyOfId(best.id);
  if (other !== undefined) name.alternativeId = other.id;
  if (second === undefined) name.firstNameFull = best.name;
  name.diminutive = best.diminutive;
}

function addPatronymic(name: Draft, roles: NameRoles): void {
  const root = roles.patronymic?.root ?? roles.middle[0]?.skeleton;
  if (root !== undefined) name.patronymicRoot = root;
}

function addInitials(name: Draft, roles: NameRoles): void {
  const [one, two] = roles.initials;
  const middle = roles.middle[0] ?? (roles.first === undefined ? two : one);
  name.firstInitial = roles.first === undefined ? letterOf(one) : name.firstKey.charAt(0);
  name.middleInitial = letterOf(middle);
}

const keysOfIds = new Map<string, string>();

/** The skeleton of a canonical name; the names of the table are few, so their keys are kept. */
function keyOfId(id: string): string {
  const known = keysOfIds.get(id);
  if (known !== undefined) return known;
  const key = skeleton(id);
  keysOfIds.set(id, key);
  return key;
}

/** Of an initial `Ю.` the skeleton is `iu`: its sound is that of the whole name, `u`. */
function letterOf(token: NameToken | undefined): string {
  return token?.skeleton.charAt(0) ?? '';
}

function problemOf(cell: NameCell, roles: NameRoles): NameProblem | undefined {
  if (cell.problem !== undefined) return cell.problem;
  if (roles.doubt === 'order') return 'order-uncertain';
  if (roles.doubt === 'words') return 'extra-words';
  if (cell.retyped === true) return 'keyboard-layout';
  return roles.initials.length > 0 && roles.first === undefined ? 'initials-only' : undefined;
}

const certainties: Readonly<Record<NameProblem, number>> = {
  'not-a-person': 0,
  'two-people': 0.6,
  digits: 0.5,
  'order-uncertain': 0.5,
  'extra-words': 0.5,
  'keyboard-layout': 0.7,
  'initials-only': 0.9,
};

function certaintyOf(roles: NameRoles, problem: NameProblem | undefined): number {
  if (problem !== undefined) return certainties[problem];
  if (roles.first !== undefined && roles.first.candidates.length > 0) return roles.last.length > 0 ? 1 : 0.9;
  // `Петрович` alone may be a surname or how a man is called.
  if (roles.first === undefined && roles.last[0]?.patronymic?.known === true) return 0.6;
  return roles.patronymic?.known === true || roles.last[0]?.surname !== undefined ? 0.8 : 0.6;
}
