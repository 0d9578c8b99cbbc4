import { comparable, isAddress, type MultiType, type MultiValue } from './multi-fields.ts';

/** What makes the values that stand in a record those that are wanted. */
export interface MultiChanges {
  readonly added: readonly MultiValue[];
  /** With the id of the value that stands there. */
  readonly changed: readonly MultiValue[];
  readonly deleted: readonly MultiValue[];
}

/**
 * Compares what stands in a record with what is wanted, for some types. Without the id of the value an update would add it once
 * more, so everything that is there already is told by its id. Channels of the portal itself are left alone.
 */
export function multiChanges(
  current: readonly MultiValue[],
  wanted: readonly MultiValue[],
  types: readonly MultiType[],
): MultiChanges {
  const all = types.map((type) => {
    const standing = current.filter((value) => value.typeId === type && isAddress(value));
    return changesOfType(
      standing,
      wanted.filter(({ typeId }) => typeId === type),
    );
  });
  return {
    added: all.flatMap(({ added }) => added),
    changed: all.flatMap(({ changed }) => changed),
    deleted: all.flatMap(({ deleted }) => deleted),
  };
}

/** What is wanted may stand in another order, and the first value is the primary one: then values are rewritten in their places. */
function changesOfType(standing: readonly MultiValue[], wanted: readonly MultiValue[]): MultiChanges {
  const matched = wanted.map((value) => standing.find((candidate) => isSame(candidate, value)));
  const places = matched.map((value) => (value === undefined ? standing.length : standing.indexOf(value)));
  const isInOrder = places.every((place, index) => index === 0 || (places[index - 1] ?? 0) <= place);
  const partners = isInOrder ? matched : wanted.map((_value, index) => standing[index]);
  const kept = new Set(partners);
  return {
    added: wanted.filter((_value, index) => partners[index] === undefined),
    changed: wanted.flatMap((value, index) => changedValue(value, partners[index])),
    deleted: standing.filter((value) => !kept.has(value)),
  };
}

function changedValue(value: MultiValue, partner: MultiValue | undefined): readonly MultiValue[] {
  if (partner === undefined) return [];
  return partner.value === value.value && partner.valueType === value.valueType ? [] : [withIdOf(value, partner)];
}

function isSame(left: MultiValue, right: MultiValue): boolean {
  return left.typeId === right.typeId && comparable(left.typeId, left.value) === comparable(right.typeId, right.value);
}

function withIdOf(value: MultiValue, { id }: MultiValue): MultiValue {
  return id === undefined ? value : { ...value, id };
}

export function isNothing({ added, changed, deleted }: MultiChanges): boolean {
  return added.length + changed.length + deleted.length === 0;
}

/** As `crm.item.update` takes them: a numeric key changes or, with an empty value, deletes; `n0` adds. */
export function universalChanges({ added, changed, deleted }: MultiChanges): Readonly<Record<string, unknown>> {
  const entry = ({ typeId, valueType, value }: MultiValue) => ({ typeId, valueType, value });
  return Object.fromEntries([
    ...added.map((value, index) => [`n${index}`, entry(value)] as const),
    ...changed.map((value) => [value.id ?? '', entry(value)] as const),
    ...deleted.map((value) => [value.id ?? '', { ...entry(value), value: '' }] as const),
  ]);
}

/** As the classic `update` takes them: with an id a change, with an empty value a deletion, without an id an addition. */
export function classicChanges(changes: MultiChanges): Readonly<Record<string, readonly unknown[]>> {
  const byType: Partial<Record<MultiType, unknown[]>> = {};
  const push = ({ typeId }: MultiValue, entry: unknown): void => void (byType[typeId] ??= []).push(entry);
  for (const value of changes.added) push(value, { VALUE: value.value, VALUE_TYPE: value.valueType });
  for (const value of changes.changed) push(value, { ID: value.id, VALUE: value.value, VALUE_TYPE: value.valueType });
  for (const value of changes.deleted) push(value, { ID: value.id, VALUE: '', DELETE: 'Y' });
  return byType as Readonly<Record<string, readonly unknown[]>>;
}
