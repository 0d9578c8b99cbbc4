import { contactOfPerson } from './persons.ts';
import type { Relations } from './relations.ts';
import type { RowEdit } from './row-edit.ts';

/** Columns that hold the records an activity, note or file belongs to, by the object they are of. */
export const linkColumns = {
  Account: 'Links.AccountId',
  Contact: 'Links.ContactId',
  Lead: 'Links.LeadId',
  Opportunity: 'Links.OpportunityId',
  Case: 'Links.CaseId',
} as const;
type Linked = keyof typeof linkColumns;

/** Users, the organisation and libraries are no business links. */
const silent = /^(?:005|00D|058|00G)/;

/** Links that lead to objects nobody moves, counted by object and prefix. */
export class DroppedLinks {
  readonly counts = new Map<string, Map<string, number>>();

  add(object: string, id: string, relations: Relations): void {
    const counts = this.counts.get(object) ?? new Map<string, number>();
    this.counts.set(object, counts);
    const prefix = id.startsWith('@') ? (relations.objectOf(id) ?? '@') : id.slice(0, 3);
    counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
}

/** The links of one record. */
export class Links {
  readonly #relations: Relations;
  readonly #found: Record<Linked, string[]> = { Account: [], Contact: [], Lead: [], Opportunity: [], Case: [] };

  constructor(relations: Relations) {
    this.#relations = relations;
  }

  /** Adds the record an id means in the end; false when it is of an object that is not moved. */
  add(id: string): boolean {
    if (id === '' || silent.test(id)) return true;
    const target = this.#relations.resolve(id);
    const object = this.#relations.objectOf(target);
    if (object === 'Account') {
      const person = contactOfPerson(this.#relations, target);
      this.#put(person === undefined ? 'Account' : 'Contact', person ?? target);
    } else if (object === 'Contact' || object === 'Lead' || object === 'Opportunity') this.#put(object, target);
    else if (object === 'Case') return this.#addCase(target);
    else return false;
    return true;
  }

  get isEmpty(): boolean {
    return Object.values(this.#found).every((list) => list.length === 0);
  }

  get ids(): readonly string[] {
    return Object.values(this.#found).flat();
  }

  /** Writes the links into the columns of the row. */
  write(row: RowEdit): void {
    for (const [object, column] of Object.entries(linkColumns)) {
      const list = this.#found[object as Linked];
      row.set(column, list.length === 0 ? null : list);
    }
  }

  /** Whoever a case is about, too: where cases are not loaded as records that can be linked, that is all there is to link to. */
  #addCase(id: string): boolean {
    const relations = this.#relations;
    for (const about of relations.find('case', id).flat()) this.add(about);
    if (!relations.takesCases) return false;
    this.#put('Case', id);
    return true;
  }

  #put(object: Linked, id: string): void {
    const list = this.#found[object];
    if (!list.includes(id)) list.push(id);
  }
}
