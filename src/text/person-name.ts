import { relatedName, type NameCandidate, type Sex } from './names/first-names.ts';
import { caseName, caseWords } from './names/name-case.ts';
import { readNameCell, type NameCell } from './names/name-cell.ts';
import { assignRoles, type NameField, type NameOrder, type NameRoles } from './names/name-roles.ts';
import { readNameToken, type NameToken } from './names/name-token.ts';
import { foldKey, skeleton } from './skeleton.ts';
import { surnameStem } from './surname.ts';

export type { Sex } from './names/first-names.ts';
export type { NameOrder } from './names/name-roles.ts';

/** Why a name should not be taken apart, or only with a person's eye. */
export type NameProblem =
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
  /** The surname's key without gender (`ivanov` for Иванов, Иванова, Ivanova); empty when unknown. */
  readonly lastStem: string;
  /** Canonical id of the first name (`александр` for Саша, Шура, Alexander); its skeleton when the name is not listed. */
  readonly firstNameId?: string;
  /** The other name a short form may stand for (`евгения` for Женя), or that the name is also used for. */
  readonly alternativeId?: string;
  /** The first name in its full form, as it should be shown: `Александр` for Саша. Only when there is one candidate. */
  readonly firstNameFull?: string;
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
  const cells = filled.map(([field, text]) => [field, readNameCell(text)] as const);
  if (full !== '' && holdsAll(full, cells)) return parseFull(full, cells, options);
  return parseCells(cells, filled.map(([, text]) => text).join(' '), options);
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

function describe(cell: NameCell, roles: NameRoles, raw: string): PersonName {
  const sex = sexOf(cell, roles);
  const first = chooseFirstName(roles, sex);
  const lastName = joinTokens(roles.last);
  const firstName = roles.first === undefined ? '' : caseName(roles.first.text);
  const middleName = joinTokens(roles.middle);
  const initials = roles.initials.map((token) => token.text).join('');
  const problem = problemOf(cell, roles);
  const fullName = [lastName, firstName, middleName].filter((part) => part !== '').join(' ');
  return {
    ...(lastName === '' ? {} : { lastName }),
    ...(firstName === '' ? {} : { firstName }),
    ...(middleName === '' ? {} : { middleName }),
    fullName: fullName === '' ? caseWords(raw.trim()) : fullName + dotted(roles.initials),
    lastStem: roles.last.map((token) => surnameStem(token.text)).join(''),
    ...first,
    diminutive: first.diminutive,
    ...patronymicPart(roles),
    initials,
    ...initialLetters(roles, first.firstNameId),
    ...(sex === undefined ? {} : { sex }),
    titles: cell.titles,
    remarks: cell.remarks,
    ...(cell.rest === undefined ? {} : { rest: cell.rest }),
    certainty: certaintyOf(roles, problem),
    ...(problem === undefined ? {} : { problem }),
  };
}

function dotted(initials: readonly NameToken[]): string {
  return initials.length === 0 ? '' : ` ${initials.map((token) => `${token.text}.`).join('')}`;
}

function joinTokens(tokens: readonly NameToken[]): string {
  return tokens.length === 1 && tokens[0] !== undefined
    ? caseName(tokens[0].text)
    : tokens.map((token) => caseName(token.text)).join(' ');
}

/** Patronymic counts twice, surname, first name and title once each; a tie is unknown. */
function sexOf(cell: NameCell, roles: NameRoles): Sex | undefined {
  if (
    roles.doubt === 'order' &&
    roles.last.length > 0 &&
    roles.first !== undefined &&
    roles.first.candidates.length === 0
  )
    return undefined;
  let balance = 0;
  const vote = (sex: Sex | undefined, weight: number): void => {
    if (sex !== undefined) balance += sex === 'male' ? weight : -weight;
  };
  vote(roles.patronymic?.sex, 2);
  vote(roles.last.at(-1)?.surname?.sex, 1);
  vote(onlySex(roles.first?.candidates ?? []), 1);
  vote(cell.titleSex, 1);
  return balance === 0 ? undefined : balance > 0 ? 'male' : 'female';
}

function onlySex(candidates: readonly NameCandidate[]): Sex | undefined {
  const [head] = candidates;
  return head !== undefined && candidates.every((other) => other.sex === head.sex) ? head.sex : undefined;
}

interface ChosenName {
  readonly firstNameId?: string;
  readonly alternativeId?: string;
  readonly firstNameFull?: string;
  readonly diminutive: boolean;
}

/** The canonical name behind the first name: candidates of the other sex are dropped when the sex is known. */
function chooseFirstName(roles: NameRoles, sex: Sex | undefined): ChosenName {
  const token = roles.first;
  if (token === undefined) return { diminutive: false };
  const fitting = sex === undefined ? [] : token.candidates.filter((candidate) => candidate.sex === sex);
  const [best, second] = fitting.length > 0 ? fitting : token.candidates;
  if (best === undefined) return { firstNameId: token.skeleton, diminutive: false };
  const other = second ?? relatedName(best.id);
  return {
    firstNameId: best.id,
    ...(other === undefined ? {} : { alternativeId: other.id }),
    ...(second === undefined ? { firstNameFull: best.name } : {}),
    diminutive: best.diminutive,
  };
}

function patronymicPart(roles: NameRoles): { patronymicRoot?: string } {
  if (roles.patronymic !== undefined) return { patronymicRoot: roles.patronymic.root };
  const [middle] = roles.middle;
  return middle === undefined ? {} : { patronymicRoot: middle.skeleton };
}

function initialLetters(
  roles: NameRoles,
  firstId: string | undefined,
): { firstInitial: string; middleInitial: string } {
  const letters = roles.initials.map((token) => foldKey(token.key).charAt(0));
  if (roles.first === undefined) {
    return { firstInitial: letters[0] ?? '', middleInitial: letters[1] ?? letterOf(roles.middle[0]) };
  }
  const firstInitial = firstId === undefined ? letterOf(roles.first) : skeleton(firstId).charAt(0);
  return { firstInitial, middleInitial: roles.middle.length > 0 ? letterOf(roles.middle[0]) : (letters[0] ?? '') };
}

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
  return roles.patronymic?.known === true || roles.last[0]?.surname !== undefined ? 0.8 : 0.6;
}

/** Whether a text is a known first name in any form. */
export function isFirstName(text: string): boolean {
  return readNameToken(text).candidates.length > 0;
}
