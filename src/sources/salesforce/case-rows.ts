import { contactOfPerson } from './persons.ts';
import type { RowEdit } from './row-edit.ts';
import { common, type World } from './world.ts';

/** A case with whom it is about: a person account is its contact, not its company. */
export function completeCase(row: RowEdit, world: World): void {
  const { relations } = world;
  common(row, world);
  const account = row.get('AccountId');
  const person = account === '' ? undefined : contactOfPerson(relations, account);
  row.set('AccountId', person === undefined ? relations.resolve(account) : '');
  row.set('ContactId', relations.resolve(row.get('ContactId')) || (person ?? ''));
}
