import type { Staged } from '../model/staged.ts';
import { type CompanyName, parseCompanyName } from '../text/company-name.ts';
import { parsePersonFields, type PersonName } from '../text/person-name.ts';
import { jaroWinkler } from '../text/similarity.ts';
import { skeleton } from '../text/skeleton.ts';
import type { MatchedKind } from './matcher.ts';
import type { TextArena } from './text-arena.ts';

/** What two records say of each other apart from the identifier they share. */
export type Verdict = 'same' | 'compatible' | 'unknown' | 'differs';

/** Judges pairs by their names; keeps what it has parsed. */
export interface IdentityJudge {
  readonly verdict: (left: number, right: number) => Verdict;
  /** True when the records must not stand in one cluster whatever joins them. */
  readonly forbidden: (left: number, right: number) => boolean;
}

interface PersonIdentity {
  readonly name: PersonName;
  readonly inn: string;
}

export interface CompanyIdentity {
  readonly name: CompanyName;
  readonly inn: string;
  readonly kpp: string;
}

const NEAR = 0.88;

function readPerson([last, first, middle, full, inn = '']: readonly string[]): PersonIdentity {
  const separate = { last: last || undefined, first: first || undefined, middle: middle || undefined };
  const known = separate.last !== undefined && separate.first !== undefined;
  return { name: parsePersonFields(known ? separate : { ...separate, full }), inn };
}

type Likeness = 'equal' | 'open' | 'differs';

function likeness(left: string, right: string): Likeness {
  if (left === '' || right === '') return 'open';
  return left === right || jaroWinkler(left, right) >= NEAR ? 'equal' : 'differs';
}

function compareInitials(left: string, right: string): Likeness {
  return left !== '' && right !== '' && left !== right ? 'differs' : 'open';
}

function compareFirstNames(left: PersonName, right: PersonName): Likeness {
  const [a, b] = [left.firstNameId, right.firstNameId];
  if (a === undefined || b === undefined) return compareInitials(left.firstInitial, right.firstInitial);
  if (a === b || a === right.alternativeId || left.alternativeId === b) return 'equal';
  const isListed = (name: PersonName): boolean => name.firstNameFull !== undefined || name.alternativeId !== undefined;
  if (isListed(left) && isListed(right)) return 'differs';
  return likeness(skeleton(left.firstName ?? ''), skeleton(right.firstName ?? ''));
}

function comparePatronymics(left: PersonName, right: PersonName): Likeness {
  const [a, b] = [left.patronymicRoot, right.patronymicRoot];
  if (a === undefined || b === undefined) return compareInitials(left.middleInitial, right.middleInitial);
  return likeness(a, b);
}

/** Names differ when one of their parts does; two names without a common part say nothing of each other. */
function comparePersons({ name: left }: PersonIdentity, { name: right }: PersonIdentity): Verdict {
  if (left.problem === 'not-a-person' || right.problem === 'not-a-person') return 'unknown';
  const last = likeness(left.lastStem, right.lastStem);
  const parts = [last, compareFirstNames(left, right), comparePatronymics(left, right)];
  if (parts.includes('differs')) return 'differs';
  if (left.sex !== undefined && right.sex !== undefined && left.sex !== right.sex) return 'differs';
  if (!parts.includes('equal')) return 'unknown';
  return parts.includes('open') ? 'compatible' : 'same';
}

/** Records that share a value are compared one after the other, so a short memory is enough. */
const REMEMBERED = 10_000;

function cached<T>(identities: TextArena, parse: (parts: readonly string[]) => T): (record: number) => T {
  const known = new Map<number, T>();
  return (record) => {
    let value = known.get(record);
    if (value === undefined) {
      if (known.size >= REMEMBERED) known.clear();
      value = parse(identities.get(record).split('\u001f'));
      known.set(record, value);
    }
    return value;
  };
}

function judgePersons(identities: TextArena): IdentityJudge {
  const identityOf = cached(identities, readPerson);
  const verdict = (left: number, right: number): Verdict => comparePersons(identityOf(left), identityOf(right));
  const forbidden = (left: number, right: number): boolean => {
    const [a, b] = [identityOf(left), identityOf(right)];
    return (a.inn !== '' && b.inn !== '' && a.inn !== b.inn) || comparePersons(a, b) === 'differs';
  };
  return { verdict, forbidden };
}

function readCompany([text = '', inn = '', kpp = '']: readonly string[]): CompanyIdentity {
  const name = parseCompanyName(text);
  return { name, inn, kpp };
}

/** Companies are compared by the core of their names, its words in any order; numbers and branch marks tell them apart. */
function compareCompanies({ name: left }: CompanyIdentity, { name: right }: CompanyIdentity): Verdict {
  if ((left.branch === undefined) !== (right.branch === undefined)) return 'differs';
  if (left.branch?.place !== right.branch?.place) return 'differs';
  if (left.coreSkeleton === right.coreSkeleton) return left.generic ? 'unknown' : 'same';
  if (left.sortedSkeleton === right.sortedSkeleton) return 'same';
  if (left.numbers.join() !== right.numbers.join() || left.tail.join() !== right.tail.join()) return 'differs';
  return jaroWinkler(left.coreSkeleton, right.coreSkeleton) >= NEAR_COMPANY ? 'compatible' : 'differs';
}

const NEAR_COMPANY = 0.96;

function judgeCompanies(
  identities: TextArena,
): IdentityJudge & { readonly identityOf: (record: number) => CompanyIdentity } {
  const identityOf = cached(identities, readCompany);
  const verdict = (left: number, right: number): Verdict => compareCompanies(identityOf(left), identityOf(right));
  const forbidden = (left: number, right: number): boolean => {
    const [a, b] = [identityOf(left), identityOf(right)];
    if (a.inn !== '' && b.inn !== '' && a.inn !== b.inn) return true;
    if ((a.name.branch === undefined) !== (b.name.branch === undefined)) return true;
    return a.kpp !== '' && b.kpp !== '' && a.kpp !== b.kpp;
  };
  return { verdict, forbidden, identityOf };
}

/** Whether the names of two records say that these are two people, or two companies; a missing name says nothing. */
export function namesDiffer(left: Staged, right: Staged): boolean {
  if (left.kind === 'contact' && right.kind === 'contact')
    return comparePersons(readPerson(personTexts(left)), readPerson(personTexts(right))) === 'differs';
  if (left.kind === 'company' && right.kind === 'company')
    return compareCompanies(readCompany([left.data.name]), readCompany([right.data.name])) === 'differs';
  return false;
}

function personTexts({ data }: Staged<'contact'>): readonly string[] {
  return [data.last_name ?? '', data.first_name ?? '', data.middle_name ?? '', data.full_name];
}

/** A judge for the identities of a kind; companies also give what they are, for the rules of INN and KPP. */
export function judgeOf(
  kind: MatchedKind,
  identities: TextArena,
): IdentityJudge & { readonly identityOf?: (record: number) => CompanyIdentity } {
  return kind === 'contact' ? judgePersons(identities) : judgeCompanies(identities);
}
