import { openDatabase, type Database, type Statement } from '../../store/database.ts';
import { objectOfId } from './objects.ts';

/** A person of the old organisation. */
export interface SalesforceUser {
  readonly name: string;
  readonly isActive: boolean;
  readonly type: string;
}

/** Facts about one record of a relation, as written by `add`. */
export type Facts = readonly string[];

/** What is kept of a record for those that refer to it. */
export type RelationKind =
  | 'person' // person account -> its contact id, its line, its cells
  | 'twin' // contact of a person account -> the account
  | 'role' // opportunity -> contact, role, whether primary
  | 'item' // opportunity -> product, quantity, price, ...
  | 'product' // product -> name, unit
  | 'price' // product -> price book, price, currency
  | 'entry' // price book entry -> product
  | 'member' // contact or lead -> campaign
  | 'works' // contact -> account, role
  | 'joint' // task or event -> another person or record
  | 'document' // document -> record it is linked to
  | 'parent' // account that only its children name -> its name, the file and line of the first
  | 'case' // case -> contact and account it is about, its number
  | 'mail'; // task -> links it passes on to its e-mail

/**
 * What records of one export must know of each other. Lists that grow with the data are in a temporary file that SQLite removes by
 * itself; small tables (people, record types, campaigns, currencies) are in memory.
 */
export class Relations {
  readonly users = new Map<string, SalesforceUser>();
  readonly groups = new Map<string, string>();
  readonly recordTypes = new Map<string, string>();
  readonly campaigns = new Map<string, string>();
  readonly standardBooks = new Set<string>();
  /** Objects of tree records, whose keys have no prefix that would tell. */
  readonly treeObjects = new Map<string, string>();
  corporateCurrency = '';
  /** Cases are loaded as records that others can be linked to. */
  takesCases = false;
  readonly #database: Database = openDatabase('');
  readonly #insert: Statement;
  readonly #select: Statement<{ readonly facts: string }>;
  readonly #setAlias: Statement;
  readonly #getAlias: Statement<{ readonly target: string }>;
  readonly #see: Statement;
  readonly #kinds = new Set<RelationKind>();
  #aliases = 0;
  #pending = 0;

  constructor() {
    this.#database.pragma('journal_mode = OFF');
    this.#database.pragma('synchronous = OFF');
    this.#database.exec(`
      CREATE TABLE relation (kind TEXT, parent TEXT, number INTEGER, facts TEXT, PRIMARY KEY (kind, parent, number)) STRICT, WITHOUT ROWID;
      CREATE TABLE alias (id TEXT PRIMARY KEY, target TEXT) STRICT, WITHOUT ROWID;
      CREATE TABLE seen (object TEXT, id TEXT, PRIMARY KEY (object, id)) STRICT, WITHOUT ROWID;
    `);
    this.#insert = this.#database.prepare('INSERT INTO relation VALUES (?, ?, ?, ?)');
    this.#select = this.#database.prepare('SELECT facts FROM relation WHERE kind = ? AND parent = ? ORDER BY number');
    this.#setAlias = this.#database.prepare('INSERT OR IGNORE INTO alias VALUES (?, ?)');
    this.#getAlias = this.#database.prepare('SELECT target FROM alias WHERE id = ?');
    this.#see = this.#database.prepare('INSERT OR IGNORE INTO seen VALUES (?, ?)');
    this.#database.exec('BEGIN');
  }

  add(kind: RelationKind, parent: string, facts: Facts): void {
    if (parent === '') return;
    this.#kinds.add(kind);
    this.#pending += 1;
    this.#insert.run(kind, parent, this.#pending, JSON.stringify(facts));
  }

  find(kind: RelationKind, parent: string): readonly Facts[] {
    if (parent === '' || !this.#kinds.has(kind)) return [];
    return this.#select.all(kind, parent).map(({ facts }) => JSON.parse(facts) as Facts);
  }

  has(kind: RelationKind): boolean {
    return this.#kinds.has(kind);
  }

  /** Everything of a kind, by parent; page by page, so that it may be written to in between. */
  *all(kind: RelationKind): Generator<readonly [parent: string, facts: Facts]> {
    const query: Statement<{ readonly parent: string; readonly facts: string }> = this.#database.prepare(
      'SELECT parent, facts FROM relation WHERE kind = ? AND parent > ? ORDER BY parent LIMIT 500',
    );
    let after = '';
    for (;;) {
      const page = query.all(kind, after);
      for (const { parent, facts } of page) yield [parent, JSON.parse(facts) as Facts];
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.parent;
    }
  }

  /** A record that lost a merge, or a lead that was converted: whoever refers to it means another one. */
  addAlias(id: string, target: string): void {
    if (id === '' || target === '' || id === target) return;
    this.#aliases += 1;
    this.#setAlias.run(id, target);
  }

  /** The record an id means in the end. */
  resolve(id: string): string {
    if (this.#aliases === 0 || id === '') return id;
    let current = id;
    for (let step = 0; step < 20; step += 1) {
      const found = this.#getAlias.get(current);
      if (found === undefined || found.target === id) return current;
      current = found.target;
    }
    return current;
  }

  /** Notes an id; false when it was noted before. */
  seeOnce(object: string, id: string): boolean {
    return this.#see.run(object, id).changes > 0;
  }

  objectOf(id: string): string | undefined {
    return this.treeObjects.get(id) ?? objectOfId(id);
  }

  close(): void {
    this.#database.close();
  }
}
