import type { Context } from '../../context.ts';
import type { Row } from '../../model/row.ts';
import type { ContactPoint } from '../../text/onec-contact.ts';
import { phonesIn } from '../../text/onec-contact-kind.ts';
import { putDocument, documentColumns, type OnecDocument } from './document.ts';
import { mergeParties, mergePersons, type Difference } from './merge.ts';
import {
  hiddenPhones,
  putParty,
  partyColumns,
  putPerson,
  personColumns,
  type HiddenPhone,
  type Named,
  type Party,
  type Person,
  repeatedColumns,
} from './party.ts';
import { reportRow } from './reading.ts';
import { putPoints } from './contact-cells.ts';
import { batchRows, RowTable, type Put } from './row-table.ts';
import { Shelf } from './shelf.ts';

/** Names of the tables every 1C source gives. */
export const tableNames = {
  parties: 'Контрагент',
  persons: 'КонтактноеЛицо',
  documents: 'Документ',
  /** Contact information published without its owners, to be joined by `Владелец`. */
  contacts: 'КонтактнаяИнформация',
} as const;

/** Takes what a reader has understood and makes rows of it: repeated records collapsed, findings reported, records counted. */
export class Output {
  readonly #context: Context;
  readonly #file: string;
  readonly #parties: RowTable;
  readonly #persons: RowTable;
  readonly #documents: RowTable;
  readonly #contacts: RowTable;
  readonly #partyShelf: Shelf<Party>;
  readonly #personShelf: Shelf<Person>;
  readonly #ownKeys = new Set<string>();
  #deleted = 0;
  #own = 0;

  constructor(file: string, context: Context) {
    this.#file = file;
    this.#context = context;
    this.#parties = new RowTable(file, tableNames.parties, { columns: partyColumns, repeats: repeatedColumns });
    this.#persons = new RowTable(file, tableNames.persons, { columns: personColumns, repeats: repeatedColumns });
    this.#documents = new RowTable(file, tableNames.documents, {
      columns: documentColumns,
      batch: batchRows.documents,
    });
    this.#contacts = new RowTable(file, tableNames.contacts, { columns: ['Владелец'] });
    const differs =
      (key: string, line: number) =>
      ({ column, kept, other }: Difference): void => {
        const place = { table: this.#parties.table, line };
        reportRow(context, place, { code: 'onec.differs', args: { key, kept, other } }, { column, value: other });
      };
    this.#partyShelf = new Shelf((first, second) => mergeParties(first, second, differs(first.key, second.line)));
    this.#personShelf = new Shelf((first, second) => mergePersons(first, second, differs(first.key, second.line)));
  }

  /** Counterparties and documents given so far, and those that wait for the end. */
  get count(): number {
    const given = [this.#parties, this.#persons, this.#documents, this.#contacts].map(({ count }) => count);
    return given.reduce((sum, count) => sum + count, this.#partyShelf.size + this.#personShelf.size);
  }

  /** The exporter's own companies, wherever in the file it says so. */
  ownCompany(key: string): void {
    if (key !== '') this.#ownKeys.add(key);
  }

  party(party: Party): void {
    if (party.key === '') {
      this.#passParty({ ...party, key: `строка ${party.line}` });
      return;
    }
    const put = this.#partyShelf.put(party);
    if (put === 'passed') this.#passParty(party);
    else if (put === 'late') this.#late(this.#parties, party);
  }

  person(person: Person): void {
    const put = this.#personShelf.put(person);
    if (put === 'passed') this.#passPerson(person);
    else if (put === 'late') this.#late(this.#persons, person);
  }

  document(document: OnecDocument): void {
    if (document.deleted) this.#deleted += 1;
    const row = this.#documents.add(document.line, (put) => putDocument(document, put));
    for (const args of document.items.unnamed())
      reportRow(this.#context, row, { code: 'onec.item-without-name', args });
    for (const phone of phonesIn(document.comment)) {
      const place = { column: 'Комментарий', value: document.comment };
      reportRow(this.#context, row, { code: 'onec.phone-in-text', args: { phone } }, place);
    }
  }

  contact(line: number, owner: string, points: readonly ContactPoint[]): void {
    this.#contacts.add(line, (put) => {
      put('Владелец', owner);
      putPoints(points, put);
    });
  }

  /** Full batches. */
  *ready(): Generator<readonly Row[]> {
    yield* this.#parties.take(false);
    yield* this.#persons.take(false);
    yield* this.#documents.take(false);
    yield* this.#contacts.take(false);
  }

  /** Everything that is left, records that waited for the end included. Reports the counts. */
  *rest(): Generator<readonly Row[]> {
    for (const party of this.#partyShelf.drain()) {
      this.#passParty(party);
      yield* this.#parties.take(false);
    }
    yield* this.#parties.take(true);
    for (const person of this.#personShelf.drain()) {
      this.#passPerson(person);
      yield* this.#persons.take(false);
    }
    yield* this.#persons.take(true);
    yield* this.#documents.take(true);
    yield* this.#contacts.take(true);
    this.#facts();
  }

  #facts(): void {
    const facts = {
      counterparties: this.#parties.count,
      'contact-persons': this.#persons.count,
      documents: this.#documents.count,
      'own-organisations': this.#own,
      deleted: this.#deleted,
    };
    for (const [name, value] of Object.entries(facts)) {
      if (value > 0) this.#context.fact({ file: this.#file, name, value });
    }
  }

  #passParty(waiting: Party): void {
    const own = waiting.own || this.#ownKeys.has(waiting.key);
    const party = own === waiting.own ? waiting : { ...waiting, own };
    if (own) this.#own += 1;
    const hidden = hiddenPhones(party);
    const row = this.#parties.add(party.line, (put) => {
      putParty(party, put);
      putHidden(hidden, put);
    });
    this.#findings(row, party, hidden);
  }

  #passPerson(person: Person): void {
    const hidden = hiddenPhones(person);
    const row = this.#persons.add(person.line, (put) => {
      putPerson(person, put);
      putHidden(hidden, put);
    });
    this.#findings(row, person, hidden);
  }

  #findings(row: Row, named: Named, hidden: readonly HiddenPhone[]): void {
    const kind = row.table.name;
    if (named.deleted) this.#deleted += 1;
    if (named.name === '' && named.fullName === '' && named.lastName === '') {
      reportRow(this.#context, row, { code: 'onec.no-name', args: { kind } });
    }
    if (named.id === '') reportRow(this.#context, row, { code: 'onec.no-id', args: { kind, key: named.key } });
    for (const { phone, where } of hidden) {
      reportRow(this.#context, row, { code: 'onec.phone-in-text', args: { phone } }, { column: where });
    }
  }

  #late(table: RowTable, named: Named): void {
    const columns = [
      ...(named.points.length > 0 ? ['Телефон', 'Почта', 'Адрес'] : []),
      ...(named.name === '' ? [] : ['Наименование']),
    ];
    const row = { table: table.table, line: named.line };
    reportRow(this.#context, row, { code: 'onec.late-copy', args: { key: named.key, columns: columns.join(', ') } });
  }
}

function putHidden(hidden: readonly HiddenPhone[], put: Put): void {
  if (hidden.length === 0) return;
  put(
    'ВозможныйТелефон.Значение',
    hidden.map(({ phone }) => phone),
  );
  put(
    'ВозможныйТелефон.Где',
    hidden.map(({ where }) => where),
  );
}
