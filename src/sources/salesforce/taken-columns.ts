import type { Table } from '../../model/row.ts';
import { enricherOf } from './enrich.ts';
import { linkColumns } from './links.ts';

/**
 * Columns that reach the new system by way of others: rows of an object are read to complete those of another. By object; `prepare`
 * reads them.
 */
const readForOthers: Readonly<Record<string, readonly string[]>> = {
  RecordType: ['Id', 'DeveloperName', 'Name'],
  Group: ['Id', 'Name'],
  Campaign: ['Id', 'Name', 'IsDeleted'],
  CurrencyType: ['IsCorporate', 'IsoCode'],
  Pricebook2: ['Id', 'IsStandard'],
  PricebookEntry: ['Id', 'IsDeleted', 'Product2Id', 'Pricebook2Id', 'UnitPrice', 'CurrencyIsoCode'],
  Lead: ['IsConverted', 'ConvertedContactId', 'ConvertedAccountId', 'ConvertedOpportunityId', 'MasterRecordId'],
  OpportunityContactRole: ['Id', 'IsDeleted', 'OpportunityId', 'ContactId', 'Role', 'IsPrimary'],
  OpportunityLineItem: [
    'Id',
    'IsDeleted',
    'OpportunityId',
    'Product2Id',
    'PricebookEntryId',
    'Name',
    'Quantity',
    'UnitPrice',
    'Discount',
    'TotalPrice',
    'CurrencyIsoCode',
  ],
  CampaignMember: ['Id', 'IsDeleted', 'ContactId', 'LeadId', 'LeadOrContactId', 'CampaignId'],
  AccountContactRelation: ['Id', 'IsDeleted', 'IsActive', 'ContactId', 'AccountId', 'Roles'],
  AccountContactRole: ['Id', 'IsDeleted', 'ContactId', 'AccountId', 'Role'],
  TaskRelation: ['Id', 'IsDeleted', 'TaskId', 'RelationId'],
  EventRelation: ['Id', 'IsDeleted', 'EventId', 'RelationId'],
  ContentDocumentLink: ['Id', 'IsDeleted', 'ContentDocumentId', 'LinkedEntityId'],
};

/** What a column that stands in an enriched row says again. */
const saidAgain: Readonly<Record<string, string>> = { OwnerId: 'Owner.Id', RecordTypeId: 'RecordType.Name' };
/** Of activities, notes and files; links that lead nowhere are counted and said. */
const linksSaidAgain: Readonly<Record<string, string>> = {
  WhoId: linkColumns.Contact,
  WhatId: linkColumns.Account,
  ParentId: linkColumns.Account,
  RelatedToId: linkColumns.Account,
  AccountId: linkColumns.Account,
};
const namesOfUsers: Readonly<Record<string, string>> = { FirstName: 'Name', MiddleName: 'Name', LastName: 'Name' };

/** The columns of an object that are not left behind though no mapping names them. */
export function takenColumns(object: string): NonNullable<Table['repeats']> {
  const others = Object.fromEntries((readForOthers[object] ?? []).map((name) => [name, []]));
  const added = new Set(enricherOf(object)?.columns);
  const again = object === 'User' ? namesOfUsers : { ...saidAgain, ...linksSaidAgain };
  const repeated = Object.entries(again).filter(([, by]) => added.has(by));
  return { ...others, ...Object.fromEntries(repeated.map(([name, by]) => [name, [by]])) };
}
