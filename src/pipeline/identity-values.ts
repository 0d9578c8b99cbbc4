import type { EntityKind } from '../model/entity.ts';
import { foldText } from '../text/cell-text.ts';
import { readNameToken, type NameToken } from '../text/names/name-token.ts';
import { damerauLevenshtein } from '../text/similarity.ts';
import { parseCompanyName } from '../text/company-name.ts';

type Data = Readonly<Record<string, unknown>>;

/** By what a mapping may ask to find records that stand in the target already (`match: [{by: ...}]`). */
export const identityRules = ['inn', 'phone', 'email', 'name+city', 'name'] as const;
export type IdentityRule = (typeof identityRules)[number];

export function isIdentityRule(by: string): by is IdentityRule {
  return (identityRules as readonly string[]).includes(by);
}

/** Rules of a kind for which the mapping says nothing. */
export function usualRules(kind: EntityKind): readonly IdentityRule[] {
  if (kind === 'company') return ['inn'];
  return kind === 'contact' ? ['phone', 'email'] : [];
}

/** A tax number and, of a branch or a head office, what tells those apart. */
export interface TaxNumber {
  readonly inn: string;
  readonly kpp?: string | undefined;
}

/** Tax numbers that a record of the source or the target says of itself. */
export function taxNumbersOf({ inn, kpp }: Data): readonly TaxNumber[] {
  if (typeof inn !== 'string') return [];
  return [{ inn, kpp: typeof kpp === 'string' ? kpp : undefined }];
}

/** Under what a record of the target is found by a rule. */
export function indexedValues(
  kind: EntityKind,
  { data, taxNumbers }: { readonly data: Data; readonly taxNumbers: readonly TaxNumber[] },
  rule: IdentityRule,
): readonly string[] {
  if (rule !== 'inn') return valuesOf(kind, data, rule).map((value) => `${rule}:${value}`);
  return taxNumbers.flatMap(({ inn, kpp = '' }) => [`inn:${inn}`, `inn:${inn}/${kpp}`]);
}

/** What a record is looked for by: the first step that finds any decides. */
export function searchSteps(kind: EntityKind, data: Data, rule: IdentityRule): readonly (readonly string[])[] {
  if (rule !== 'inn') return [valuesOf(kind, data, rule).map((value) => `${rule}:${value}`)];
  // A branch has the number of its head office and a KPP of its own; a record without a KPP may be either.
  return taxNumbersOf(data).flatMap(({ inn, kpp }) =>
    kpp === undefined ? [[`inn:${inn}`]] : [[`inn:${inn}/${kpp}`], [`inn:${inn}/`]],
  );
}

function valuesOf(kind: EntityKind, data: Data, rule: Exclude<IdentityRule, 'inn'>): readonly string[] {
  switch (rule) {
    case 'phone':
      return list(data['phones']).map(({ value }) => String(value).replace(/\D/g, '').slice(-10));
    case 'email':
      return list(data['emails']).map(({ value }) => String(value).toLowerCase());
    case 'name':
      return nonEmpty([nameKey(kind, data)]);
    case 'name+city': {
      const name = nameKey(kind, data);
      const cities = list(data['addresses']).flatMap(({ city }) => (typeof city === 'string' ? [foldText(city)] : []));
      return name === '' ? [] : cities.map((city) => `${name}|${city}`);
    }
  }
}

/** What a record is called, ready to be compared: a company without its legal form, a person's family and given name. */
export function nameKey(kind: EntityKind, data: Data): string {
  if (kind === 'company') {
    const name = data['name'] ?? data['legal_name'];
    return typeof name === 'string' ? parseCompanyName(name).coreSkeleton : '';
  }
  const parts = [data['last_name'], data['first_name']].filter((part) => typeof part === 'string');
  const whole = data['full_name'];
  return foldText(parts.length > 0 ? parts.join(' ') : typeof whole === 'string' && isName(whole) ? whole : '');
}

/** A phone or an e-mail address that stands for the name of somebody says nothing of how he is called. */
function isName(text: string): boolean {
  return /\p{L}/u.test(text) && !text.includes('@');
}

/**
 * False for two people who have different names though they share a phone, as the members of a family do: each has a part of a name
 * that is none of the other's. Short forms, initials, the endings of family names and a slip of the pen make no difference.
 */
export function mayBeOneName(left: string, right: string): boolean {
  const [one, two] = [tokensOf(left), tokensOf(right)];
  const lacks = (token: NameToken, others: readonly NameToken[]) => !others.some((other) => mayBeOnePart(token, other));
  return !(one.some((token) => lacks(token, two)) && two.some((token) => lacks(token, one)));
}

function tokensOf(name: string): readonly NameToken[] {
  return name === '' ? [] : name.split(' ').map(readNameToken);
}

/** Letters of a part of a name among which one may be wrong. */
const slipFrom = 5;

function mayBeOnePart(left: NameToken, right: NameToken): boolean {
  const [one, two] = [left.skeleton, right.skeleton];
  if (one.length === 1 || two.length === 1) return one.startsWith(two) || two.startsWith(one);
  if (one === two || left.stem === right.stem) return true;
  if (left.candidates.some(({ id }) => right.candidates.some((other) => other.id === id))) return true;
  const isKnown = left.candidates.length > 0 && right.candidates.length > 0;
  return !isKnown && Math.min(one.length, two.length) >= slipFrom && damerauLevenshtein(one, two, 1) <= 1;
}

function nonEmpty(values: readonly string[]): readonly string[] {
  return values.filter((value) => value !== '');
}

function list(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? (value as readonly Readonly<Record<string, unknown>>[]) : [];
}
