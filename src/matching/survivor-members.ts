import type { MasterCriterion, Survivorship } from '../model/dedupe.ts';
import type { Staged } from '../model/staged.ts';
import type { MatchedKind } from './matcher.ts';

/** A member of a cluster with its fields by name. */
export interface Member {
  readonly seq: number;
  readonly system: string;
  readonly key: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Newest of updated and created, ISO 8601; empty when unknown. */
  readonly changed: string;
  /** It stands in the target: what it says was put together before. */
  readonly isLoaded?: boolean;
}

function toMember({ seq, system, key, data }: Staged<MatchedKind>, isLoaded: (seq: number) => boolean): Member {
  const member = { seq, system, key, fields: data, changed: data.updated_at ?? data.created_at ?? '' };
  return isLoaded(seq) ? { ...member, isLoaded: true } : member;
}

/** True for values that say nothing: absent, empty text, empty list. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function filledFields(member: Member): number {
  let filled = 0;
  for (const field in member.fields) if (!isEmpty(member.fields[field])) filled += 1;
  return filled;
}

function byText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

type Comparer = (left: Member, right: Member) => number;

function comparer(criterion: MasterCriterion, survivorship: Survivorship): Comparer {
  const rank = (member: Member): number => {
    const place = survivorship.priority.indexOf(member.system);
    return place === -1 ? survivorship.priority.length : place;
  };
  switch (criterion) {
    case 'priority':
      return (left, right) => rank(left) - rank(right);
    case 'complete':
      return (left, right) => filledFields(right) - filledFields(left);
    case 'newest':
      return (left, right) => byText(right.changed, left.changed);
    case 'oldest':
      return (left, right) => byText(left.changed || '9', right.changed || '9');
    case 'id':
      return (left, right) => byText(left.system, right.system) || byText(left.key, right.key);
  }
}

/** The comparers of a mapping's rules, in their order: all clusters follow the same. */
const known = new WeakMap<Survivorship, readonly Comparer[]>();

function comparersOf(survivorship: Survivorship): readonly Comparer[] {
  let comparers = known.get(survivorship);
  if (comparers === undefined) {
    comparers = [...survivorship.master, 'id' as const].map((criterion) => comparer(criterion, survivorship));
    known.set(survivorship, comparers);
  }
  return comparers;
}

/**
 * The members in order of trust: the surviving record first, which is one that stands in the target if there is any. The order does not
 * depend on the order given.
 */
export function inOrderOfTrust(
  records: readonly Staged<MatchedKind>[],
  survivorship: Survivorship,
  isLoaded: (seq: number) => boolean,
): readonly Member[] {
  const comparers = comparersOf(survivorship);
  const members = records.map((record) => toMember(record, isLoaded));
  return members.sort((left, right) => {
    if (left.isLoaded !== right.isLoaded) return left.isLoaded === true ? -1 : 1;
    for (const compare of comparers) {
      const order = compare(left, right);
      if (order !== 0) return order;
    }
    return left.seq - right.seq;
  });
}
