import type { Relations } from './relations.ts';
import type { RowEdit } from './row-edit.ts';

/** The column of Contact that a column of a person account is; undefined for what only the account has. */
export function contactColumn(account: string): string | undefined {
  if (account.endsWith('__pc')) return account.replace(/__pc$/, '__c');
  if (same.has(account)) return account;
  const billing = /^Billing(Street|City|State|PostalCode|Country)$/.exec(account);
  if (billing !== null) return `Other${billing[1] ?? ''}`;
  const person = /^Person([A-Z]\w+)$/.exec(account);
  return person === null || account === 'PersonContactId' ? undefined : person[1];
}

const same = new Set(
  'IsDeleted FirstName LastName MiddleName Suffix Salutation Phone Fax Description OwnerId CurrencyIsoCode RecordTypeId CreatedDate CreatedById LastModifiedDate'.split(
    ' ',
  ),
);

/** Fills a contact with what its person account says; where both have a value the account's is taken. */
export function fillFromPerson(row: RowEdit, facts: readonly string[]): void {
  for (let index = 3; index + 1 < facts.length; index += 2) {
    const column = contactColumn(facts[index] ?? '');
    const value = facts[index + 1] ?? '';
    // The record type and the mailing address of the account side are its own; `Other` addresses only fill what is empty.
    if (column === undefined || value === '') continue;
    if (column.startsWith('Other') && row.get(column) !== '') continue;
    row.set(column, value);
  }
}

/** The id of the contact that a person account is; undefined for a company. */
export function contactOfPerson(relations: Relations, accountId: string): string | undefined {
  const id = relations.resolve(accountId);
  if (relations.objectOf(id) === 'Contact') return id;
  return relations.has('person') && relations.find('person', id).length > 0 ? id : undefined;
}
