import type { Context } from '../../context.ts';
import type { Row } from '../../model/row.ts';
import { identifier } from '../../text/onec-values.ts';
import { readContacts } from './contact-rows.ts';
import { keyOf, ObjectIndex, roleOf } from './object-index.ts';
import { documentOf, partyOf, personOf, type Made } from './object-rows.ts';
import { fieldOf, type OnecObject } from './object.ts';
import { Output, tableNames } from './output.ts';
import type { Party } from './party.ts';
import { reportFile, reportRow } from './reading.ts';

/** Reads every object of a file, in file order, resuming after every chunk. Called twice: `quiet` on the first pass. */
export type ReadObjects = (take: (object: OnecObject) => void, quiet: boolean) => AsyncGenerator<void>;

/**
 * Rows of a file of objects in any order. The first pass learns what refers to what; the second makes the rows. Memory holds the names
 * and numbers of the first pass, never the objects.
 */
export async function* readObjects(file: string, read: ReadObjects, context: Context): AsyncGenerator<readonly Row[]> {
  const index = new ObjectIndex();
  const first = (object: OnecObject): void => index.add(object);
  for await (const _ of read(first, true)) continue;
  index.finish();
  const stage = new Stage(file, index, context);
  const second = (object: OnecObject): void => stage.take(object);
  for await (const _ of read(second, false)) yield* stage.output.ready();
  stage.finish();
  yield* stage.output.rest();
  stage.report();
}

class Stage {
  readonly output: Output;
  readonly #file: string;
  readonly #index: ObjectIndex;
  readonly #context: Context;
  readonly #found = new Map<string, number>();
  readonly #unresolved = new Set<string>();
  #folders = 0;

  constructor(file: string, index: ObjectIndex, context: Context) {
    this.#file = file;
    this.#index = index;
    this.#context = context;
    this.output = new Output(file, context);
    for (const key of index.ownKeys) this.output.ownCompany(key);
  }

  take(object: OnecObject): void {
    if (object.section === 'deletion') {
      const args = { kind: object.name, key: object.id };
      reportRow(this.#context, this.#place(tableNames.parties, object.line), { code: 'onec.deleted-object', args });
      return;
    }
    this.#found.set(object.name, (this.#found.get(object.name) ?? 0) + 1);
    const role = roleOf(object);
    if (object.section === 'table' && object.name.endsWith('_КонтактнаяИнформация')) this.#contact(object);
    else if (role === 'folder') this.#folders += 1;
    else if (role === 'party') this.#party(object);
    else if (role === 'person') {
      this.output.person(this.#checked(personOf(object, this.#index), tableNames.persons));
    } else if (role === 'document') this.#document(object);
  }

  finish(): void {
    for (const { key, line, block } of this.#index.mentioned.values()) {
      const id = fieldOf(block, 'Ссылка');
      this.output.party(this.#checked(partyOf(block, { key, id, line }, this.#index), tableNames.parties));
    }
    for (const { line, block } of this.#index.mentionedPersons.values()) {
      const person = { ...block, name: '', id: fieldOf(block, 'Ссылка'), line };
      this.output.person(this.#checked(personOf(person, this.#index), tableNames.persons));
    }
  }

  report(): void {
    const file = this.#file;
    for (const [name, count] of this.#found) this.#context.fact({ file, name: `objects.${name}`, value: count });
    if (this.#folders > 0) this.#context.fact({ file, name: 'folders', value: this.#folders });
    if (this.output.count > 0) return;
    const found = [...this.#found].map(([name, count]) => `${name} — ${count}`).join(', ');
    if (found === '') reportFile(this.#context, file, { code: 'onec.nothing', args: { file } });
    else reportFile(this.#context, file, { code: 'onec.no-customers', args: { file, found } });
  }

  /** Rows published without their owners; those whose owner is in the file belong to it already. */
  #contact(object: OnecObject): void {
    const owner = identifier(object.id);
    if (this.#index.isKnownParty(owner)) return;
    const contacts = readContacts([object], this.#index.contactKinds);
    this.output.contact(
      object.line,
      owner,
      this.#checked({ made: { line: object.line, contacts }, contacts }, tableNames.contacts).contacts.points,
    );
  }

  #party(object: OnecObject): void {
    const own = keyOf(object) || `строка ${object.line}`;
    const place = { key: own, id: identifier(object.id), line: object.line };
    const party = this.#checked(partyOf(object, place, this.#index), tableNames.parties);
    const partner = this.#index.partners.get(own);
    this.output.party(partner === undefined ? party : this.#requisites(party, partner));
  }

  /** The first counterparty of a partner holds the requisites of the customer; further ones stay, below the partner. */
  #requisites(party: Party, partner: string): Party {
    const known = this.#merged.has(partner);
    this.#merged.add(partner);
    if (known) return { ...party, parent: party.parent || partner };
    const name = this.#index.names.get(partner) ?? party.name;
    return { ...party, key: partner, id: partner, name, fullName: party.fullName || party.name };
  }
  readonly #merged = new Set<string>();

  #document(object: OnecObject): void {
    const document = documentOf(object, this.#index);
    const { customer } = document;
    // Movements within the company (transfers, payroll) have no counterparty: not deals.
    if (customer === undefined && document.amount === '') return;
    this.output.document(document);
    if (customer === undefined || !this.#index.hasParties || this.#index.isKnownParty(customer.key)) return;
    if (this.#unresolved.has(customer.key)) return;
    this.#unresolved.add(customer.key);
    const place = { column: 'Покупатель', value: customer.key };
    const args = { key: customer.key };
    reportRow(
      this.#context,
      this.#place(tableNames.documents, object.line),
      { code: 'onec.unresolved-reference', args },
      place,
    );
  }

  #checked<T extends { readonly line: number }>({ made, contacts }: Made<T>, table: string): T {
    const place = this.#place(table, made.line);
    for (const { text, taken } of contacts.broken) {
      const at = { column: 'ЗначенияПолей', value: text.slice(0, 200) };
      reportRow(this.#context, place, { code: 'onec.contact-unreadable', args: { taken } }, at);
    }
    for (const kind of contacts.unknown)
      reportRow(this.#context, place, { code: 'onec.contact-unknown', args: { kind } });
    return made;
  }

  #place(name: string, line: number): Row {
    return { table: { file: this.#file, name, columns: [] }, line, cells: [] };
  }
}
