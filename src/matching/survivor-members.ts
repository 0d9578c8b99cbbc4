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

function toMember(record: Staged<MatchedKind>): Member {
  const { data } = record;
  return {
    seq: record.seq,
    system: record.system,
    key: record.key,
    fields: data,
    changed: data.updated_at ?? data.created_at ?? '',
  };
}

/** True for values that say nothing: absent, empty text, empty list. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function filledFields(member: Member): number {
  let filled = 0;
  for (const value of Object.values(member.fields)) if (!isEmpty(value)) filled += 1;
  return filled;
}

function byText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function comparer(criterion: MasterCriterion, survivorship: Survivorship): (left: Member, right: Member) => number {
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

/**
 * The members in order of trust: the surviving record first, which is one that stands in the target if there is any. The order does not
 * depend on the order given.
 */
export function inOrderOfTrust(
  records: readonly Staged<MatchedKind>[],
  survivorship: Survivorship,
  isLoaded: (seq: number) => boolean,
): readonly Member[] {
  const criteria = survivorship.master.map((criterion) => comparer(criterion, survivorship));
  criteria.push(comparer('id', survivorship), (left, right) => left.seq - right.seq);
  const members = records.map((record) => {
    const member = toMember(record);
    return isLoaded(record.seq) ? { ...member, isLoaded: true } : member;
  });
  return members.sort((left, right) => {
    if (left.isLoaded !== right.isLoaded) return left.isLoaded === true ? -1 : 1;
    for (const compare of criteria) {
      const order = compare(left, right);
      if (order !== 0) return order;
    }
    return 0;
  });
}
