import type { Context } from '../../context.ts';
import type { Relations } from './relations.ts';
import type { CleanSheet } from './clean-sheet.ts';

/** What is noted of each record before any is given out. */
type Note = (cell: (name: string) => string, relations: Relations, record: Noted) => void;

interface Noted {
  readonly line: number;
  readonly file: string;
  readonly columns: readonly string[];
  readonly cells: readonly string[];
}

const notes: Readonly<Record<string, Note>> = {
  RecordType: (cell, relations) => void relations.recordTypes.set(cell('Id'), cell('DeveloperName') || cell('Name')),
  User: (cell, relations) => {
    const name = cell('Name') || [cell('FirstName'), cell('LastName')].filter((part) => part !== '').join(' ');
    const isActive = cell('IsActive') !== 'false';
    relations.users.set(cell('Id'), { name, isActive, type: cell('UserType') || 'Standard' });
  },
  Group: (cell, relations) => void relations.groups.set(cell('Id'), cell('Name')),
  Campaign: (cell, relations) => {
    if (cell('IsDeleted') !== 'true') relations.campaigns.set(cell('Id'), cell('Name'));
  },
  CurrencyType: (cell, relations) => {
    if (cell('IsCorporate') === 'true') relations.corporateCurrency = cell('IsoCode');
  },
  Pricebook2: (cell, relations) => {
    if (cell('IsStandard') === 'true') relations.standardBooks.add(cell('Id'));
  },
  Product2: (cell, relations) => relations.add('product', cell('Id'), [cell('Name'), cell('QuantityUnitOfMeasure')]),
  PricebookEntry: (cell, relations) => {
    if (cell('IsDeleted') === 'true') return;
    relations.add('entry', cell('Id'), [cell('Product2Id')]);
    relations.add('price', cell('Product2Id'), [cell('Pricebook2Id'), cell('UnitPrice'), cell('CurrencyIsoCode')]);
  },
  Account: (cell, relations, { line, file, columns, cells }) => {
    relations.addAlias(cell('Id'), cell('MasterRecordId'));
    if (cell('IsPersonAccount') !== 'true' || cell('IsDeleted') === 'true') return;
    const filled = columns.flatMap((name, index) => (cells[index] ? [name, cells[index]] : []));
    relations.add('person', cell('Id'), [cell('PersonContactId'), String(line), file, ...filled]);
    relations.add('twin', cell('PersonContactId'), [cell('Id')]);
    relations.addAlias(cell('Id'), cell('PersonContactId'));
  },
  Contact: (cell, relations) => {
    relations.addAlias(cell('Id'), cell('MasterRecordId'));
    if (!relations.has('person') || cell('IsDeleted') === 'true') return;
    const [person] = relations.find('person', cell('AccountId'));
    // Without PersonContactId the contact that belongs to the person account is its twin.
    const isTwin = person?.[0] === '' && cell('IsPersonAccount') !== 'false';
    if (!isTwin || relations.find('twin', cell('Id')).length > 0) return;
    relations.add('twin', cell('Id'), [cell('AccountId')]);
    relations.addAlias(cell('AccountId'), cell('Id'));
  },
  Lead: (cell, relations) => {
    relations.addAlias(cell('Id'), cell('MasterRecordId'));
    if (cell('IsConverted') !== 'true') return;
    relations.addAlias(
      cell('Id'),
      cell('ConvertedContactId') || cell('ConvertedAccountId') || cell('ConvertedOpportunityId'),
    );
  },
  Case: (cell, relations) => {
    relations.addAlias(cell('Id'), cell('MasterRecordId'));
    if (cell('IsDeleted') !== 'true') relations.add('case', cell('Id'), [cell('ContactId'), cell('AccountId')]);
  },
  OpportunityContactRole: (cell, relations) => {
    if (cell('IsDeleted') === 'true') return;
    relations.add('role', cell('OpportunityId'), [cell('ContactId'), cell('Role'), cell('IsPrimary')]);
  },
  OpportunityLineItem: (cell, relations) => {
    if (cell('IsDeleted') === 'true') return;
    const names = ['Product2Id', 'PricebookEntryId', 'Name', 'Quantity', 'UnitPrice', 'Discount', 'TotalPrice'];
    relations.add('item', cell('OpportunityId'), [...names, 'CurrencyIsoCode'].map(cell));
  },
  CampaignMember: (cell, relations) => {
    if (cell('IsDeleted') === 'true') return;
    const people = new Set(
      [cell('ContactId'), cell('LeadId'), cell('LeadOrContactId')].map((id) => relations.resolve(id)),
    );
    for (const person of people) relations.add('member', person, [cell('CampaignId')]);
  },
  AccountContactRelation: (cell, relations) => {
    if (cell('IsDeleted') === 'true' || cell('IsActive') === 'false') return;
    relations.add('works', cell('ContactId'), [cell('AccountId'), cell('Roles')]);
  },
  AccountContactRole: (cell, relations) => {
    if (cell('IsDeleted') !== 'true') relations.add('works', cell('ContactId'), [cell('AccountId'), cell('Role')]);
  },
  TaskRelation: (cell, relations) => {
    if (cell('IsDeleted') !== 'true') relations.add('joint', cell('TaskId'), [cell('RelationId')]);
  },
  EventRelation: (cell, relations) => {
    if (cell('IsDeleted') !== 'true') relations.add('joint', cell('EventId'), [cell('RelationId')]);
  },
  ContentDocumentLink: (cell, relations) => {
    if (cell('IsDeleted') !== 'true') relations.add('document', cell('ContentDocumentId'), [cell('LinkedEntityId')]);
  },
  EmailMessage: (cell, relations) => {
    if (cell('IsDeleted') !== 'true') relations.add('mail', cell('ActivityId'), [cell('Id')]);
  },
};

/** Objects of which notes are taken, in an order in which each finds what it looks for. */
const order: readonly string[] = Object.keys(notes);

/** Objects whose rows complete those of others; of a case no more is noted than whom it is about. */
export const notedObjects: readonly string[] = order.filter((object) => object !== 'Case');

/** Reads the tables that others depend on and notes what these will ask for. */
export async function prepare(sheets: readonly CleanSheet[], relations: Relations, context: Context): Promise<void> {
  for (const object of order) {
    const note = notes[object];
    for (const sheet of sheets) {
      if (note === undefined || sheet.object !== object || !isWanted(sheet)) continue;
      const places = new Map(sheet.columns.map((name, index) => [name, index]));
      for await (const records of sheet.records(context)) {
        context.signal.throwIfAborted();
        for (const { cells, line } of records) {
          const cell = (name: string): string => cells[places.get(name) ?? -1] ?? '';
          note(cell, relations, { line, file: sheet.input.file, columns: sheet.columns, cells });
        }
      }
    }
  }
}

/** Large tables are read beforehand only when they have the columns that others may ask for. */
function isWanted({ object, columns }: CleanSheet): boolean {
  const has = (...names: string[]): boolean => names.some((name) => columns.includes(name));
  if (object === 'Account') return has('MasterRecordId', 'IsPersonAccount');
  if (object === 'Contact') return has('MasterRecordId', 'IsPersonAccount');
  if (object === 'Lead') return has('MasterRecordId', 'IsConverted');
  return object !== 'EmailMessage' || has('ActivityId');
}
