import { Bindings, type Binding } from './bindings.ts';
import { entityTypes, type EntityName, type EntityType } from './entity-types.ts';
import type { Field } from './field.ts';
import { ItemTable, type Item } from './item-table.ts';
import { PortalTime } from './portal-time.ts';
import {
  defaultCategories,
  defaultCurrencies,
  defaultStatuses,
  defaultUsers,
  stageList,
  type CategoryRow,
  type CurrencyRow,
  type StatusRow,
  type UserRow,
} from './reference-data.ts';
import { RowTable, type DataRow } from './row-table.ts';
import type { PortalSettings } from './settings.ts';

const rowTables = ['requisites', 'bankDetails', 'addresses', 'comments', 'activities', 'productRows'] as const;
export type RowTableName = (typeof rowTables)[number];

/** Everything a portal holds, as `/admin/state` gives it. */
export interface PortalSnapshot {
  readonly system: 'bitrix24';
  readonly items: Readonly<Record<EntityName, { readonly lastId: number; readonly items: readonly Item[] }>>;
  readonly rows: Readonly<Record<RowTableName, { readonly lastId: number; readonly rows: readonly DataRow[] }>>;
  readonly bindings: Readonly<Record<BindingName, readonly (readonly [number, readonly Binding[]])[]>>;
  readonly statuses: readonly StatusRow[];
  readonly categories: readonly CategoryRow[];
  readonly users: readonly UserRow[];
  readonly currencies: readonly CurrencyRow[];
  readonly customFields: Readonly<Record<EntityName, readonly Field[]>>;
  readonly lastMultiId: number;
  readonly lastCustomFieldId: number;
  readonly automations: number;
}

export type BindingName = 'contactCompanies' | 'dealContacts' | 'leadContacts';

/** The state of one portal. */
export class Portal {
  readonly settings: PortalSettings;
  readonly time: PortalTime;
  readonly items: Readonly<Record<EntityName, ItemTable>>;
  readonly rows: Readonly<Record<RowTableName, RowTable>>;
  readonly bindings: Readonly<Record<BindingName, Bindings>> = {
    contactCompanies: new Bindings(),
    dealContacts: new Bindings(),
    leadContacts: new Bindings(),
  };
  statuses: StatusRow[] = defaultStatuses();
  categories: CategoryRow[] = [...defaultCategories];
  users: UserRow[] = [...defaultUsers];
  currencies: CurrencyRow[] = [...defaultCurrencies];
  #customFields: Readonly<Record<EntityName, readonly Field[]>> = { lead: [], deal: [], contact: [], company: [] };
  readonly #fields = new Map<EntityName, readonly Field[]>();
  lastMultiId = 0;
  lastCustomFieldId = 0;
  /** How often robots and business processes would have been started. */
  automations = 0;

  constructor(settings: PortalSettings) {
    this.settings = settings;
    this.time = new PortalTime(settings.zone);
    const table = (): ItemTable => new ItemTable(settings.firstId);
    this.items = { lead: table(), deal: table(), contact: table(), company: table() };
    this.rows = {
      requisites: new RowTable(),
      bankDetails: new RowTable(),
      addresses: new RowTable(),
      comments: new RowTable(),
      activities: new RowTable(),
      productRows: new RowTable(),
    };
  }

  /** Standard and custom fields; the same array until a custom field changes. */
  fieldsOf(type: EntityType): readonly Field[] {
    const known = this.#fields.get(type.name);
    if (known !== undefined) return known;
    const fields = [...type.fields, ...this.#customFields[type.name]];
    this.#fields.set(type.name, fields);
    return fields;
  }

  customFieldsOf({ name }: Pick<EntityType, 'name'>): readonly Field[] {
    return this.#customFields[name];
  }

  setCustomFields({ name }: Pick<EntityType, 'name'>, fields: readonly Field[]): void {
    this.#customFields = { ...this.#customFields, [name]: fields };
    this.#fields.delete(name);
  }

  nextMultiId(): number {
    this.lastMultiId += 1;
    return this.lastMultiId;
  }

  /** Bank accounts and addresses hang on a requisite and go with it. */
  forgetRowsOfRequisite(id: number): void {
    this.rows.bankDetails.deleteWhere(({ values }) => values['ENTITY_ID'] === id);
    this.rows.addresses.deleteWhere(({ values }) => values['ENTITY_TYPE_ID'] === 8 && values['ENTITY_ID'] === id);
  }

  /** Values of a list in their order. */
  list(name: string): readonly StatusRow[] {
    return this.statuses.filter(({ list }) => list === name).sort((one, two) => one.sort - two.sort || one.id - two.id);
  }

  /** The list that a type's stages are in. */
  stageListOf(type: EntityType, category: number): string {
    return type.name === 'lead' ? 'STATUS' : stageList(category);
  }

  dump(): PortalSnapshot {
    return {
      system: 'bitrix24',
      items: mapValues(this.items, (table) => table.dump()),
      rows: mapValues(this.rows, (table) => table.dump()),
      bindings: mapValues(this.bindings, (bindings) => bindings.dump()),
      statuses: this.statuses,
      categories: this.categories,
      users: this.users,
      currencies: this.currencies,
      customFields: this.#customFields,
      lastMultiId: this.lastMultiId,
      lastCustomFieldId: this.lastCustomFieldId,
      automations: this.automations,
    };
  }

  load(snapshot: PortalSnapshot): void {
    const given = structuredClone(snapshot);
    for (const { name } of entityTypes) this.items[name].load(given.items[name]);
    for (const name of rowTables) this.rows[name].load(given.rows[name]);
    for (const name of Object.keys(this.bindings) as BindingName[]) this.bindings[name].load(given.bindings[name]);
    this.statuses = [...given.statuses];
    this.categories = [...given.categories];
    this.users = [...given.users];
    this.currencies = [...given.currencies];
    for (const type of entityTypes) this.setCustomFields(type, given.customFields[type.name]);
    this.lastMultiId = given.lastMultiId;
    this.lastCustomFieldId = given.lastCustomFieldId;
    this.automations = given.automations;
  }
}

function mapValues<K extends string, V, R>(record: Readonly<Record<K, V>>, map: (value: V) => R): Record<K, R> {
  const entries = Object.entries(record) as [K, V][];
  return Object.fromEntries(entries.map(([key, value]) => [key, map(value)])) as Record<K, R>;
}
