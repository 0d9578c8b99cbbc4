import { jaroWinkler } from '../text/similarity.ts';
import { skeleton } from '../text/skeleton.ts';
import { surnameStem } from '../text/surname.ts';
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
  readonly words: readonly string[];
  readonly inn: string;
}

export interface CompanyIdentity {
  readonly core: string;
  readonly inn: string;
  readonly kpp: string;
}

const NEAR = 0.9;
const NAME = /\p{L}/u;

function wordsOf(parts: readonly string[]): readonly string[] {
  const named = parts.slice(0, 3).filter((part) => part !== '');
  const text = named.length > 1 ? named.join(' ') : (parts[3] ?? '');
  return text
    .split(/[\s.,]+/u)
    .filter((word) => NAME.test(word))
    .map(surnameStem)
    .filter((word) => word !== '');
}

function areAlike(left: string, right: string): boolean {
  if (left === right) return true;
  if (left.length === 1 || right.length === 1) return left.charAt(0) === right.charAt(0);
  return jaroWinkler(left, right) >= NEAR;
}

/** Compatible when every word of the shorter name has its own counterpart in the longer one. */
function comparePersons(left: PersonIdentity, right: PersonIdentity): Verdict {
  const [short, long] = left.words.length <= right.words.length ? [left.words, right.words] : [right.words, left.words];
  if (short.length === 0) return 'unknown';
  const free = [...long];
  for (const word of short.toSorted((a, b) => b.length - a.length)) {
    const exact = free.indexOf(word);
    const place = exact === -1 ? free.findIndex((other) => areAlike(word, other)) : exact;
    if (place === -1) return 'differs';
    free.splice(place, 1);
  }
  return free.length === 0 ? 'same' : 'compatible';
}

function cached<T>(identities: TextArena, parse: (parts: readonly string[]) => T): (record: number) => T {
  const known = new Map<number, T>();
  return (record) => {
    let value = known.get(record);
    if (value === undefined) {
      value = parse(identities.get(record).split('\u001f'));
      known.set(record, value);
    }
    return value;
  };
}

function judgePersons(identities: TextArena): IdentityJudge {
  const identityOf = cached(identities, (parts): PersonIdentity => ({ words: wordsOf(parts), inn: parts[4] ?? '' }));
  const verdict = (left: number, right: number): Verdict => comparePersons(identityOf(left), identityOf(right));
  const forbidden = (left: number, right: number): boolean => {
    const [a, b] = [identityOf(left), identityOf(right)];
    return (a.inn !== '' && b.inn !== '' && a.inn !== b.inn) || comparePersons(a, b) === 'differs';
  };
  return { verdict, forbidden };
}

function judgeCompanies(
  identities: TextArena,
): IdentityJudge & { readonly identityOf: (record: number) => CompanyIdentity } {
  const identityOf = cached(identities, ([name = '', inn = '', kpp = '']): CompanyIdentity => ({
    core: skeleton(name).replaceAll(' ', ''),
    inn,
    kpp,
  }));
  const verdict = (left: number, right: number): Verdict => {
    const [a, b] = [identityOf(left), identityOf(right)];
    if (a.core === '' || b.core === '') return 'unknown';
    return a.core === b.core ? 'same' : 'differs';
  };
  const forbidden = (left: number, right: number): boolean => {
    const [a, b] = [identityOf(left), identityOf(right)];
    if (a.inn !== '' && b.inn !== '' && a.inn !== b.inn) return true;
    return a.kpp !== '' && b.kpp !== '' && a.kpp !== b.kpp;
  };
  return { verdict, forbidden, identityOf };
}

/** A judge for the identities of a kind; companies also give what they are, for the rules of INN and KPP. */
export function judgeOf(
  kind: MatchedKind,
  identities: TextArena,
): IdentityJudge & { readonly identityOf?: (record: number) => CompanyIdentity } {
  return kind === 'contact' ? judgePersons(identities) : judgeCompanies(identities);
}
