/** Objects by the first three characters of their ids; the same in every organisation. Custom objects (`a00`...) differ. */
const objectOfPrefix: Readonly<Record<string, string>> = {
  '001': 'Account',
  '002': 'Note',
  '003': 'Contact',
  '005': 'User',
  '006': 'Opportunity',
  '008': 'OpportunityHistory',
  '00D': 'Organization',
  '00E': 'UserRole',
  '00G': 'Group',
  '00K': 'OpportunityContactRole',
  '00P': 'Attachment',
  '00Q': 'Lead',
  '00T': 'Task',
  '00U': 'Event',
  '00e': 'Profile',
  '00k': 'OpportunityLineItem',
  '00v': 'CampaignMember',
  '012': 'RecordType',
  '015': 'Document',
  '01L': 'CurrencyType',
  '01s': 'Pricebook2',
  '01t': 'Product2',
  '01u': 'PricebookEntry',
  '02i': 'Asset',
  '02s': 'EmailMessage',
  '05T': 'ContentBody',
  '068': 'ContentVersion',
  '069': 'ContentDocument',
  '06A': 'ContentDocumentLink',
  '07k': 'AccountContactRelation',
  '02Z': 'AccountContactRole',
  '0Q0': 'Quote',
  '0QL': 'QuoteLineItem',
  '0XB': 'ListEmail',
  '500': 'Case',
  '00a': 'CaseComment',
  '701': 'Campaign',
  '800': 'Contract',
  '801': 'Order',
};

/** The standard object an id belongs to. */
export function objectOfId(id: string): string | undefined {
  return objectOfPrefix[id.slice(0, 3)];
}

/** Whether a text starts as ids do: those of standard objects, and of custom ones, which begin with a small letter. */
export function hasKnownPrefix(text: string): boolean {
  return objectOfId(text) !== undefined || /^[a-z]\w\w/.test(text);
}

/** The objects that the rest refers to come first, what refers to others after them. */
export const readingOrder: readonly string[] = [
  'RecordType',
  'CurrencyType',
  'User',
  'Group',
  'Campaign',
  'Pricebook2',
  'PricebookEntry',
  'Product2',
  'Account',
  'Contact',
  'AccountContactRelation',
  'AccountContactRole',
  'Lead',
  'CampaignMember',
  'Opportunity',
  'OpportunityContactRole',
  'OpportunityLineItem',
  'Case',
  'CaseComment',
  'Task',
  'TaskRelation',
  'Event',
  'EventRelation',
  'EmailMessage',
  'Note',
  'ContentDocumentLink',
  'ContentVersion',
  'Attachment',
];

const address = (prefix: string): string =>
  ['Street', 'City', 'State', 'PostalCode', 'Country', 'StateCode', 'CountryCode', 'Latitude', 'Longitude']
    .map((part) => prefix + part)
    .join(' ');
const common =
  'Id IsDeleted Name OwnerId RecordTypeId CurrencyIsoCode CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp LastActivityDate Description';

/** Fields of the standard objects, in the case of the API: Data Loader may write them all in capitals, tree files in small letters. */
const fieldText: Readonly<Record<string, string>> = {
  Account: `${common} MasterRecordId Type ParentId ${address('Billing')} ${address('Shipping')} Phone Fax AccountNumber Website Sic Industry AnnualRevenue NumberOfEmployees Ownership TickerSymbol Rating Site AccountSource IsPersonAccount PersonContactId FirstName LastName MiddleName Suffix Salutation ${address('PersonMailing')} ${address('PersonOther')} PersonMobilePhone PersonHomePhone PersonOtherPhone PersonAssistantPhone PersonEmail PersonTitle PersonDepartment PersonBirthdate PersonLeadSource PersonDoNotCall PersonHasOptedOutOfEmail`,
  Contact: `${common} MasterRecordId AccountId IsPersonAccount Salutation FirstName LastName MiddleName Suffix ${address('Mailing')} ${address('Other')} Phone Fax MobilePhone HomePhone OtherPhone AssistantPhone AssistantName ReportsToId Email Title Department LeadSource Birthdate HasOptedOutOfEmail HasOptedOutOfFax DoNotCall EmailBouncedReason EmailBouncedDate IsEmailBounced`,
  Lead: `${common} MasterRecordId Salutation FirstName LastName MiddleName Suffix Title Company ${address('')} Phone MobilePhone Fax Email Website LeadSource Status Industry Rating AnnualRevenue NumberOfEmployees IsConverted ConvertedDate ConvertedAccountId ConvertedContactId ConvertedOpportunityId IsUnreadByOwner HasOptedOutOfEmail DoNotCall`,
  Opportunity: `${common} AccountId IsPrivate StageName StageSortOrder Amount Probability ExpectedRevenue TotalOpportunityQuantity CloseDate Type NextStep LeadSource IsClosed IsWon ForecastCategory ForecastCategoryName CampaignId HasOpportunityLineItem Pricebook2Id PricebookId FiscalYear FiscalQuarter Fiscal ContactId`,
  OpportunityContactRole: `${common} OpportunityId ContactId Role IsPrimary`,
  OpportunityLineItem: `${common} OpportunityId SortOrder PricebookEntryId Product2Id Quantity Discount TotalPrice UnitPrice ListPrice ServiceDate ProductCode`,
  OpportunityHistory: `${common} OpportunityId StageName Amount ExpectedRevenue CloseDate Probability ForecastCategory`,
  Product2: `${common} ProductCode IsActive Family QuantityUnitOfMeasure`,
  Pricebook2: `${common} IsActive IsStandard`,
  PricebookEntry: `${common} Pricebook2Id Product2Id UnitPrice IsActive UseStandardPrice ProductCode`,
  Task: `${common} WhoId WhatId WhoCount WhatCount Subject ActivityDate Status Priority Type AccountId IsClosed IsArchived IsHighPriority CallDurationInSeconds CallType CallDisposition ReminderDateTime IsReminderSet IsRecurrence TaskSubtype CompletedDateTime RecurrenceActivityId`,
  Event: `${common} WhoId WhatId WhoCount WhatCount Subject Location IsAllDayEvent ActivityDateTime ActivityDate DurationInMinutes StartDateTime EndDateTime EndDate AccountId Type IsPrivate ShowAs IsChild IsGroupEvent IsRecurrence RecurrenceActivityId`,
  EmailMessage: `${common} ParentId ActivityId RelatedToId Subject TextBody HtmlBody FromAddress FromName ToAddress CcAddress BccAddress Incoming Status MessageDate`,
  Note: `${common} ParentId AccountId Title IsPrivate Body`,
  Attachment: `${common} ParentId AccountId IsPrivate ContentType BodyLength`,
  ContentVersion: `${common} ContentDocumentId IsLatest VersionNumber Title PathOnClient FileType ContentSize FirstPublishLocationId TextPreview`,
  ContentDocumentLink: `${common} LinkedEntityId ContentDocumentId ShareType Visibility`,
  Campaign: `${common} ParentId Type Status StartDate EndDate ExpectedRevenue BudgetedCost IsActive`,
  CampaignMember: `${common} CampaignId LeadId ContactId LeadOrContactId Status HasResponded`,
  Case: `${common} MasterRecordId CaseNumber ContactId AccountId AssetId ParentId SuppliedName SuppliedEmail SuppliedPhone SuppliedCompany Type Status Reason Origin Subject Priority IsClosed ClosedDate IsEscalated`,
  CaseComment: `${common} ParentId CommentBody IsPublished`,
  User: `${common} Username FirstName LastName MiddleName CompanyName Title Email Phone MobilePhone Alias IsActive UserType UserRoleId ManagerId ProfileId`,
  Group: `${common} DeveloperName Type`,
  RecordType: `${common} DeveloperName SobjectType IsActive`,
  CurrencyType: `${common} IsoCode ConversionRate DecimalPlaces IsActive IsCorporate`,
  AccountContactRelation: `${common} AccountId ContactId IsDirect IsActive Roles`,
  AccountContactRole: `${common} AccountId ContactId Role IsPrimary`,
  TaskRelation: `${common} TaskId RelationId IsWhat`,
  EventRelation: `${common} EventId RelationId IsWhat IsInvitee Status`,
};

const fieldsOfObject: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(fieldText).map(([object, text]) => [object, [...new Set(text.split(' '))]]),
);

const apiNames: ReadonlyMap<string, string> = new Map(
  [...fieldsOfObject.values()].flat().map((name) => [name.toLowerCase(), name]),
);

/** A heading as the API writes it; one that is not known stays as it is. */
export function apiName(heading: string): string {
  const trimmed = heading.trim();
  return apiNames.get(trimmed.toLowerCase()) ?? trimmed;
}

/** Names of objects this source knows the fields of. */
export const knownObjects: readonly string[] = [...fieldsOfObject.keys()];

/** Names that nobody but Salesforce gives to columns: they tell a table of Salesforce that has no ids. */
const telling =
  /^(?:(?:Billing|Shipping|Mailing|PersonMailing)(?:Street|City|State|PostalCode|Country)|AnnualRevenue|NumberOfEmployees|StageName|CloseDate|LeadSource|ForecastCategory|AccountSource|TickerSymbol|HasOptedOutOfEmail|DoNotCall|CurrencyIsoCode|RecordTypeId|MasterRecordId|SystemModstamp|IsDeleted|LastModifiedById|WhoId|WhatId|ActivityDate|ReportsToId|Pricebook2Id|Product2Id|PricebookEntryId|LinkedEntityId|OpportunityId|FirstPublishLocationId)$/;

/**
 * The object whose fields the headings are, when each of them is one and one at least is Salesforce's own wording.
 * @returns undefined when none or more than one fits
 */
export function objectOfHeadings(headings: readonly string[]): string | undefined {
  const names = headings.map(apiName);
  const [best, second] = knownObjects
    .map((object) => {
      const fields = fieldsOfObject.get(object) ?? [];
      const told = names.filter((name) => fields.includes(name));
      return { object, told: told.length, own: told.filter((name) => telling.test(name)).length };
    })
    .filter(({ own }) => own > 0)
    .toSorted((one, other) => other.told - one.told);
  if (best === undefined || best.told === second?.told) return undefined;
  const standard = names.filter((name) => !name.endsWith('__c') && !/^(ERROR|STATUS)$/.test(name));
  return best.told >= Math.max(2, standard.length * 0.9) ? best.object : undefined;
}

/** Fields that hold a calendar date, which the weekly export writes with a midnight. */
const dateFields = new Set(
  'CloseDate Birthdate PersonBirthdate ActivityDate LastActivityDate ConvertedDate StartDate EndDate ServiceDate ContractEndDate PurchaseDate InstallDate UsageEndDate RecurrenceEndDateOnly'.split(
    ' ',
  ),
);
/** Date-times whose names do not end in `DateTime` or `Date`. */
const instantFields = new Set(['SystemModstamp', 'LastViewedDate', 'LastReferencedDate']);

export type ColumnKind = 'id' | 'date' | 'instant' | 'flag' | 'number' | 'phone' | 'currency' | 'custom' | 'text';

/** Columns that are named like ids and hold something else. */
const notIds = new Set(['TableEnumOrId', 'FieldEnumOrId', 'TabDefinitionId', 'TaxId__c', 'Account_Id__c']);
const numbers = new Set(
  'AnnualRevenue Amount ExpectedRevenue Probability Quantity UnitPrice TotalPrice ListPrice Discount NumberOfEmployees TotalOpportunityQuantity BudgetedCost ConversionRate'.split(
    ' ',
  ),
);
const flags = /^(?:Is[A-Z]\w*|Has[A-Z]\w*|DoNotCall|PersonDoNotCall|PersonHasOptedOutOf\w+|UseStandardPrice|Incoming)$/;

/** What a column holds, by its name in the API. */
export function columnKind(name: string): ColumnKind {
  if (notIds.has(name)) return 'text';
  if (name.endsWith('__c') || name.endsWith('__pc')) return 'custom';
  if (name === 'Id' || (/[a-z]Id$/.test(name) && name !== 'ExternalId')) return 'id';
  if (dateFields.has(name)) return 'date';
  if (/Date(?:Time)?$/.test(name) || instantFields.has(name)) return 'instant';
  if (flags.test(name)) return 'flag';
  if (numbers.has(name)) return 'number';
  if (/(?:Phone|Fax)$/.test(name)) return 'phone';
  return name === 'CurrencyIsoCode' || name === 'DefaultCurrencyIsoCode' ? 'currency' : 'text';
}

/** Columns of names and titles: where letters lost to a Western encoding show. */
const wordColumns = new Set(
  'Name FirstName LastName MiddleName Title Company Subject BillingCity BillingStreet MailingCity Description'.split(
    ' ',
  ),
);

export function holdsWords(name: string): boolean {
  return wordColumns.has(name);
}
