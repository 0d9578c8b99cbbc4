import type { EntityKind } from '../model/entity.ts';
import type { FoundRecord } from './plan-records.ts';
import type { Database } from './database.ts';
import { NameFilter } from './name-filter.ts';
import type { Plan } from './plan.ts';

/** What a name is looked for as, in this order: the first that anything is found by decides. */
export interface NameStep {
  readonly text: string;
  /** Only among the records of the system that asks. */
  readonly isOwnOnly: boolean;
}

/** Whether records of a kind are looked for by name at all. */
export function hasName(kind: EntityKind): kind is 'company' | 'contact' | 'user' {
  return nameFields[kind] !== undefined;
}

export function* nameSteps(
  kind: EntityKind,
  name: string,
  keyOf: (name: string) => CompanyKey | undefined,
): Generator<NameStep> {
  yield { text: foldedFor(kind, name), isOwnOnly: kind === 'contact' };
  const key = kind === 'company' ? keyOf(name) : undefined;
  if (key === undefined) return;
  yield { text: withForm(key), isOwnOnly: false };
  if (!key.hasForm) yield { text: withoutForm(key), isOwnOnly: true };
}

/** Everything a record of this name is found by. */
export function nameTexts(
  kind: EntityKind,
  name: string,
  keyOf: (name: string) => CompanyKey | undefined,
): readonly string[] {
  const key = kind === 'company' ? keyOf(name) : undefined;
  const folded = foldedFor(kind, name);
  if (key === undefined) return [folded];
  return key.hasForm ? [folded, withForm(key), withoutForm(key)] : [folded, withForm(key)];
}

/** Kinds whose records other files know by name only, with the field that holds it. */
const nameFields: Readonly<Partial<Record<EntityKind, string>>> = {
  company: 'name',
  contact: 'full_name',
  user: 'full_name',
};

/** What a company is known by besides its name as written; made by who knows how companies are named. */
export interface CompanyKey {
  readonly full: string;
  readonly formless: string;
  readonly hasForm: boolean;
}

interface Named {
  readonly name: string;
  readonly system: string;
}

const page = 5000;

/** Names of new records that wait until somebody asks for one that may be among them; no more of them than this. */
const mostWaiting = 50_000;

type NameRow = readonly [kind: EntityKind, name: string, system: string, seq: number];

/** Finds records by name, for exports that say "Ромашка" instead of its number. Reads the names when first asked. */
export class NameFinder {
  private readonly plan: Plan;
  private readonly companyKey: (name: string) => CompanyKey | undefined;
  private readonly ready = new Set<EntityKind>();
  private statements: ReturnType<typeof nameStatements> | undefined;
  /** Most names that are looked for are new: it says so without a query. */
  private readonly filter = new NameFilter();
  /** Added, and not in the table yet. */
  private waiting: NameRow[] = [];
  private last: { readonly name: string; readonly key: CompanyKey | undefined } | undefined;

  /** @param companyKey the keys of a company's name; undefined where the name tells too little */
  constructor(plan: Plan, companyKey: (name: string) => CompanyKey | undefined) {
    this.plan = plan;
    this.companyKey = companyKey;
  }

  /**
   * The one planned record of this name, without regard to case, spaces, quotes, ё, (of companies) where the legal form stands and how
   * it is spelt and (of people) the order of words. Where several systems know the name, the one that asks has precedence. A company
   * named without its form is looked for within the own system. People are looked for within their own system only: namesakes are
   * common.
   * @returns `several` when it cannot be told which of them is meant
   */
  find(kind: EntityKind, { name, system }: Named): FoundRecord | 'several' | undefined {
    if (!hasName(kind)) return undefined;
    for (const { text, isOwnOnly } of nameSteps(kind, name, (one) => this.keyOf(one))) {
      const found = this.only(kind, text, { system, isOwnOnly });
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Remembers a record made after the names were read. */
  add(kind: EntityKind, { name, system, seq }: Named & { readonly seq: number }): void {
    if (!this.ready.has(kind)) return;
    this.wait([kind, foldedFor(kind, name), system, seq]);
    const key = kind === 'company' ? this.keyOf(name) : undefined;
    if (key !== undefined) this.wait([kind, withForm(key), system, seq]);
  }

  private wait(row: NameRow): void {
    this.filter.add(row[0], row[1]);
    if (this.waiting.push(row) >= mostWaiting) this.insertWaiting();
  }

  private insertWaiting(): void {
    for (const row of this.waiting) this.statements?.insert.run(...row);
    this.waiting = [];
  }

  private only(
    kind: EntityKind,
    name: string,
    { system, isOwnOnly }: { readonly system: string; readonly isOwnOnly: boolean },
  ): FoundRecord | 'several' | undefined {
    const { find } = this.prepare(kind);
    if (!this.filter.mayHave(kind, name)) return undefined;
    this.insertWaiting();
    const anywhere = isOwnOnly ? [] : find.all(kind, name, null);
    if (!isOwnOnly && anywhere.length < 2) return anywhere[0];
    const own = find.all(kind, name, system);
    if (own.length === 1) return own[0];
    return anywhere.length + own.length === 0 ? undefined : 'several';
  }

  /** Taking a name apart is the dear part: a name that is not found is asked for again when its stub is made. */
  private keyOf(name: string): CompanyKey | undefined {
    if (this.last?.name !== name) this.last = { name, key: this.companyKey(name) };
    return this.last.key;
  }

  private prepare(kind: EntityKind): ReturnType<typeof nameStatements> {
    const { database } = this.plan;
    this.statements ??= nameStatements(database, this.filter);
    if (this.ready.has(kind)) return this.statements;
    this.ready.add(kind);
    // What was merged away is known by its own name too.
    database
      .prepare(
        `INSERT INTO temp.record_name
         SELECT kind, folded_name(kind, json_extract(data, ?)), system, coalesce(survivor, seq) FROM record
         WHERE kind = ? AND status IN ('valid', 'merged') AND data IS NOT NULL`,
      )
      .run(`$.${nameFields[kind]}`, kind);
    if (kind === 'company') this.readCompanyKeys(this.statements);
    return this.statements;
  }

  private readCompanyKeys({ insert }: ReturnType<typeof nameStatements>): void {
    const named = this.plan.database.prepare<unknown[], Named & { at: number; seq: number }>(
      `SELECT seq AS at, coalesce(survivor, seq) AS seq, system, json_extract(data, '$.name') AS name FROM record
       WHERE kind = 'company' AND status IN ('valid', 'merged') AND data IS NOT NULL AND record.seq > ? ORDER BY record.seq LIMIT ${page}`,
    );
    for (let batch = named.all(0); batch.length > 0; batch = named.all(batch.at(-1)?.at ?? 0)) {
      for (const { seq, system, name } of batch) {
        const key = this.companyKey(name);
        if (key === undefined) continue;
        const texts = key.hasForm ? [withForm(key), withoutForm(key)] : [withForm(key)];
        for (const text of texts) {
          this.filter.add('company', text);
          insert.run('company', text, system, seq);
        }
      }
    }
  }
}

/** Names are followed by these keys in one table: a control sign keeps them apart. */
function withForm({ full }: CompanyKey): string {
  return `\u0001${full}`;
}

function withoutForm({ formless }: CompanyKey): string {
  return `\u0002${formless}`;
}

/** @param filter is told of every name that is read */
function nameStatements(database: Database, filter: NameFilter) {
  database.exec('CREATE TEMP TABLE IF NOT EXISTS record_name (kind TEXT, name TEXT, system TEXT, seq INTEGER)');
  database.exec('CREATE INDEX IF NOT EXISTS temp.record_name_by_name ON record_name (kind, name)');
  database.function('folded_name', { deterministic: true }, (given, name) => {
    const kind = given as EntityKind;
    const folded = foldedFor(kind, typeof name === 'string' ? name : '');
    filter.add(kind, folded);
    return folded;
  });
  return {
    insert: database.prepare('INSERT INTO temp.record_name VALUES (?, ?, ?, ?)'),
    find: database.prepare<unknown[], FoundRecord>(
      `SELECT DISTINCT record_name.seq AS seq, 'merged' AS status, record_name.seq AS survivor
       FROM temp.record_name JOIN record ON record.seq = record_name.seq
       WHERE record_name.kind = ? AND name = ? AND status = 'valid' AND record_name.system = coalesce(?, record_name.system) LIMIT 2`,
    ),
  };
}

function foldedFor(kind: EntityKind, name: string): string {
  const folded = name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/["'«»„“”‘’]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return kind === 'company' ? folded : folded.split(' ').toSorted().join(' ');
}
