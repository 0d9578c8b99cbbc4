import { counterpartyKind, type CounterpartyKind, type KindDecision } from '../../text/onec-kind.ts';
import { identifier, taxNumbers, truth } from '../../text/onec-values.ts';
import { partyKey } from './commerceml-party.ts';
import { fieldOf, referenceOf, rowsOf, type OnecObject, type OnecRecord, type OnecReference } from './object.ts';
import type { BankAccount } from './party.ts';
import { detached } from '../../text/detached.ts';

/** A counterparty that a file only refers to: its block is all there is. */
export interface Mentioned {
  readonly key: string;
  readonly line: number;
  readonly block: OnecRecord;
}

const partyCatalogs = /^(?:Контрагенты|Партнеры|Партнёры|Клиенты)$/;
const personCatalogs = /^(?:КонтактныеЛица.*|ФизическиеЛица)$/;

export type ObjectRole = 'party' | 'person' | 'document' | 'folder' | 'other';

/** What an object is for us. */
export function roleOf(object: OnecObject): ObjectRole {
  if (object.section === 'document') return 'document';
  if (object.section !== 'catalog') return 'other';
  if (object.name.endsWith('Группа') || truth(fieldOf(object, 'ЭтоГруппа')) === 'true') return 'folder';
  if (partyCatalogs.test(object.name)) return 'party';
  return personCatalogs.test(object.name) ? 'person' : 'other';
}

/** The kind of a counterparty by the fields of its object or of the block that stands for it. */
export function kindOf(record: OnecRecord): KindDecision {
  const { inn, kpp } = taxNumbers(fieldOf(record, 'ИНН'), fieldOf(record, 'КПП'));
  const country = referenceOf(record, 'СтранаРегистрации');
  return counterpartyKind({
    name: fieldOf(record, 'Наименование', 'ФИО'),
    fullName: fieldOf(record, 'НаименованиеПолное', 'ПолноеНаименование'),
    declared: fieldOf(record, 'ЮридическоеФизическоеЛицо', 'ЮрФизЛицо', 'ЮрФизЛицоПартнера', 'ВидКонтрагента'),
    entrepreneur: truth(fieldOf(record, 'ИндивидуальныйПредприниматель', 'ЯвляетсяИП')),
    inn,
    kpp,
    ogrn: fieldOf(record, 'ОГРН', 'РегистрационныйНомер'),
    country: fieldOf(country?.block, 'Код', 'Наименование'),
  });
}

/**
 * What the first pass over a file keeps: names of folders and kinds, kinds of counterparties, contact rows of registers. Objects come
 * in any order, so nothing can be resolved before the end of the file; the objects themselves are not kept.
 */
export class ObjectIndex {
  readonly folders = new Map<string, { readonly name: string; readonly parent: string }>();
  readonly contactKinds = new Map<string, string>();
  readonly kinds = new Map<string, CounterpartyKind>();
  readonly names = new Map<string, string>();
  readonly ownKeys = new Set<string>();
  readonly contactRows = new Map<string, OnecRecord[]>();
  readonly accounts = new Map<string, BankAccount[]>();
  /** Customers of the documents a person is named in. */
  readonly personOwners = new Map<string, Set<string>>();
  readonly mentioned = new Map<string, Mentioned>();
  /** Contact persons that are only referred to. */
  readonly mentionedPersons = new Map<string, Mentioned>();
  /** Partner of a counterparty, by key. */
  readonly partners = new Map<string, string>();
  readonly #aliases = new Map<string, string>();
  readonly #deferredOwners = new Map<string, readonly [Pending, Pending]>();
  readonly #deferredMentions = new Map<
    string,
    { readonly pending: Pending; readonly block: OnecRecord; readonly line: number }
  >();
  readonly #deferredRows: (readonly [Pending, OnecRecord])[] = [];
  readonly #deferredAccounts: (readonly [Pending, BankAccount])[] = [];
  readonly #deferredPartners: (readonly [string, Pending])[] = [];
  readonly #catalogParties = new Set<string>();
  readonly #catalogPersons = new Set<string>();
  readonly #deferredPersons = new Map<
    string,
    { readonly pending: Pending; readonly block: OnecRecord; readonly line: number }
  >();

  /** First pass: every object once. */
  add(object: OnecObject): void {
    const key = keyOf(object);
    for (const alias of object.aliases) this.#aliases.set(detached(alias), detached(key));
    if (object.section === 'register') this.#register(object);
    else if (object.section === 'table') this.#table(object);
    else if (object.section === 'catalog') this.#catalog(object, key);
    else if (object.section === 'document') this.#document(object);
  }

  /** After the last object: what referred to objects by number or stood before them. */
  finish(): void {
    for (const [person, owner] of this.#deferredOwners.values()) {
      addTo(this.personOwners, this.#resolve(person), this.#resolve(owner));
    }
    for (const [owner, row] of this.#deferredRows) push(this.contactRows, this.#resolve(owner), row);
    for (const [owner, account] of this.#deferredAccounts) push(this.accounts, this.#resolve(owner), account);
    for (const [key, partner] of this.#deferredPartners) {
      const partnerKey = this.#resolve(partner);
      if (partnerKey !== '' && this.#catalogParties.has(partnerKey)) this.partners.set(key, partnerKey);
    }
    for (const { pending, block, line } of this.#deferredMentions.values()) {
      const key = this.#resolve(pending);
      if (key === '' || this.#catalogParties.has(key) || this.mentioned.has(key)) continue;
      this.mentioned.set(key, { key, line, block });
      this.kinds.set(key, kindOf(block).kind);
    }
    for (const { pending, block, line } of this.#deferredPersons.values()) {
      const key = this.#resolve(pending);
      if (key !== '' && !this.#catalogPersons.has(key)) this.mentionedPersons.set(key, { key, line, block });
    }
  }

  /** The key of what a reference means; empty for none. */
  keyOf(reference: OnecReference | undefined): string {
    return reference === undefined ? '' : this.#resolve(pendingOf(reference));
  }

  #resolve({ id, otherwise }: Pending): string {
    return this.#aliases.get(id) || (id === '' || isNumber(id) ? otherwise : id);
  }

  /** Whether the file has a catalog of counterparties at all, or only documents. */
  get hasParties(): boolean {
    return this.#catalogParties.size > 0;
  }

  isKnownParty(key: string): boolean {
    return this.#catalogParties.has(key) || this.mentioned.has(key);
  }

  /** Names of the folders around an object, outermost first. */
  groupsOf(reference: OnecReference | undefined): readonly string[] {
    const names: string[] = [];
    const seen = new Set<string>();
    let key = this.keyOf(reference);
    if (!this.folders.has(key)) {
      const name = fieldOf(reference?.block, 'Наименование');
      return name === '' ? [] : [name];
    }
    while (key !== '' && !seen.has(key)) {
      seen.add(key);
      const folder = this.folders.get(key);
      if (folder === undefined) break;
      if (folder.name !== '') names.unshift(folder.name);
      key = folder.parent;
    }
    return names;
  }

  #catalog(object: OnecObject, key: string): void {
    const name = fieldOf(object, 'Наименование', 'ФИО', 'НаименованиеПолное');
    const role = roleOf(object);
    if (role === 'folder') {
      const parent = this.keyOf(referenceOf(object, 'Родитель', 'Группа'));
      this.folders.set(detached(key), { name: detached(name), parent: detached(parent) });
      return;
    }
    if (role === 'party') {
      const stored = detached(key);
      this.#catalogParties.add(stored);
      this.kinds.set(stored, kindOf(object).kind);
      this.names.set(stored, detached(name));
      const partner = referenceOf(object, 'Партнер');
      if (partner !== undefined && object.name === 'Контрагенты')
        this.#deferredPartners.push([stored, pendingOf(partner)]);
      return;
    }
    if (object.name === 'ВидыКонтактнойИнформации') {
      const predefined = fieldOf(object, 'ИмяПредопределенныхДанных') || name;
      if (predefined !== '') this.contactKinds.set(detached(key), detached(predefined));
    } else if (object.name === 'Организации') this.#own(object, key);
    else if (object.name === 'БанковскиеСчета') this.#account(object);
    else if (name !== '' && /^(?:Номенклатура|Валюты|Пользователи|Организации)$/.test(object.name)) {
      this.names.set(detached(key), detached(name));
    }
    if (role !== 'person') return;
    this.#catalogPersons.add(detached(key));
    this.#mention(referenceOf(object, 'Контрагент', 'Владелец', 'Субъект'), object.line);
  }

  #own(record: OnecRecord, key: string): void {
    if (key !== '') this.ownKeys.add(detached(key));
    const { inn, kpp } = taxNumbers(fieldOf(record, 'ИНН'), fieldOf(record, 'КПП'));
    if (inn !== '') this.ownKeys.add(partyKey(inn, kpp, ''));
  }

  #account(object: OnecObject): void {
    const owner = referenceOf(object, 'Владелец', 'Контрагент', 'Контрагенты');
    const number = fieldOf(object, 'НомерСчета');
    if (owner === undefined || number === '') return;
    const bank = referenceOf(object, 'Банк')?.block;
    this.#deferredAccounts.push([
      pendingOf(owner),
      {
        number,
        bik: fieldOf(bank, 'БИК', 'Код'),
        bank: fieldOf(bank, 'Наименование'),
        correspondent: fieldOf(bank, 'КоррСчет'),
      },
    ]);
  }

  #register(object: OnecObject): void {
    if (!/КонтактнаяИнформация/.test(object.name)) return;
    for (const row of rowsOf(object, /./)) {
      const owner = referenceOf(row, 'Объект', 'Владелец');
      if (owner !== undefined) this.#deferredRows.push([pendingOf(owner), row]);
    }
  }

  /** A table of contact information published as a set of its own. */
  #table(object: OnecObject): void {
    if (!object.name.endsWith('_КонтактнаяИнформация')) return;
    this.#deferredRows.push([{ id: detached(identifier(object.id)), otherwise: '' }, object]);
  }

  #document(object: OnecObject): void {
    const customer = referenceOf(object, 'Контрагент', 'Партнер', 'Покупатель');
    const person = referenceOf(object, 'КонтактноеЛицоКонтрагента', 'КонтактноеЛицо');
    if (customer !== undefined && person !== undefined) {
      const pair = [pendingOf(person), pendingOf(customer)] as const;
      this.#deferredOwners.set(pair.map(({ id, otherwise }) => `${id}|${otherwise}`).join('|'), pair);
    }
    this.#mention(customer, object.line);
    if (person?.block !== undefined && person.block.fields.size > 0) {
      const pending = pendingOf(person);
      const known = `${pending.id}|${pending.otherwise}`;
      if (!this.#deferredPersons.has(known))
        this.#deferredPersons.set(known, { pending, block: person.block, line: object.line });
    }
    const own = referenceOf(object, 'Организация');
    if (own !== undefined) {
      const record = own.block;
      if (record !== undefined) this.#own(record, identifier(own.id));
      else if (own.id !== '') this.ownKeys.add(detached(identifier(own.id)));
    }
  }

  #mention(reference: OnecReference | undefined, line: number): void {
    const block = reference?.block;
    if (reference === undefined || block === undefined || block.fields.size === 0) return;
    const pending = pendingOf(reference);
    const known = `${pending.id}|${pending.otherwise}`;
    if (this.#catalogParties.has(pending.id) || this.#deferredMentions.has(known)) return;
    this.#deferredMentions.set(known, { pending, block, line });
  }
}

/** What a reference says, kept until every object has been seen. */
interface Pending {
  readonly id: string;
  /** The key of the block, where the identifier is absent or a number within the file. */
  readonly otherwise: string;
}

function pendingOf(reference: OnecReference): Pending {
  const id = detached(identifier(reference.id));
  const needsBlock = (id === '' || isNumber(id)) && reference.block !== undefined;
  return { id, otherwise: needsBlock ? detached(blockKey(reference.block)) : '' };
}

/** Numbers of objects within a file of the exchange 2.0 are written so by its reader. */
function isNumber(id: string): boolean {
  return id.startsWith('№');
}

/** How an object is known: its identifier, else its tax numbers or name. */
export function keyOf(object: OnecRecord & { readonly id: string }): string {
  return identifier(object.id) || blockKey(object);
}

function blockKey(record: OnecRecord): string {
  const { inn, kpp } = taxNumbers(fieldOf(record, 'ИНН'), fieldOf(record, 'КПП'));
  return partyKey(inn, kpp, fieldOf(record, 'Наименование', 'ФИО', 'НаименованиеПолное'));
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}

function addTo(map: Map<string, Set<string>>, key: string, item: string): void {
  if (key === '' || item === '') return;
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([item]));
  else set.add(item);
}
