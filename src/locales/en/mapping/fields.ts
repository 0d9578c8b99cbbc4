import type { mappingIssues } from '../../../model/issues/mapping.ts';
import type { WordingsOf } from '../../../model/issue-definition.ts';

const reasons = {
  list: 'it needs pick: join',
  single: 'the field holds one value',
  ref: 'this is a relation',
  items: 'the entry is made of parts: name them (name, quantity and others)',
} as const;

/** Of fields, relations and sections that do not fit each other. */
export const mappingFields = {
  'mapping.empty-value': {
    title: 'nothing to take the value from',
    message: ({ field }) => `"${field}" has neither from nor expr nor const`,
    cause: 'The field says nothing about its value.',
    fix: 'Add from, expr or const, or remove the field.',
    example: 'comment: {do: [trim]} → comment: {from: Note, do: [trim]}',
  },
  'mapping.conflict': {
    title: 'keys exclude each other',
    message: ({ one, other }) => `"${one}" and "${other}" cannot stand together`,
    cause: 'It is unclear which of the two to follow.',
    fix: 'Keep one.',
    example: 'stage: {from: Status, const: New} → stage: {from: Status, default: New}',
  },
  'mapping.not-used-here': {
    title: 'key without effect',
    message: ({ key, reason }) => `"${key}" has no effect here: ${reasons[reason]}`,
    cause: 'The key is for fields of another kind.',
    fix: 'Remove the key or change the field.',
    example: 'position: {from: [A, B], sep: "; "} → position: {from: [A, B], pick: join, sep: "; "}',
  },
  'mapping.default-missing': {
    title: 'no default',
    message: ({ field }) => `"${field}" is told to take its default and has none`,
    cause: 'The rule default needs a value.',
    fix: 'Add default or change the rule.',
    example: 'position: {from: Job, on_error: default} → add default: manager',
  },
  'mapping.required-field': {
    title: 'required field is not mapped',
    message: ({ field, kind }) => `${kind} needs the field "${field}", and fields does not have it`,
    cause: 'No record could be accepted without it.',
    fix: 'Add the field.',
    example: 'a company with phones and emails and no name → name: {from: Title}',
  },
  'mapping.field-twice': {
    title: 'field given twice',
    message: ({ field, other }) => `"${field}" is another name of "${other}", which is given too`,
    cause: 'One of the values would be lost.',
    fix: 'Keep one.',
    example: 'comment: Note and below comments: History → comment: [Note, History]',
  },
  'mapping.ref-kind': {
    title: 'relation to the wrong kind',
    message: ({ field, kind, allowed }) => `"${field}" points to ${kind}, it may only point to ${allowed}`,
    cause: 'ref names a block of another kind.',
    fix: 'Name a fitting block.',
    example: 'a deal: company: {ref: contacts, by: Code} → company: {ref: companies, by: Code}',
  },
  'mapping.ref-incomplete': {
    title: 'incomplete relation',
    message: ({ key }) => `a relation needs the key "${key}"`,
    cause: 'It has to say which block (ref) and by which column (by).',
    fix: 'Add it: {ref: companies, by: Code}.',
    example: 'company: {ref: companies} → company: {ref: companies, by: Company code}',
  },
  'mapping.ref-cycle': {
    title: 'circle of relations',
    message: ({ blocks }) => `required relations form a circle: ${blocks}`,
    cause: 'None of the blocks can be loaded before the others.',
    fix: 'Give one of the relations on_missing: defer.',
    example: 'a company must refer to its main contact, and a contact to its company',
  },
  'mapping.inherit': {
    title: 'nothing to inherit',
    message: ({ inherit }) => `cannot inherit "${inherit}"`,
    cause: 'Left of the dot stands a relation of the block, right of it a field of the same nature.',
    fix: 'Fix it, such as inherit: company.owner.',
    example: 'inherit: owner.company → inherit: company.owner',
  },
  'mapping.total-field': {
    title: 'no such field for a total',
    message: ({ field, kind }) => `${kind} has no field "${field}"`,
    cause: 'A typo in sum or by.',
    fix: 'Fix the name.',
    example: 'sum: amuont → sum: amount',
  },
  'mapping.total-number': {
    title: 'total of what is no number',
    message: ({ field, kind }) => `the field "${field}" of ${kind} holds neither money nor a number`,
    cause: 'Only money and numbers can be added up.',
    fix: 'Name a field with money or a number, or leave sum out: then records are counted.',
    example: 'totals: [deal.stage] → totals: [{entity: deal, sum: amount, by: [stage]}]',
  },
  'mapping.total-kind': {
    title: 'total of what is not loaded',
    message: ({ kind }) => `no block loads ${kind}, so there is nothing to total`,
    cause: 'The kind has no block under load.',
    fix: 'Name a kind that is loaded, or take the total out.',
    example: 'totals: [deal.amount] without a block of deals',
  },
  'mapping.check-empty': {
    title: 'check without a condition',
    message: ({ name }) => `the check "${name}" checks nothing`,
    cause: 'It needs total, or entity with count_where.',
    fix: 'Complete it.',
    example: 'checks: [{name: Amounts, max: 0}] → add entity: deal and count_where',
  },
  'mapping.source-unused': {
    title: 'unused source',
    message: ({ source }) => `nothing reads the source "${source}"`,
    cause: 'load has no block for it.',
    fix: 'Add a block or remove the source.',
    example: 'sources: {deals: …}, and no block has from: deals',
  },
  'mapping.key-auto': {
    title: 'key made of the row',
    message: ({ block }) => `block "${block}": the content of the row is its key`,
    cause: 'A corrected row will look like a new record, and the old one stays.',
    fix: 'If the file has a code or id, name it in key.',
    example: 'key: auto → key: Code',
  },
  'mapping.custom-undeclared': {
    title: 'custom field not declared',
    message: ({ name }) => `custom_fields has no "${name}"`,
    cause: 'A typo, or the field was not described: the CRM will have no place for it.',
    fix: 'Fix the name or declare the field.',
    example: 'custom: {area: {from: Area}} → custom_fields: {company.area: {target: UF_CRM_AREA, type: number}}',
  },
} satisfies Partial<WordingsOf<typeof mappingIssues>>;
