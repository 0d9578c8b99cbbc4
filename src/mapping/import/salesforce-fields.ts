import type { EntityKind } from '../../model/entity.ts';

/** How a field of Salesforce is written in our mapping. */
export type FieldRule =
  | { readonly to: string; readonly do?: readonly unknown[] }
  | { readonly list: 'phones' | 'emails' | 'urls'; readonly type?: string }
  | { readonly address: string; readonly part: string };

const kinds: Readonly<Record<string, EntityKind>> = {
  User: 'user',
  Product2: 'product',
  Account: 'company',
  Contact: 'contact',
  Lead: 'lead',
  Opportunity: 'deal',
  Task: 'activity',
  Event: 'activity',
  Note: 'note',
  ContentNote: 'note',
};

/** The kind of record an object becomes; undefined: there is none. */
export function kindOfObject(object: string): EntityKind | undefined {
  return kinds[Object.keys(kinds).find((name) => name.toLowerCase() === object.toLowerCase()) ?? ''];
}

const money = [{ money: { decimal: '.' } }];
const instants: Readonly<Record<string, FieldRule>> = {
  CreatedDate: { to: 'created_at', do: ['datetime'] },
  LastModifiedDate: { to: 'updated_at', do: ['datetime'] },
  Description: { to: 'comment' },
  CurrencyIsoCode: { to: 'currency' },
};
const person: Readonly<Record<string, FieldRule>> = {
  LastName: { to: 'last_name' },
  FirstName: { to: 'first_name' },
  MiddleName: { to: 'middle_name' },
  Title: { to: 'position' },
  Email: { list: 'emails', type: 'work' },
  Phone: { list: 'phones', type: 'work' },
  MobilePhone: { list: 'phones', type: 'mobile' },
  Fax: { list: 'phones', type: 'fax' },
};

function addressOf(prefix: string, type: string): Record<string, FieldRule> {
  const parts = { Street: 'street', City: 'city', State: 'region', PostalCode: 'postal_code', Country: 'country' };
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [prefix + name, { address: type, part }]));
}

const rules: Readonly<Record<EntityKind, Readonly<Record<string, FieldRule>>>> = {
  user: { Name: { to: 'full_name' }, Email: { to: 'email' }, IsActive: { to: 'active', do: ['bool'] } },
  product: {
    ...instants,
    Name: { to: 'name' },
    ProductCode: { to: 'code' },
    Family: { to: 'category' },
    QuantityUnitOfMeasure: { to: 'unit' },
    IsActive: { to: 'active', do: ['bool'] },
  },
  company: {
    ...instants,
    Name: { to: 'name', do: ['collapse_spaces'] },
    Industry: { to: 'industry' },
    NumberOfEmployees: { to: 'employees', do: ['num'] },
    AnnualRevenue: { to: 'revenue', do: money },
    AccountSource: { to: 'source' },
    Phone: { list: 'phones', type: 'work' },
    Fax: { list: 'phones', type: 'fax' },
    Website: { list: 'urls' },
    ...addressOf('Billing', 'legal'),
    ...addressOf('Shipping', 'delivery'),
  },
  contact: {
    ...instants,
    ...person,
    Name: { to: 'full_name' },
    Salutation: { to: 'salutation' },
    Birthdate: { to: 'birth_date', do: ['date'] },
    Department: { to: 'department' },
    LeadSource: { to: 'source' },
    HomePhone: { list: 'phones', type: 'home' },
    OtherPhone: { list: 'phones', type: 'other' },
    AssistantPhone: { list: 'phones', type: 'other' },
    DoNotCall: { to: 'do_not_call', do: ['bool'] },
    HasOptedOutOfEmail: { to: 'do_not_email', do: ['bool'] },
    ...addressOf('Mailing', 'postal'),
    ...addressOf('Other', 'other'),
  },
  lead: {
    ...instants,
    ...person,
    Name: { to: 'title' },
    Company: { to: 'company_name' },
    Status: { to: 'status' },
    LeadSource: { to: 'source' },
    Website: { list: 'urls' },
    ...addressOf('', 'postal'),
  },
  deal: {
    ...instants,
    Name: { to: 'title', do: ['collapse_spaces'] },
    StageName: { to: 'stage' },
    Amount: { to: 'amount', do: money },
    Probability: { to: 'probability', do: ['num'] },
    CloseDate: { to: 'close_date', do: ['date'] },
    LeadSource: { to: 'source' },
  },
  activity: {
    ...instants,
    Subject: { to: 'subject' },
    Description: { to: 'body' },
    ActivityDate: { to: 'due_date', do: ['date'] },
    StartDateTime: { to: 'starts_at', do: ['datetime'] },
    ActivityDateTime: { to: 'starts_at', do: ['datetime'] },
    CompletedDateTime: { to: 'completed_at', do: ['datetime'] },
    IsAllDayEvent: { to: 'all_day', do: ['bool'] },
  },
  note: { ...instants, Body: { to: 'text' }, Content: { to: 'text' } },
};

/** How a standard field of a kind is mapped; undefined: it becomes a custom field. */
export function ruleOf(kind: EntityKind, field: string): FieldRule | undefined {
  const own = rules[kind];
  return own[Object.keys(own).find((name) => name.toLowerCase() === field.toLowerCase()) ?? ''];
}

const standardFields = new Set(Object.values(rules).flatMap((fields) => Object.keys(fields)));
const otherFields = [
  'Id',
  'OwnerId',
  'AccountId',
  'ContactId',
  'ParentId',
  'WhoId',
  'WhatId',
  'Type',
  'Rating',
  'Site',
  'Sic',
  'AccountNumber',
];

/** Is this the name of a standard field, letter by letter? */
export function isKnownField(name: string): boolean {
  return standardFields.has(name) || otherFields.includes(name);
}

const references: Readonly<Record<string, readonly string[]>> = {
  AccountId: ['Account'],
  ContactId: ['Contact'],
  ReportsToId: ['Contact'],
  OwnerId: ['User'],
  CreatedById: ['User'],
  OpportunityId: ['Opportunity'],
  WhoId: ['Contact', 'Lead'],
  WhatId: ['Account', 'Opportunity'],
};

/** Objects that a standard reference field may point to; empty: it is no reference. */
export function referenceObjects(object: string, field: string): readonly string[] {
  return field === 'ParentId' ? [object] : (references[field] ?? []);
}

/** The canonical relation of a kind that a reference field is; undefined: there is none. */
export function relationOf(kind: EntityKind, field: string, parent: EntityKind): string | undefined {
  if (field.startsWith('Owner')) return 'owner';
  if (field.startsWith('CreatedBy')) return 'created_by';
  if (kind === 'company' && parent === 'company' && field.startsWith('Parent')) return 'parent';
  if (kind === 'contact' && parent === 'company' && field.startsWith('Account')) return 'companies';
  if (kind === 'contact' && parent === 'contact' && field.startsWith('ReportsTo')) return 'manager';
  if (kind === 'deal' && parent === 'company' && field.startsWith('Account')) return 'company';
  if (kind === 'deal' && parent === 'contact') return 'contacts';
  if ((kind === 'activity' || kind === 'note') && ['company', 'contact', 'lead', 'deal'].includes(parent))
    return 'links';
  return undefined;
}

/** The object that a file name or its fields speak of. */
export function guessObject(name: string, fields: readonly string[]): string {
  const byName = Object.keys(kinds).find((object) => name.toLowerCase().includes(object.toLowerCase()));
  const has = (field: string) => fields.some((one) => one.toLowerCase() === field.toLowerCase());
  if (byName !== undefined) return byName;
  if (has('StageName') || has('CloseDate')) return 'Opportunity';
  if (has('LastName')) return has('Company') ? 'Lead' : 'Contact';
  if (has('Subject')) return 'Task';
  return 'Account';
}
