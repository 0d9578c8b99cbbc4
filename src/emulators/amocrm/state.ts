import { Links } from './links-store.ts';
import type { AmocrmSnapshot } from './snapshot.ts';
import { Table } from './table.ts';
import {
  entityKinds,
  type EntityKind,
  type StoredAccount,
  type StoredCatalog,
  type StoredChange,
  type StoredElement,
  type StoredEntity,
  type StoredField,
  type StoredNote,
  type StoredPipeline,
  type StoredReason,
  type StoredSource,
  type StoredTag,
  type StoredTask,
  type StoredUser,
} from './records.ts';

type ByKind<T extends { readonly id: number }> = Readonly<Record<EntityKind, Table<T>>>;

/** Numbers for new records. Contacts and companies share a row of numbers, as they do in amoCRM; numbers skip, they never go back. */
export type Sequence =
  | 'element'
  | 'lead'
  | 'field'
  | 'enum'
  | 'pipeline'
  | 'status'
  | 'tag'
  | 'note'
  | 'task'
  | 'other';

/** All that an account of amoCRM holds. */
export class AmocrmState {
  account: StoredAccount;
  readonly users = new Table<StoredUser>();
  readonly entities: ByKind<StoredEntity> = tables();
  readonly fields: ByKind<StoredField> & { readonly catalogs: Table<StoredField> };
  readonly tags: ByKind<StoredTag> = tables();
  readonly notes: ByKind<StoredNote> = tables();
  readonly pipelines = new Table<StoredPipeline>();
  readonly reasons = new Table<StoredReason>();
  readonly tasks = new Table<StoredTask>();
  readonly catalogs = new Table<StoredCatalog>();
  readonly elements = new Table<StoredElement>();
  readonly sources = new Table<StoredSource>();
  readonly links = new Links();
  changes: StoredChange[] = [];
  #last: Record<string, number> = {};
  readonly #random: () => number;

  constructor(snapshot: AmocrmSnapshot, random: () => number) {
    this.#random = random;
    this.fields = { ...tables<StoredField>(), catalogs: new Table<StoredField>() };
    this.account = snapshot.account;
    this.load(snapshot);
  }

  /** Becomes what the snapshot says. */
  load(snapshot: AmocrmSnapshot): void {
    const copy = structuredClone(snapshot);
    this.account = copy.account;
    this.users.fill(copy.users);
    this.fields.catalogs.fill(copy.fields.catalogs);
    for (const kind of entityKinds) {
      this.entities[kind].fill(copy.entities[kind]);
      this.fields[kind].fill(copy.fields[kind]);
      this.tags[kind].fill(copy.tags[kind]);
      this.notes[kind].fill(copy.notes[kind]);
    }
    this.pipelines.fill(copy.pipelines);
    this.reasons.fill(copy.loss_reasons);
    this.tasks.fill(copy.tasks);
    this.catalogs.fill(copy.catalogs);
    this.elements.fill(copy.catalog_elements);
    this.sources.fill(copy.sources);
    this.links.fill(copy.links);
    this.changes = copy.changes;
    this.#last = copy.last_ids;
  }

  /** The next number of that row: greater than all before it, with gaps. */
  nextId(sequence: Sequence): number {
    const last = this.#last[sequence] ?? 1000;
    const next = last + 1 + Math.floor(this.#random() * 3);
    this.#last[sequence] = next;
    return next;
  }

  statusOf(id: number, pipelineId: number): StoredPipeline['statuses'][number] | undefined {
    return this.pipelines.get(pipelineId)?.statuses.find((status) => status.id === id);
  }

  get mainPipeline(): StoredPipeline | undefined {
    return this.pipelines.rows.find(({ is_main: isMain }) => isMain) ?? this.pipelines.rows[0];
  }

  /** Everything, as JSON that the constructor takes. */
  dump(): AmocrmSnapshot {
    return structuredClone({
      version: 1,
      account: this.account,
      users: this.users.rows,
      fields: { ...rowsOf(this.fields), catalogs: this.fields.catalogs.rows },
      pipelines: this.pipelines.rows,
      loss_reasons: this.reasons.rows,
      tags: rowsOf(this.tags),
      entities: rowsOf(this.entities),
      notes: rowsOf(this.notes),
      tasks: this.tasks.rows,
      catalogs: this.catalogs.rows,
      catalog_elements: this.elements.rows,
      sources: this.sources.rows,
      links: this.links.rows(),
      changes: this.changes,
      last_ids: this.#last,
    } satisfies AmocrmSnapshot);
  }
}

function tables<T extends { readonly id: number }>(): ByKind<T> {
  return { contacts: new Table<T>(), companies: new Table<T>(), leads: new Table<T>() };
}

function rowsOf<T extends { readonly id: number }>(
  tables: Readonly<Record<EntityKind, Table<T>>>,
): Record<EntityKind, readonly T[]> {
  return { contacts: tables.contacts.rows, companies: tables.companies.rows, leads: tables.leads.rows };
}

/** How much of each kind there is, records that a person has deleted left out. */
export function countsOf(state: AmocrmState): Readonly<Record<string, number>> {
  const live = (kind: EntityKind): number =>
    state.entities[kind].rows.reduce((sum, row) => (row.is_deleted ? sum : sum + 1), 0);
  return {
    ...Object.fromEntries(entityKinds.map((kind) => [kind, live(kind)])),
    notes: entityKinds.reduce((sum, kind) => sum + state.notes[kind].rows.length, 0),
    tasks: state.tasks.rows.length,
    links: state.links.size,
    tags: entityKinds.reduce((sum, kind) => sum + state.tags[kind].rows.length, 0),
  };
}
