import { readWhole } from '../../archive.ts';
import type { Context } from '../../context.ts';
import { issueAt, type Finding } from '../../model/issue.ts';
import { DroppedLinks, linkColumns, Links } from './links.ts';
import { Owners, peopleColumns } from './owners.ts';
import type { Part } from './parts.ts';
import { contactColumn, contactOfPerson, fillFromPerson } from './persons.ts';
import type { Relations } from './relations.ts';
import type { RowEdit } from './row-edit.ts';

/** What rows are completed with. */
export interface World {
  readonly relations: Relations;
  readonly owners: Owners;
  readonly dropped: DroppedLinks;
  /** Contents of files by record id. */
  readonly bodies: ReadonlyMap<string, Part>;
  /** Amounts without a currency, by object. */
  readonly noCurrency: Map<string, number>;
  readonly files: { present: number; missing: number };
  /** Tells about the row at hand. */
  report(finding: Finding): void;
}

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
    columns: ['RecordType.Name', ...peopleColumns, 'PersonAccountId', 'Accounts.Id', 'Accounts.Role', 'Campaigns.Name'],
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

function common(row: RowEdit, { owners, relations }: World): void {
  owners.fill(row);
  row.set('RecordType.Name', relations.recordTypes.get(row.get('RecordTypeId')) ?? null);
}

/** Amounts without a currency take the organisation's own, when it is known. */
function currency(object: string, amount: string, row: RowEdit, { relations, noCurrency }: World): void {
  if (row.get('CurrencyIsoCode') !== '') return;
  if (relations.corporateCurrency !== '') row.set('CurrencyIsoCode', relations.corporateCurrency);
  else if (row.get(amount) !== '') noCurrency.set(object, (noCurrency.get(object) ?? 0) + 1);
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

function completeDeal(row: RowEdit, world: World): void {
  const { relations } = world;
  common(row, world);
  currency('Opportunity', 'Amount', row, world);
  const account = row.get('AccountId');
  const person = account === '' ? undefined : contactOfPerson(relations, account);
  row.set('AccountId', person === undefined ? relations.resolve(account) : '');
  const roles = relations
    .find('role', row.get('Id'))
    .toSorted(([, , one], [, , other]) => Number(other === 'true') - Number(one === 'true'));
  const people = new Map<string, string>();
  for (const [contact = '', role = ''] of [...roles, [row.get('ContactId')], [person ?? '']]) {
    const id = relations.resolve(contact);
    if (id !== '' && !people.has(id)) people.set(id, role);
  }
  row.set('Contacts.Id', people.size === 0 ? null : [...people.keys()]);
  row.set('Contacts.Role', people.size === 0 ? null : [...people.values()].map((role) => role || null));
  row.set('Campaign.Name', relations.campaigns.get(row.get('CampaignId')) ?? null);
  addItems(row, relations);
}

function addItems(row: RowEdit, relations: Relations): void {
  const items = relations.find('item', row.get('Id'));
  if (items.length === 0) return;
  const lists = items.map(([direct = '', entry = '', own = '', ...amounts]) => {
    const product = direct || (relations.find('entry', entry)[0]?.[0] ?? '');
    const [name = '', unit = ''] = relations.find('product', product)[0] ?? [];
    return [name === '' ? '' : product, name || own || product, unit, ...amounts];
  });
  const columns = ['Product2Id', 'Name', 'Unit', 'Quantity', 'UnitPrice', 'Discount', 'TotalPrice', 'CurrencyIsoCode'];
  for (const [index, column] of columns.entries()) {
    const cells = lists.map((list) => list[index] || (column === 'CurrencyIsoCode' ? row.get(column) : '') || null);
    row.set(`Items.${column}`, cells);
  }
}

/** The price of the standard price book, in the organisation's own currency when there are several. */
function completeProduct(row: RowEdit, world: World): void {
  const { relations } = world;
  world.owners.fill(row);
  const prices = relations.find('price', row.get('Id')).filter(([book = '']) => relations.standardBooks.has(book));
  const price = prices.find(([, , code]) => code === relations.corporateCurrency) ?? prices[0];
  if (price === undefined) return;
  row.set('Price', price[1] ?? null);
  row.set('PriceCurrency', price[2] || relations.corporateCurrency || null);
}

function completeActivity(object: 'Task' | 'Event', row: RowEdit, world: World): void {
  const { relations } = world;
  world.owners.fill(row);
  const found = new Links(relations);
  const id = row.get('Id');
  const isDeleted = row.get('IsDeleted') === 'true';
  const drop = (link: string): void => {
    if (!isDeleted) world.dropped.add(object, link, world.relations);
  };
  if (!found.add(row.get('WhoId'))) drop(row.get('WhoId'));
  for (const [joint = ''] of relations.find('joint', id)) if (!found.add(joint)) drop(joint);
  const what = row.get('WhatId');
  const isMoved = found.add(what);
  if (!isMoved) drop(what);
  // Salesforce repeats here the account behind the other two: of use where they lead nowhere.
  if (!isMoved || found.isEmpty) found.add(row.get('AccountId'));
  found.write(row);
  const [mail] = relations.find('mail', id);
  if (mail === undefined) return;
  row.set('EmailMessageId', mail[0] ?? null);
  for (const link of found.ids) relations.add('joint', `${id} mail`, [link]);
}

function completeMail(row: RowEdit, world: World): void {
  const { relations } = world;
  world.owners.fill(row);
  const found = new Links(relations);
  for (const [link = ''] of relations.find('joint', `${row.get('ActivityId')} mail`)) found.add(link);
  for (const name of ['RelatedToId', 'ParentId']) {
    const id = row.get(name);
    if (!found.add(id) && row.get('IsDeleted') !== 'true') world.dropped.add('EmailMessage', id, world.relations);
  }
  found.write(row);
}

function linkParent(object: string, row: RowEdit, world: World): void {
  world.owners.fill(row);
  const found = new Links(world.relations);
  const parent = row.get('ParentId');
  if (!found.add(parent)) {
    if (row.get('IsDeleted') !== 'true') world.dropped.add(object, parent, world.relations);
    found.add(row.get('AccountId'));
  }
  found.write(row);
}

async function completeContent(row: RowEdit, world: World): Promise<void> {
  const { relations } = world;
  world.owners.fill(row);
  const found = new Links(relations);
  const linked = relations.find('document', row.get('ContentDocumentId'));
  for (const [id = ''] of linked) if (!found.add(id)) world.dropped.add('ContentVersion', id, world.relations);
  if (linked.length === 0) found.add(row.get('FirstPublishLocationId'));
  found.write(row);
  const isCurrent = row.get('IsLatest') !== 'false' && row.get('IsDeleted') !== 'true';
  if (!isCurrent) return;
  const title = row.get('Title') || row.get('PathOnClient');
  const part = file(row, title, world);
  if (row.get('FileType') !== 'SNOTE') return;
  row.set('Body', part === undefined ? row.get('TextPreview') : (await readWhole(part.input)).toString('utf8'));
}

/** Notes where the content of a file lies. */
function file(row: RowEdit, name: string, { bodies, files, report }: World): Part | undefined {
  if (row.get('IsDeleted') === 'true') return undefined;
  const part = bodies.get(row.get('Id'));
  if (part !== undefined) {
    files.present += 1;
    row.set('File', part.input.file);
    return part;
  }
  files.missing += 1;
  report({ code: 'salesforce.body-missing', args: { name } });
  return undefined;
}

/** Says what was counted over all tables. */
export function sayCounted(world: World, file: string, context: Context): void {
  const say = (object: string, finding: Finding): void =>
    context.report(issueAt({ table: { file, name: object }, line: 1 }, finding));
  for (const [object, counts] of world.dropped.counts) {
    for (const [prefix, count] of counts) {
      const target = world.relations.objectOf(prefix) ?? '';
      say(object, { code: 'salesforce.link-dropped', args: { object, prefix, target, count } });
    }
  }
  for (const [object, count] of world.noCurrency) {
    say(object, { code: 'salesforce.currency-unknown', args: { object, count } });
  }
  world.owners.say(file, context);
  const { present, missing } = world.files;
  if (present + missing > 0) {
    context.fact({ file, name: 'files', value: present });
    context.fact({ file, name: 'files-missing', value: missing });
  }
}
