import type { ChildColumn, ChildTable, KindLayout } from './layout.ts';
import { layouts } from './layout.ts';

/** The statements that make an empty database: tables, then views. Indexes are separate, see `indexStatements`. */
export function schemaStatements(): readonly string[] {
  const tables = Object.values(layouts).flatMap((layout) => [
    kindTable(layout),
    ...layout.children.map((child) => childTable(layout, child)),
  ]);
  return [...tables, originTable, runTable, metaTable, ...views];
}

/** Built after a load, when they cost a third of what they cost during it (`performance.md` section 4). */
export function indexStatements(): readonly string[] {
  const children = Object.values(layouts).flatMap((layout) =>
    layout.children.flatMap((child) => [
      index(child.table, `${layout.kind}_id`),
      ...child.columns.filter((column) => column.as === 'ref').map((column) => index(child.table, column.column)),
    ]),
  );
  return [
    ...children,
    index('origin', 'kind, record_id'),
    ...['contact', 'company', 'lead'].flatMap((kind) => [
      index(`${kind}_phone`, 'value'),
      index(`${kind}_email`, 'value'),
    ]),
    index('company', 'inn'),
    index('deal', 'company_id'),
  ];
}

function index(table: string, columns: string): string {
  return `CREATE INDEX IF NOT EXISTS ${table}_by_${columns.replace(/, /g, '_')} ON ${table} (${columns})`;
}

function kindTable(layout: KindLayout): string {
  return table(layout.kind, [
    'id INTEGER PRIMARY KEY',
    ...layout.scalars.map((column) => `"${column.field}" ${column.type}${column.required === true ? ' NOT NULL' : ''}`),
    ...layout.money.flatMap((money) => [`"${money.field}" TEXT`, `${money.currencyColumn} TEXT`]),
    ...layout.references.map(({ field, kind }) => `${field}_id INTEGER REFERENCES ${kind} (id)`),
  ]);
}

function childTable(layout: KindLayout, child: ChildTable): string {
  return table(child.table, [
    `${layout.kind}_id INTEGER NOT NULL REFERENCES ${layout.kind} (id) ON DELETE CASCADE`,
    ...child.columns.flatMap(childColumns),
  ]);
}

function childColumns(column: ChildColumn): readonly string[] {
  switch (column.as) {
    case 'text':
      return [`"${column.column}" TEXT${column.required === true ? ' NOT NULL' : ''}`];
    case 'flag':
      return [`${column.column} INTEGER NOT NULL`];
    case 'money':
      return [`${column.column} TEXT`, `${column.column}_currency TEXT`];
    case 'ref':
      return [`${column.column} INTEGER REFERENCES ${column.kind} (id)`];
    case 'link':
      return ['kind TEXT NOT NULL', `${column.column} INTEGER NOT NULL`];
  }
}

function table(name: string, columns: readonly string[]): string {
  return `CREATE TABLE ${name} (\n  ${columns.join(',\n  ')}\n) STRICT`;
}

const originTable = table('origin', [
  'kind TEXT NOT NULL',
  'record_id INTEGER NOT NULL',
  'system TEXT NOT NULL',
  '"key" TEXT NOT NULL',
  'file TEXT NOT NULL',
  'sheet TEXT',
  'line INTEGER NOT NULL',
  'UNIQUE (kind, system, "key")',
]);

const runTable = table('perenos_run', [
  'run_id TEXT PRIMARY KEY',
  'plan_hash TEXT NOT NULL',
  'started_at TEXT NOT NULL',
  'finished_at TEXT',
  'tool_version TEXT NOT NULL',
]);

const metaTable = table('perenos_meta', ['name TEXT PRIMARY KEY', 'value TEXT NOT NULL']);

const views = [
  `CREATE VIEW contact_flat AS SELECT contact.id, contact.full_name, contact.last_name, contact.first_name, contact.middle_name,
  (SELECT value FROM contact_phone WHERE contact_id = contact.id ORDER BY is_primary DESC, rowid LIMIT 1) AS phone,
  (SELECT value FROM contact_email WHERE contact_id = contact.id ORDER BY is_primary DESC, rowid LIMIT 1) AS email,
  (SELECT company.name FROM contact_company JOIN company ON company.id = contact_company.company_id
    WHERE contact_id = contact.id ORDER BY is_primary DESC, contact_company.rowid LIMIT 1) AS company,
  contact.position, contact.birth_date, contact.comment
FROM contact`,
  `CREATE VIEW company_flat AS SELECT company.id, company.name, company.legal_name, company.inn, company.kpp,
  (SELECT value FROM company_phone WHERE company_id = company.id ORDER BY is_primary DESC, rowid LIMIT 1) AS phone,
  (SELECT value FROM company_email WHERE company_id = company.id ORDER BY is_primary DESC, rowid LIMIT 1) AS email,
  (SELECT text FROM company_address WHERE company_id = company.id ORDER BY rowid LIMIT 1) AS address,
  (SELECT count(*) FROM contact_company WHERE company_id = company.id) AS contacts,
  company.comment
FROM company`,
];
