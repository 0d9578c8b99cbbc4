import type { DedupeRules, ExactIdentifier } from '../model/dedupe.ts';
import type { Staged } from '../model/staged.ts';
import { DecisionBinder, type DecisionBook } from './decisions.ts';
import { TextHash } from './hash.ts';
import { eachIdentifyingValue, identifyingValues, type TakeIdentifyingValue } from './identifying-values.ts';
import { KeyColumns, type SortedKeys, type UnsortedKeys } from './key-columns.ts';
import type { LoadedSet, MatchedKind, MatchInput, SkippedBlock } from './matcher.ts';
import { joinLoaded } from './join-loaded.ts';
import { packedIdentifier } from './packed-keys.ts';
import { RecordList, type RecordListState } from './record-list.ts';
import { TextArena, type TextArenaState } from './text-arena.ts';

/** Identifiers in the order in which they are trusted. */
export const identifierOrder: readonly ExactIdentifier[] = ['source-key', 'inn', 'email', 'phone'];

/** What is kept of every record for exact matching: some 60 bytes and its name. */
export interface ExactTable {
  readonly list: RecordList;
  readonly keys: Readonly<Record<ExactIdentifier, SortedKeys>>;
  /** What a record says of itself, as `judgeOf` reads it. */
  readonly identities: TextArena;
  /** 53-bit hash of the identity: equal ones need no comparison. */
  readonly identityHashes: Float64Array;
  readonly placeholders: readonly SkippedBlock[];
  /** Decisions of people that speak of the records. */
  readonly binder: DecisionBinder;
}

/** What a record says of itself: name parts for a person; name, INN and KPP for a company. */
function identityParts({ data }: Staged<MatchedKind>): readonly string[] {
  if (!('full_name' in data)) return [data.name, data.inn ?? '', data.kpp ?? ''];
  return [data.last_name ?? '', data.first_name ?? '', data.middle_name ?? '', data.full_name, data.inn ?? ''];
}

const separator = '\u001f';

/** As much of an identity as its judge reads: the name as one text only of a person whose name is not known by its parts. */
function judgedText({ data }: Staged<MatchedKind>, [first = '', ...rest]: readonly string[]): string {
  const isInParts = 'full_name' in data && data.last_name && data.first_name;
  const [given = '', middle = '', , inn = ''] = rest;
  if (isInParts) return `${first}${separator}${given}${separator}${middle}${separator}${separator}${inn}`;
  return [first, ...rest].join(separator);
}

/** All that was noted of records, for another thread: nothing of what decisions speak of. */
export interface ExactTableState {
  readonly list: RecordListState;
  readonly identities: TextArenaState;
  readonly identityHashes: Float64Array<ArrayBuffer>;
  readonly columns: Readonly<Record<ExactIdentifier, UnsortedKeys>>;
  readonly counts: ReadonlyMap<string, number>;
}

/** Takes records one after another, as they are read. */
export class ExactTableBuilder {
  #list = new RecordList();
  #identities = new TextArena();
  #identityHashes = new Float64Array(1024);
  #columns: Record<ExactIdentifier, KeyColumns> = {
    'source-key': new KeyColumns(),
    inn: new KeyColumns(),
    email: new KeyColumns(),
    phone: new KeyColumns(),
  };
  readonly #used: ReadonlySet<ExactIdentifier>;
  readonly #excluded: ReadonlySet<string>;
  #counts = new PlaceholderCounts();
  readonly #binder: DecisionBinder;
  readonly #hash = new TextHash();

  constructor(rules: DedupeRules, decisions?: DecisionBook) {
    this.#used = new Set(rules.identifiers);
    this.#excluded = new Set(rules.placeholders.map((value) => value.toLowerCase()));
    this.#binder = new DecisionBinder(decisions);
  }

  /** Hands over what was noted; `goOn` takes it up, here or in another thread. */
  handOver(): ExactTableState {
    const { 'source-key': key, inn, email, phone } = this.#columns;
    return {
      list: this.#list.handOver(),
      identities: this.#identities.handOver(),
      identityHashes: this.#identityHashes,
      columns: { 'source-key': key.handOver(), inn: inn.handOver(), email: email.handOver(), phone: phone.handOver() },
      counts: this.#counts.all,
    };
  }

  /** Goes on with what was noted elsewhere, instead of what it has noted itself. */
  goOn({ list, identities, identityHashes, columns, counts }: ExactTableState): void {
    this.#list = RecordList.goingOn(list);
    this.#identities = TextArena.goingOn(identities);
    this.#identityHashes = identityHashes;
    this.#columns = {
      'source-key': KeyColumns.goingOn(columns['source-key']),
      inn: KeyColumns.goingOn(columns.inn),
      email: KeyColumns.goingOn(columns.email),
      phone: KeyColumns.goingOn(columns.phone),
    };
    this.#counts = new PlaceholderCounts(counts);
  }

  add(record: Staged<MatchedKind>): void {
    const number = this.#list.add(record);
    const judged = this.#binder.note(record, number);
    if (number === this.#identityHashes.length) this.#identityHashes = grown(this.#identityHashes);
    const parts = identityParts(record);
    this.#identities.add(judgedText(record, parts));
    const hash = this.#hash.start(2).addFolded(parts, separator).end();
    // A record that a decision speaks of is compared for itself, whatever equals it.
    this.#identityHashes[number] = judged ? -1 - number : (hash.high & 0x1fffff) * 0x100000000 + hash.low;
    eachIdentifyingValue(record, this.#excluded, this.#take);
  }

  /** Of the record added last. */
  readonly #take: TakeIdentifyingValue = (type, value, placeholder) => {
    if (!this.#used.has(type)) return;
    if (placeholder) {
      this.#counts.add(type, value);
      return;
    }
    const hash = this.#hash.start(3).add(value).end();
    this.#columns[type].add(hash.high, hash.low, this.#list.length - 1);
  };

  /** Lets the records in that earlier runs loaded and that share a key with one of this run. @returns pairs that are one already */
  join(loaded: LoadedSet): readonly (readonly [number, number])[] {
    for (const [place, type] of identifierOrder.entries()) {
      if (type === 'source-key') continue;
      this.#columns[type].each((high, low, number) => {
        if (loaded.isOpen(this.#list.seqOf(number))) loaded.look(packedIdentifier(place, high, low));
      });
    }
    return joinLoaded(this.#list, loaded, (record) => this.add(record));
  }

  /** Ends the table: to be called once, after the last record. */
  finish(): ExactTable {
    const columns = this.#columns;
    const keys = {
      'source-key': columns['source-key'].sort(),
      inn: columns.inn.sort(),
      email: columns.email.sort(),
      phone: columns.phone.sort(),
    };
    return {
      list: this.#list,
      keys,
      identities: this.#identities,
      identityHashes: this.#identityHashes,
      placeholders: this.#counts.blocks(),
      binder: this.#binder,
    };
  }
}

/** Reads all records once. */
export function readExactTable(input: MatchInput<MatchedKind>, rules: DedupeRules): ExactTableBuilder {
  const builder = new ExactTableBuilder(rules, input.decisions);
  for (const page of input.records()) {
    for (const record of page) builder.add(record);
  }
  return builder;
}

function grown(column: Float64Array): Float64Array<ArrayBuffer> {
  const bigger = new Float64Array(column.length * 2);
  bigger.set(column);
  return bigger;
}

/** How many records carry each placeholder; at most a thousand different ones are told apart. */
class PlaceholderCounts {
  readonly #counts: Map<string, number>;

  constructor(counts: Iterable<readonly [string, number]> = []) {
    this.#counts = new Map(counts);
  }

  get all(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  add(type: ExactIdentifier, value: string): void {
    const key = `${type}\u001f${value}`;
    const count = this.#counts.get(key);
    if (count !== undefined || this.#counts.size < 1000) this.#counts.set(key, (count ?? 0) + 1);
  }

  blocks(): SkippedBlock[] {
    return [...this.#counts].map(([key, records]) => {
      const [keyType = '', value = ''] = key.split('\u001f');
      return { reason: 'placeholder', keyType, value, records };
    });
  }
}

/** A key left out, by one record that carries it. */
export interface SharedKey {
  readonly type: ExactIdentifier;
  readonly high: number;
  readonly low: number;
  readonly carrier: number;
  readonly records: number;
}

/** Finds the values of shared keys by reading as many records again as it takes to meet one carrier of each. */
export function valuesOfSharedKeys(
  input: MatchInput<MatchedKind>,
  shared: readonly SharedKey[],
): readonly SkippedBlock[] {
  const wanted = new Map<number, SharedKey[]>();
  for (const key of shared) wanted.set(key.carrier, [...(wanted.get(key.carrier) ?? []), key]);
  const blocks: SkippedBlock[] = [];
  const hash = new TextHash();
  let number = 0;
  for (const page of input.records()) {
    if (wanted.size === 0) break;
    for (const record of page) {
      const keys = wanted.get(number);
      number += 1;
      if (keys === undefined) continue;
      wanted.delete(number - 1);
      for (const { type, value } of identifyingValues(record, new Set())) {
        hash.start(3).add(value).end();
        const key = keys.find((one) => one.type === type && one.high === hash.high && one.low === hash.low);
        if (key) blocks.push({ reason: 'shared', keyType: type, value, records: key.records });
      }
    }
  }
  return blocks;
}
