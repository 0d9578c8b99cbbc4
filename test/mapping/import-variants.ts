import { readCumulusci } from '../../src/mapping/import/cumulusci.ts';
import type { ForeignMapping } from '../../src/mapping/import/foreign.ts';
import { readSdl } from '../../src/mapping/import/sdl.ts';
import { readSfdmu } from '../../src/mapping/import/sfdmu.ts';

/** Mapping files in the forms the documentation of each tool shows, every one with another corner of its syntax. */
interface Variant {
  readonly name: string;
  readonly read: () => ForeignMapping;
  /** `object: field <- column`, `field = "constant"`, `field -> object.by`, in the order of the file. */
  readonly wanted: readonly string[];
  readonly leftOut?: readonly string[];
}

const sdl = (name: string, text: string) => () => readSdl(text, { name });
const cumulusci = (text: string) => () => readCumulusci(text);
const sfdmu =
  (objects: unknown, values: readonly Readonly<Record<string, string>>[] = [], fields: typeof values = []) =>
  () =>
    readSfdmu(objects, { fields, values });

export const variants: readonly Variant[] = [
  {
    name: 'an .sdl saved by the dialog: header, date, capitals, an unmapped column',
    read: sdl(
      'accountInsert',
      '#Mapping values\r\n#Mon Nov 02 10:23:18 MSK 2026\r\nSLA__C=SLA__c\r\nBILLINGCITY=BillingCity\r\nSYSTEMMODSTAMP=\r\nNAME=Name\r\n',
    ),
    wanted: ['Account: SLA__c <- SLA__C', 'Account: BillingCity <- BILLINGCITY', 'Account: Name <- NAME'],
    leftOut: ['unmapped 5: SYSTEMMODSTAMP='],
  },
  {
    name: 'an .sdl with constants: one for several fields, with a comma, with escaped spaces and signs',
    read: sdl(
      'leads',
      '"Canada"=Country, MailingCountry__c\n"Cold\\ call"=LeadSource\n"a, b\\=c"=Description\nCOMPANY=Company\nLASTNAME=LastName\n',
    ),
    wanted: [
      'Lead: Country = "Canada"',
      'Lead: MailingCountry__c = "Canada"',
      'Lead: LeadSource = "Cold call"',
      'Lead: Description = "a, b=c"',
      'Lead: Company <- COMPANY',
      'Lead: LastName <- LASTNAME',
    ],
  },
  {
    name: 'an .sdl as Java saves properties: colons, letters of other alphabets and spaces escaped',
    read: sdl(
      'contacts',
      '\\u0424\\u0430\\u043C\\u0438\\u043B\\u0438\\u044F=LastName\nFirst\\ Name=FirstName\nACCOUNT_NO=Account\\:Account-Oracle_Id__c\nOWNER_LOGIN=Owner\\:Username\nE-mail\\:1=Email\n',
    ),
    wanted: [
      'Contact: LastName <- Фамилия',
      'Contact: FirstName <- First Name',
      'Contact: Email <- E-mail:1',
      'Contact: Account -> Account.Oracle_Id__c by ACCOUNT_NO',
      'Contact: Owner -> .Username by OWNER_LOGIN',
    ],
    leftOut: [
      'parent-key contacts: ACCOUNT_NO → Account (Oracle_Id__c)',
      'parent-key contacts: OWNER_LOGIN → Owner (Username)',
    ],
  },
  {
    name: 'an .sdl with the other separators of properties: a colon, a space, tabs around the sign, a line that goes on',
    read: sdl('opportunity', 'NAME:Name\nSTAGE StageName\nAMOUNT \t=\t Amount\nCLOSE=Close\\\n   Date\n! note\n'),
    wanted: [
      'Opportunity: Name <- NAME',
      'Opportunity: StageName <- STAGE',
      'Opportunity: Amount <- AMOUNT',
      'Opportunity: CloseDate <- CLOSE',
    ],
  },
  {
    name: 'an .sdl of an export, with a path of the query',
    read: sdl('contactExtract', 'Id=contact_number\nLastName=family\nAccount.Name=company\nEmail=mail\n'),
    wanted: [
      'Contact: Id <- contact_number',
      'Contact: LastName <- family',
      'Contact: Account.Name <- company',
      'Contact: Email <- mail',
    ],
  },
  {
    name: 'a CumulusCI mapping with lists of fields, filters and settings of the call',
    read: cumulusci(`Account:
  api: bulk
  batch_size: 2000
  fields: [Name, Industry, NumberOfEmployees]
  soql_filter: Name != 'Sample'
Contact:
  sf_object: Contact
  fields:
    - FirstName
    - LastName
  filters:
    - "LastName is not null"
  lookups:
    AccountId:
      table: Account
`),
    wanted: [
      'Account: Name <- Name',
      'Account: Industry <- Industry',
      'Account: NumberOfEmployees <- NumberOfEmployees',
      'Contact: FirstName <- FirstName',
      'Contact: LastName <- LastName',
      'Contact: AccountId -> Account by AccountId',
    ],
    leftOut: [
      "filter Account: soql_filter Name != 'Sample'",
      'option Account: api bulk',
      'option Account: batch_size 2000',
      'filter Contact: filters LastName is not null',
    ],
  },
  {
    name: 'a CumulusCI mapping with tables, columns, static values, a record type and an upsert key',
    read: cumulusci(`Insert Households:
  sf_object: Account
  table: households
  fields:
    Name: hh_name
    Ext_Id__c: hh_no
  static:
    Type: Household
    Active__c: true
  record_type: HH_Account
  action: upsert
  update_key: Ext_Id__c
`),
    wanted: [
      'Account: Name <- hh_name',
      'Account: Ext_Id__c <- hh_no',
      'Account: Type = "Household"',
      'Account: Active__c = "true"',
    ],
    leftOut: ['record-type Insert Households: record_type HH_Account', 'option Insert Households: action upsert'],
  },
  {
    name: 'a CumulusCI mapping with later, polymorphic and renamed lookups, and an object of no kind',
    read: cumulusci(`Insert Accounts:
  sf_object: Account
  table: accounts
  fields: {Name: name}
  lookups:
    ParentId: {table: accounts, key_field: parent, after: Insert Accounts}
Insert Contacts:
  sf_object: Contact
  table: contacts
  anchor_date: 2026-01-01
  fields: {LastName: last}
  lookups:
    AccountId: {table: accounts, key_field: account_no, value_field: sf_id}
Insert Tasks:
  sf_object: Task
  table: tasks
  fields: {Subject: subject}
  lookups:
    WhoId: {table: [contacts, leads], key_field: who}
Insert Pledges:
  sf_object: Pledge__c
  fields: {Amount__c: amount}
`),
    wanted: [
      'Account: Name <- name',
      'Account: ParentId -> Account by parent',
      'Contact: LastName <- last',
      'Contact: AccountId -> Account by account_no',
      'Task: Subject <- subject',
      'Task: WhoId -> Contact, leads by who',
      'Pledge__c: Amount__c <- amount',
    ],
    leftOut: [
      'option Insert Accounts: ParentId after Insert Accounts',
      'option Insert Contacts: anchor_date 2026-01-01',
      'option Insert Contacts: AccountId value_field sf_id',
      'no-kind Insert Pledges (Pledge__c)',
      'no-kind Insert Pledges: amount → Amount__c',
    ],
  },
  {
    name: 'an export.json with several queries, operations and a composite external id',
    read: sfdmu({
      orgs: [{ name: 'source', instanceUrl: 'https://example.com' }],
      objects: [
        {
          query: "SELECT Id, Name, Phone FROM Account WHERE Name LIKE 'A%' LIMIT 10",
          operation: 'Upsert',
          externalId: 'Name;Phone',
        },
        { query: 'select\n  Id,\n  LastName,\n  AccountId\nfrom Contact', operation: 'Insert', master: false },
      ],
      allOrNone: true,
    }),
    wanted: [
      'Account: Id <- Id',
      'Account: Name <- Name',
      'Account: Phone <- Phone',
      'Contact: Id <- Id',
      'Contact: LastName <- LastName',
      'Contact: AccountId -> Account by AccountId',
    ],
    leftOut: [
      'option export.json: orgs',
      'option export.json: allOrNone',
      "filter Account: WHERE Name LIKE 'A%' LIMIT 10",
      'option Account: operation Upsert',
      'option Contact: operation Insert',
      'option Contact: master false',
    ],
  },
  {
    name: 'an export.json with object sets, words for several fields and references to one of several objects',
    read: sfdmu({
      objectSets: [
        { objects: [{ query: 'SELECT all FROM Account', operation: 'Readonly' }] },
        {
          objects: [
            { query: 'SELECT Id, Subject, WhatId$Account, WhoId$Contact, custom_true FROM Task', operation: 'Insert' },
          ],
        },
      ],
    }),
    wanted: [
      'Task: Id <- Id',
      'Task: Subject <- Subject',
      'Task: WhatId -> Account by WhatId',
      'Task: WhoId -> Contact by WhoId',
    ],
    leftOut: [
      'not-understood Account: all',
      'option Account: operation Readonly',
      'not-understood Task: custom_true',
      'option Task: operation Insert',
    ],
  },
  {
    name: 'an export.json with renamed objects and fields, value maps, a pattern among them, and a parent by its external id',
    read: sfdmu(
      {
        objects: [
          {
            query: 'SELECT Id, Title__c, Rating__c FROM Client__c',
            operation: 'Upsert',
            externalId: 'Title__c',
            useFieldMapping: true,
            fieldMapping: [{ targetObject: 'Account' }, { sourceField: 'Title__c', targetField: 'Name' }],
            useValuesMapping: true,
          },
          { query: 'SELECT LastName, Account.Ext__c FROM Contact', operation: 'Insert' },
        ],
      },
      [
        { ObjectName: 'Client__c', FieldName: 'Rating__c', RawValue: 'A', Value: 'Hot' },
        { ObjectName: 'Client__c', FieldName: 'Rating__c', RawValue: '/^B/', Value: 'Warm' },
        { ObjectName: 'Client__c', FieldName: 'Rating__c', RawValue: 'C', Value: "eval('Cold')" },
      ],
    ),
    wanted: [
      'Account: Id <- Id',
      'Account: Name <- Title__c',
      'Account: Rating__c <- Rating__c {"A":"Hot"}',
      'Contact: LastName <- LastName',
      'Contact: Account -> Account.Ext__c by Account.Ext__c',
    ],
    leftOut: [
      'not-understood ValueMapping.csv: Client__c.Rating__c /^B/ → Warm',
      "not-understood ValueMapping.csv: Client__c.Rating__c C → eval('Cold')",
      'option Client__c: operation Upsert',
      'option Contact: operation Insert',
      'parent-key contact: Account.Ext__c → Account (Ext__c)',
    ],
  },
  {
    name: 'an export.json whose names are changed by a FieldMapping.csv beside it',
    read: sfdmu(
      { objects: [{ query: 'SELECT Id, Kunde__c FROM Kunde__c', useFieldMapping: true }] },
      [],
      [
        { ObjectName: 'Kunde__c', FieldName: '', Target: 'Account' },
        { ObjectName: 'Kunde__c', FieldName: 'Kunde__c', Target: 'Name' },
      ],
    ),
    wanted: ['Account: Id <- Id', 'Account: Name <- Kunde__c'],
  },
];
