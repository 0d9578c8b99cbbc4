import type { EntityKind } from '../model/entity.ts';
import { foldText } from '../text/cell-text.ts';
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

/** The values of a record under a rule, each with the rule's name before it; equal values: perhaps the same record. */
export function identityValues(kind: EntityKind, data: Data, rule: IdentityRule): readonly string[] {
  return valuesOf(kind, data, rule).map((value) => `${rule}:${value}`);
}

function valuesOf(kind: EntityKind, data: Data, rule: IdentityRule): readonly string[] {
  switch (rule) {
    case 'inn':
      return taxKeys(data);
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

/** A branch has the number of its head office and a KPP of its own: with a KPP both must be equal. */
function taxKeys({ inn, kpp }: Data): readonly string[] {
  if (typeof inn !== 'string') return [];
  return typeof kpp === 'string' ? [`${inn}/${kpp}`] : [inn];
}

/** What a record is called, ready to be compared: a company without its legal form, a person's family and given name. */
export function nameKey(kind: EntityKind, data: Data): string {
  if (kind === 'company') {
    const name = data['name'] ?? data['legal_name'];
    return typeof name === 'string' ? parseCompanyName(name).coreSkeleton : '';
  }
  const parts = [data['last_name'], data['first_name']].filter((part) => typeof part === 'string');
  const whole = data['full_name'];
  return foldText(parts.length > 0 ? parts.join(' ') : typeof whole === 'string' ? whole : '');
}

/** False for two people who certainly have different names: they share a phone, they are not one. */
export function mayBeOneName(left: string, right: string): boolean {
  if (left === '' || right === '') return true;
  const known = new Set(left.split(' '));
  return right.split(' ').some((word) => known.has(word));
}

function nonEmpty(values: readonly string[]): readonly string[] {
  return values.filter((value) => value !== '');
}

function list(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? (value as readonly Readonly<Record<string, unknown>>[]) : [];
}
