import type { CustomField } from '../../model/custom-field.ts';
import { portalFieldOf } from './custom-fields.ts';
import type { Encoding, Fields } from './encoding.ts';
import type { MultiType } from './multi-fields.ts';
import type { ItemKind } from './portal.ts';

/** Where in the portal a canonical field lies. */
interface Place {
  /** Fields of the item, in the universal names. */
  readonly item?: readonly string[];
  readonly multi?: readonly MultiType[];
  /** Fields of the requisites. */
  readonly requisite?: readonly string[];
  readonly part?: 'addresses' | 'accounts' | 'rows';
}

const common: Readonly<Record<string, Place>> = {
  owner: { item: ['assignedById'] },
  comment: { item: ['comments'] },
};
const points: Readonly<Record<string, Place>> = {
  phones: { multi: ['PHONE'] },
  emails: { multi: ['EMAIL'] },
  urls: { multi: ['WEB'] },
  messengers: { multi: ['IM'] },
  addresses: { part: 'addresses' },
};
const names: Readonly<Record<string, Place>> = {
  last_name: { item: ['lastName'] },
  first_name: { item: ['name'] },
  middle_name: { item: ['secondName'] },
};
const source: Readonly<Record<string, Place>> = { source: { item: ['sourceId', 'sourceDescription'] } };

const places: Readonly<Record<ItemKind, Readonly<Record<string, Place>>>> = {
  company: {
    ...common,
    ...points,
    name: { item: ['title'] },
    legal_name: { requisite: ['RQ_COMPANY_FULL_NAME', 'RQ_NAME'] },
    type: { requisite: ['PRESET_ID'] },
    inn: { requisite: ['RQ_INN'] },
    kpp: { requisite: ['RQ_KPP'] },
    ogrn: { requisite: ['RQ_OGRN', 'RQ_OGRNIP'] },
    okpo: { requisite: ['RQ_OKPO'] },
    tax_id: { requisite: ['RQ_BIN', 'RQ_INN'] },
    tax_country: { requisite: ['RQ_BIN', 'RQ_INN'] },
    industry: { item: ['industry'] },
    employees: { item: ['employees'] },
    revenue: { item: ['revenue', 'currencyId'] },
    bank_accounts: { part: 'accounts' },
  },
  contact: {
    ...common,
    ...points,
    ...names,
    ...source,
    full_name: { item: ['name', 'lastName', 'secondName'] },
    salutation: { item: ['honorific'] },
    position: { item: ['post'] },
    birth_date: { item: ['birthdate'] },
    inn: { requisite: ['RQ_INN'] },
    companies: { item: ['companyId', 'companyIds'] },
  },
  lead: {
    ...common,
    ...points,
    ...names,
    ...source,
    title: { item: ['title'] },
    status: { item: ['stageId'] },
    company_name: { item: ['companyTitle'] },
    position: { item: ['post'] },
    amount: { item: ['opportunity', 'currencyId', 'isManualOpportunity'] },
  },
  deal: {
    ...common,
    ...source,
    title: { item: ['title'] },
    pipeline: { item: ['categoryId', 'stageId'] },
    stage: { item: ['categoryId', 'stageId'] },
    outcome: { item: ['stageId'] },
    amount: { item: ['opportunity', 'currencyId', 'isManualOpportunity'] },
    probability: { item: ['probability'] },
    opened_at: { item: ['begindate'] },
    close_date: { item: ['closedate'] },
    closed_at: { item: ['closedate'] },
    company: { item: ['companyId'] },
    contacts: { item: ['contactIds'] },
    items: { part: 'rows' },
  },
};

/** Canonical fields that are written when a record is created and never again. */
export const creationFields = ['created_at', 'updated_at', 'created_by'];

/** Places of changed fields together. */
export interface Touched {
  readonly item: ReadonlySet<string>;
  readonly multi: readonly MultiType[];
  readonly requisite: ReadonlySet<string>;
  readonly parts: ReadonlySet<string>;
}

export function touchedBy(kind: ItemKind, changed: readonly string[], encoding: Encoding): Touched {
  const found = changed.flatMap((field) => places[kind][field] ?? []);
  const custom = (encoding.custom.get(kind) ?? []).filter(({ isCanonical, name }) =>
    changed.includes(isCanonical ? name : 'custom'),
  );
  return {
    item: new Set([
      ...found.flatMap(({ item = [] }) => item),
      ...custom.flatMap((field) => codeOf(kind, field, encoding)),
    ]),
    multi: [...new Set(found.flatMap(({ multi = [] }) => multi))],
    requisite: new Set(found.flatMap(({ requisite = [] }) => requisite)),
    parts: new Set(found.flatMap(({ part }) => part ?? [])),
  };
}

function codeOf(kind: ItemKind, field: CustomField, { portal }: Encoding): readonly string[] {
  const found = portalFieldOf(portal, kind, field.target);
  return found === undefined ? [] : [found.name];
}

/** Codes that a portal does not let go empty: left alone when nothing is wanted there. */
const neverEmpty = new Set(['assignedById', 'title', 'stageId', 'categoryId', 'currencyId', 'PRESET_ID', 'name']);

/** The fields of some places with what is wanted there: an empty text clears one. */
export function wantedFields(names: ReadonlySet<string>, wanted: Fields): Fields {
  const entries = [...names].map((name) => [name, wanted[name] ?? emptyOf(name)] as const);
  return Object.fromEntries(entries.filter(([name]) => wanted[name] !== undefined || !neverEmpty.has(name)));
}

/** Without a sum of its own a record has that of its rows. */
function emptyOf(name: string): unknown {
  if (name === 'isManualOpportunity') return 'N';
  if (name === 'companyId' || name === 'opportunity') return 0;
  return name === 'contactIds' || name === 'companyIds' ? [] : '';
}

/** Canonical fields of a kind that have a place. */
export function heldFields(kind: ItemKind): readonly string[] {
  return Object.keys(places[kind]);
}
