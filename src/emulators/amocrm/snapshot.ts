import type { LinkRow } from './links-store.ts';
import type {
  EntityKind,
  StoredAccount,
  StoredCatalog,
  StoredChange,
  StoredElement,
  StoredEntity,
  StoredEnum,
  StoredField,
  StoredNote,
  StoredPipeline,
  StoredReason,
  StoredSource,
  StoredTag,
  StoredTask,
  StoredUser,
} from './records.ts';

type PerKind<T> = Readonly<Record<EntityKind, readonly T[]>>;

/** A whole account as JSON. */
export interface AmocrmSnapshot {
  readonly version: 1;
  readonly account: StoredAccount;
  readonly users: readonly StoredUser[];
  readonly fields: PerKind<StoredField> & { readonly catalogs: readonly StoredField[] };
  readonly pipelines: readonly StoredPipeline[];
  readonly loss_reasons: readonly StoredReason[];
  readonly tags: PerKind<StoredTag>;
  readonly entities: PerKind<StoredEntity>;
  readonly notes: PerKind<StoredNote>;
  readonly tasks: readonly StoredTask[];
  readonly catalogs: readonly StoredCatalog[];
  readonly catalog_elements: readonly StoredElement[];
  readonly sources: readonly StoredSource[];
  readonly links: readonly LinkRow[];
  readonly changes: StoredChange[];
  /** Last number given out in each row of numbers. */
  readonly last_ids: Record<string, number>;
}

/** @throws Error for what is no snapshot of an account */
export function checkedSnapshot(value: unknown): AmocrmSnapshot {
  const keys = Object.keys(emptyAccount());
  const isWhole = typeof value === 'object' && value !== null && keys.every((key) => Object.hasOwn(value, key));
  if (!isWhole || (value as AmocrmSnapshot).version !== 1) throw new Error('not a snapshot of an amoCRM account');
  return value as AmocrmSnapshot;
}

/** Statuses that every pipeline has. */
export const wonStatus = 142;
export const lostStatus = 143;

const phoneKinds = ['WORK', 'WORKDD', 'MOB', 'FAX', 'HOME', 'OTHER'];
const emailKinds = ['WORK', 'PRIV', 'OTHER'];
const messengerKinds = ['SKYPE', 'ICQ', 'JABBER', 'GTALK', 'MSN', 'OTHER'];

/** An account as it is on its first day: an administrator, one pipeline and the fields the vendor puts there. */
export function emptyAccount(): AmocrmSnapshot {
  return {
    version: 1,
    account: firstDay,
    users: [
      { id: 504_141, name: 'Admin', email: 'admin@perenos.example', is_admin: true, is_active: true, group_id: null },
    ],
    fields: { contacts: contactFields(), companies: companyFields(), leads: [], catalogs: [] },
    pipelines: [firstPipeline()],
    loss_reasons: [],
    tags: { contacts: [], companies: [], leads: [] },
    entities: { contacts: [], companies: [], leads: [] },
    notes: { contacts: [], companies: [], leads: [] },
    tasks: [],
    catalogs: [],
    catalog_elements: [],
    sources: [],
    links: [],
    changes: [],
    last_ids: { ...firstIds },
  };
}

const firstDay: StoredAccount = {
  id: 28_805_383,
  name: 'perenos',
  subdomain: 'perenos',
  country: 'RU',
  currency: 'RUB',
  currency_symbol: '₽',
  timezone: 'Europe/Moscow',
  is_unsorted_on: true,
  created_at: 1_700_000_000,
};

const firstIds = {
  element: 40_400_000,
  lead: 28_700_000,
  field: 66_000,
  enum: 193_000,
  pipeline: 3_170_000,
  status: 32_390_000,
  tag: 50_000,
  note: 42_700_000,
  task: 7_080_000,
  other: 10_000,
};

function contactFields(): readonly StoredField[] {
  return predefined(4000, [
    ['POSITION', 'text'],
    ['PHONE', 'multitext', phoneKinds],
    ['EMAIL', 'multitext', emailKinds],
    ['IM', 'multitext', messengerKinds],
  ]);
}

function companyFields(): readonly StoredField[] {
  return predefined(4100, [
    ['PHONE', 'multitext', phoneKinds],
    ['EMAIL', 'multitext', emailKinds],
    ['WEB', 'url'],
    ['ADDRESS', 'textarea'],
  ]);
}

type Predefined = readonly [code: string, type: string, kinds?: readonly string[]];

function predefined(first: number, fields: readonly Predefined[]): readonly StoredField[] {
  return fields.map(([code, type, kinds], index) => ({
    id: first + index * 2,
    name: code,
    type,
    code,
    sort: index + 2,
    is_api_only: false,
    is_predefined: true,
    is_deletable: false,
    enums: kinds === undefined ? null : enumsOf(first * 10 + index * 10, kinds),
    required_statuses: [],
    group_id: null,
  }));
}

function enumsOf(first: number, values: readonly string[]): readonly StoredEnum[] {
  return values.map((value, index) => ({ id: first + index, value, sort: index + 1 }));
}

function firstPipeline(): StoredPipeline {
  const status = { is_editable: true, type: 0 };
  return {
    id: 3_166_396,
    name: 'Pipeline',
    sort: 1,
    is_main: true,
    is_unsorted_on: true,
    is_archive: false,
    statuses: [
      { id: 32_392_156, name: 'Incoming leads', sort: 10, color: '#c1c1c1', is_editable: false, type: 1 },
      { id: 32_392_159, name: 'Initial contact', sort: 20, color: '#99ccff', ...status },
      { id: 32_392_165, name: 'Offer made', sort: 30, color: '#ffff99', ...status },
      { id: 32_392_168, name: 'Negotiation', sort: 40, color: '#ffcc66', ...status },
      ...closingStatuses(),
    ],
  };
}

/** Won and lost, with the numbers they have in every account. */
export function closingStatuses(): readonly StoredPipeline['statuses'][number][] {
  return [
    { id: wonStatus, name: 'Closed - won', sort: 10_000, color: '#CCFF66', is_editable: false, type: 0 },
    { id: lostStatus, name: 'Closed - lost', sort: 11_000, color: '#D5D8DB', is_editable: false, type: 0 },
  ];
}
