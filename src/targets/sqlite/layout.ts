import type { EntityKind } from '../../model/entity.ts';

/** A column that holds one canonical field as it is. */
export interface ScalarColumn {
  readonly field: string;
  readonly type: 'TEXT' | 'INTEGER' | 'REAL';
  /** text and numbers as they are; flag: 0 or 1; json: lists and objects as JSON text. */
  readonly as: 'value' | 'flag' | 'json';
  readonly required?: boolean;
}

/** A child table: one row for each item of a list field. */
export interface ChildTable {
  readonly field: string;
  readonly table: string;
  /** Item properties kept as columns; the empty name stands for an item that is plain text. */
  readonly columns: readonly ChildColumn[];
}

export type ChildColumn =
  | { readonly property: string; readonly column: string; readonly as: 'text' | 'flag'; readonly required?: boolean }
  | { readonly property: string; readonly column: string; readonly as: 'money' }
  | { readonly property: string; readonly column: string; readonly as: 'ref'; readonly kind: EntityKind }
  /** A reference to any kind: a `kind` column beside `ref_id`. */
  | { readonly property: string; readonly column: string; readonly as: 'link' };

/** How one kind lies in tables. */
export interface KindLayout {
  readonly kind: EntityKind;
  readonly scalars: readonly ScalarColumn[];
  /** Money fields: amount as exact text, and the currency in a column beside it. */
  readonly money: readonly { readonly field: string; readonly currencyColumn: string }[];
  /** Single references: `<field>_id`. */
  readonly references: readonly { readonly field: string; readonly kind: EntityKind }[];
  readonly children: readonly ChildTable[];
}

const scalar = (field: string, required = false): ScalarColumn => ({ field, type: 'TEXT', as: 'value', required });
const integer = (field: string): ScalarColumn => ({ field, type: 'INTEGER', as: 'value' });
const real = (field: string): ScalarColumn => ({ field, type: 'REAL', as: 'value' });
const flag = (field: string): ScalarColumn => ({ field, type: 'INTEGER', as: 'flag' });
const json = (field: string): ScalarColumn => ({ field, type: 'TEXT', as: 'json' });
const texts = (...fields: readonly string[]): readonly ScalarColumn[] => fields.map((field) => scalar(field));

const commonScalars: readonly ScalarColumn[] = [
  ...texts('created_at', 'updated_at', 'source'),
  json('tags'),
  scalar('comment'),
  json('custom'),
];
const commonReferences = [
  { field: 'owner', kind: 'user' },
  { field: 'created_by', kind: 'user' },
] as const;

const property = (name: string, required = false): ChildColumn => ({
  property: name,
  column: name,
  as: 'text',
  required,
});
const primary: ChildColumn = { property: 'primary', column: 'is_primary', as: 'flag' };
const linkColumn: ChildColumn = { property: 'ref', column: 'ref_id', as: 'link' };

function contactPointTables(kind: EntityKind): readonly ChildTable[] {
  return [
    {
      field: 'phones',
      table: `${kind}_phone`,
      columns: [
        property('value', true),
        ...['ext', 'type', 'country', 'raw', 'comment'].map((name) => property(name)),
        primary,
      ],
    },
    {
      field: 'emails',
      table: `${kind}_email`,
      columns: [property('value', true), property('type'), property('raw'), primary],
    },
    { field: 'urls', table: `${kind}_url`, columns: [{ property: '', column: 'value', as: 'text', required: true }] },
    { field: 'messengers', table: `${kind}_messenger`, columns: [property('service'), property('value', true)] },
    {
      field: 'addresses',
      table: `${kind}_address`,
      columns: [
        property('text', true),
        ...['type', 'country', 'postal_code', 'region', 'city', 'street', 'house', 'flat'].map((name) =>
          property(name),
        ),
      ],
    },
  ];
}

function participants(field: string, table: string, kind: EntityKind): ChildTable {
  return {
    field,
    table,
    columns: [{ property: 'ref', column: `${kind}_id`, as: 'ref', kind }, property('role'), primary],
  };
}

const links = (field: string, table: string): ChildTable => ({ field, table, columns: [linkColumn] });

/** Layout of every kind; a test holds it against the canonical schemas, so that no field can be forgotten. */
export const layouts: { readonly [K in EntityKind]: KindLayout } = {
  user: {
    kind: 'user',
    scalars: [scalar('full_name', true), scalar('email'), flag('active'), ...commonScalars],
    money: [],
    references: commonReferences,
    children: [],
  },
  product: {
    kind: 'product',
    scalars: [scalar('name', true), ...texts('code', 'unit', 'vat_rate', 'category'), flag('active'), ...commonScalars],
    money: [{ field: 'price', currencyColumn: 'price_currency' }],
    references: commonReferences,
    children: [],
  },
  company: {
    kind: 'company',
    scalars: [
      scalar('name', true),
      ...texts('legal_name', 'legal_form', 'type', 'inn', 'kpp', 'ogrn', 'okpo', 'tax_id', 'tax_country', 'industry'),
      integer('employees'),
      ...commonScalars,
    ],
    money: [{ field: 'revenue', currencyColumn: 'revenue_currency' }],
    references: [{ field: 'parent', kind: 'company' }, ...commonReferences],
    children: [
      ...contactPointTables('company'),
      {
        field: 'bank_accounts',
        table: 'company_bank_account',
        columns: ['account', 'bik', 'bank', 'correspondent', 'currency'].map((name) =>
          property(name, name === 'account'),
        ),
      },
    ],
  },
  contact: {
    kind: 'contact',
    scalars: [
      ...texts('last_name', 'first_name', 'middle_name'),
      scalar('full_name', true),
      ...texts('salutation', 'sex', 'birth_date', 'position', 'department', 'inn'),
      flag('do_not_call'),
      flag('do_not_email'),
      ...commonScalars,
    ],
    money: [],
    references: [{ field: 'manager', kind: 'contact' }, ...commonReferences],
    children: [...contactPointTables('contact'), participants('companies', 'contact_company', 'company')],
  },
  lead: {
    kind: 'lead',
    scalars: [
      scalar('title', true),
      ...texts('status', 'company_name', 'last_name', 'first_name', 'middle_name', 'position'),
      ...commonScalars,
    ],
    money: [{ field: 'amount', currencyColumn: 'currency' }],
    references: commonReferences,
    children: [...contactPointTables('lead'), links('converted_to', 'lead_link')],
  },
  deal: {
    kind: 'deal',
    scalars: [
      scalar('title', true),
      ...texts('number', 'pipeline', 'stage', 'outcome'),
      real('probability'),
      ...texts('opened_at', 'close_date', 'closed_at', 'lost_reason'),
      ...commonScalars,
    ],
    money: [{ field: 'amount', currencyColumn: 'currency' }],
    references: [{ field: 'company', kind: 'company' }, ...commonReferences],
    children: [
      participants('contacts', 'deal_contact', 'contact'),
      {
        field: 'items',
        table: 'deal_item',
        columns: [
          { property: 'product', column: 'product_id', as: 'ref', kind: 'product' },
          property('name', true),
          property('quantity'),
          property('unit'),
          { property: 'price', column: 'price', as: 'money' },
          property('discount'),
          property('vat_rate'),
          { property: 'total', column: 'total', as: 'money' },
        ],
      },
    ],
  },
  activity: {
    kind: 'activity',
    scalars: [
      scalar('type', true),
      scalar('subject', true),
      ...texts('body', 'direction', 'status', 'priority', 'starts_at', 'due_at', 'due_date', 'completed_at'),
      integer('duration_s'),
      flag('all_day'),
      ...commonScalars,
    ],
    money: [],
    references: commonReferences,
    children: [links('links', 'activity_link')],
  },
  note: {
    kind: 'note',
    scalars: [scalar('text', true), ...commonScalars],
    money: [],
    references: [{ field: 'author', kind: 'user' }, ...commonReferences],
    children: [links('links', 'note_link')],
  },
};
