import { completeActivity, completeMail } from './activity-rows.ts';
import { completeCase } from './case-rows.ts';
import { completeContent, file, linkParent } from './content-rows.ts';
import { completeDeal, completeProduct } from './deal-rows.ts';
import { linkColumns } from './links.ts';
import { peopleColumns } from './owners.ts';
import { contactColumn, contactOfPerson, fillFromPerson } from './persons.ts';
import type { Relations } from './relations.ts';
import type { RowEdit } from './row-edit.ts';
import { common, currency, type World } from './world.ts';

/** What a row of one object gets beside its own columns. */
export interface Enricher {
  readonly columns: readonly string[];
  /** Columns of another table that are filled here too, where that one has them. */
  apply(row: RowEdit, world: World): void | Promise<void>;
}

const links = Object.values(linkColumns);

const enrichers: Readonly<Record<string, Enricher>> = {
  User: {
    columns: ['Name'],
    apply(row) {
      if (row.get('Name') !== '') return;
      row.set(
        'Name',
        ['FirstName', 'MiddleName', 'LastName']
          .map((name) => row.get(name))
          .filter(Boolean)
          .join(' '),
      );
    },
  },
  Account: {
    columns: ['RecordType.Name', ...peopleColumns, 'CurrencyIsoCode'],
    apply(row, world) {
      common(row, world);
      const parent = row.get('ParentId');
      if (parent !== '') {
        const isPerson = contactOfPerson(world.relations, parent) !== undefined;
        row.set('ParentId', isPerson ? '' : world.relations.resolve(parent));
      }
      currency('Account', 'AnnualRevenue', row, world);
    },
  },
  Contact: {
    columns: [
      'RecordType.Name',
      ...peopleColumns,
      'AccountId',
      'PersonAccountId',
      'Accounts.Id',
      'Accounts.Role',
      'Campaigns.Name',
    ],
    apply: completeContact,
  },
  Lead: {
    columns: ['RecordType.Name', ...peopleColumns, 'Campaigns.Name', 'CurrencyIsoCode'],
    apply(row, world) {
      common(row, world);
      for (const name of ['Company', 'LastName', 'FirstName', 'Title']) {
        if (row.get(name).trim().toLowerCase() === '[not provided]') row.set(name, '');
      }
      row.set('Campaigns.Name', campaignsOf(row.get('Id'), world.relations));
    },
  },
  Opportunity: {
    columns: [
      'RecordType.Name',
      ...peopleColumns,
      'Campaign.Name',
      'CurrencyIsoCode',
      'AccountId',
      'Contacts.Id',
      'Contacts.Role',
      'Items.Product2Id',
      'Items.Name',
      'Items.Unit',
      'Items.Quantity',
      'Items.UnitPrice',
      'Items.Discount',
      'Items.TotalPrice',
      'Items.CurrencyIsoCode',
    ],
    apply: completeDeal,
  },
  Case: {
    columns: ['RecordType.Name', ...peopleColumns, 'AccountId', 'ContactId'],
    apply: completeCase,
  },
  CaseComment: { columns: [...links, ...peopleColumns], apply: (row, world) => linkParent('CaseComment', row, world) },
  Product2: { columns: ['Price', 'PriceCurrency', ...peopleColumns], apply: completeProduct },
  Task: {
    columns: [...links, ...peopleColumns, 'EmailMessageId'],
    apply: (row, world) => completeActivity('Task', row, world),
  },
  Event: { columns: [...links, ...peopleColumns], apply: (row, world) => completeActivity('Event', row, world) },
  EmailMessage: { columns: [...links, ...peopleColumns], apply: completeMail },
  Note: { columns: [...links, ...peopleColumns], apply: (row, world) => linkParent('Note', row, world) },
  Attachment: {
    columns: [...links, 'File', ...peopleColumns],
    apply(row, world) {
      linkParent('Attachment', row, world);
      file(row, row.get('Name'), world);
    },
  },
  Document: { columns: ['File', ...peopleColumns], apply: (row, world) => void file(row, row.get('Name'), world) },
  ContentVersion: { columns: [...links, 'File', 'Body', ...peopleColumns], apply: completeContent },
};

/** How rows of an object are completed; custom objects keep what they have. */
export function enricherOf(object: string): Enricher | undefined {
  return enrichers[object];
}

/** Columns of Contact that only person accounts fill. */
export function personColumns(accountColumns: readonly string[]): readonly string[] {
  if (!accountColumns.includes('IsPersonAccount')) return [];
  return accountColumns.flatMap((name) => contactColumn(name) ?? []);
}

function campaignsOf(id: string, relations: Relations): readonly string[] | null {
  const names = relations.find('member', id).flatMap(([campaign = '']) => relations.campaigns.get(campaign) ?? []);
  return names.length === 0 ? null : [...new Set(names)];
}

function completeContact(row: RowEdit, world: World): void {
  const { relations } = world;
  const id = row.get('Id');
  const [twin] = row.get('IsDeleted') === 'true' ? [] : relations.find('twin', id);
  const [account = ''] = twin ?? [];
  const [person] = relations.find('person', account);
  if (person !== undefined) {
    fillFromPerson(row, person);
    row.set('PersonAccountId', account);
    relations.seeOnce('person', account);
  }
  const own = row.get('AccountId');
  const company = person !== undefined || contactOfPerson(relations, own) !== undefined ? '' : relations.resolve(own);
  row.set('AccountId', company);
  row.set('ReportsToId', relations.resolve(row.get('ReportsToId')));
  const works = relations
    .find('works', id)
    .map(([other = '', role = '']) => [relations.resolve(other), role] as const)
    .filter(([other]) => other !== company && contactOfPerson(relations, other) === undefined);
  row.set('Accounts.Id', works.length === 0 ? null : works.map(([other]) => other));
  row.set('Accounts.Role', works.length === 0 ? null : works.map(([, role]) => role || null));
  row.set('Campaigns.Name', campaignsOf(id, relations));
  common(row, world);
}
