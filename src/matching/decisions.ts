import type { Staged } from '../model/staged.ts';
import type { DecisionLine, DecisionMember } from './decision-line.ts';
import { TextHash } from './hash.ts';
import type { MatchedKind } from './matcher.ts';

export type { DecisionLine, DecisionMember } from './decision-line.ts';

/** What was last said of a pair, with the fingerprints it was said of. */
export interface PairDecision {
  readonly decision: 'same' | 'different';
  readonly left: DecisionMember;
  readonly right: DecisionMember;
  readonly who: string;
  readonly when: string;
}

function idOf({ system, key }: { readonly system: string; readonly key: string }): string {
  return `${system}\u001f${key}`;
}

function ordered(left: DecisionMember, right: DecisionMember): readonly [DecisionMember, DecisionMember] {
  return idOf(left) <= idOf(right) ? [left, right] : [right, left];
}

/** The decisions of a file for one kind. The last line about a pair counts. */
export class DecisionBook {
  readonly #pairs = new Map<string, PairDecision>();
  readonly #known = new Set<string>();
  /** Pairs about which people said different things, the last of which counts. */
  readonly overruled: readonly PairDecision[];
  readonly #chosen: DecisionLine[] = [];

  constructor(kind: MatchedKind, lines: Iterable<DecisionLine>) {
    const overruled: PairDecision[] = [];
    for (const line of lines) {
      if (line.kind !== kind) continue;
      if (line.decision === 'same' && line.values !== undefined) this.#chosen.push(line);
      for (const [index, first] of line.members.entries()) {
        for (const second of line.members.slice(index + 1)) this.#take(line, ordered(first, second), overruled);
      }
    }
    for (const { left, right } of this.#pairs.values()) this.#known.add(idOf(left)).add(idOf(right));
    this.overruled = overruled;
  }

  #take(line: DecisionLine, [left, right]: readonly [DecisionMember, DecisionMember], overruled: PairDecision[]): void {
    const pair = `${idOf(left)}\u001e${idOf(right)}`;
    const earlier = this.#pairs.get(pair);
    const { decision, who, when } = line;
    if (earlier !== undefined && earlier.who !== who && earlier.decision !== decision) overruled.push(earlier);
    if (decision === 'same' || decision === 'different') this.#pairs.set(pair, { decision, left, right, who, when });
    else this.#pairs.delete(pair);
  }

  /** Lines that choose values for a group and of whose pairs nobody has said anything else since, in order of the file. */
  chosen(): readonly DecisionLine[] {
    return this.#chosen.filter(({ members, when }) =>
      members.every((first, index) =>
        members.slice(index + 1).every((second) => {
          const pair = this.#pairs.get(ordered(first, second).map(idOf).join('\u001e'));
          return pair?.decision === 'same' && pair.when >= when;
        }),
      ),
    );
  }

  get size(): number {
    return this.#pairs.size;
  }

  /** Whether a record occurs in a decision. */
  knows(record: { readonly system: string; readonly key: string }): boolean {
    return this.#known.has(idOf(record));
  }

  /** All pairs, in the order of their ids, so not in that of the file. */
  pairs(): readonly PairDecision[] {
    return [...this.#pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
  }
}

/** Decisions about records at hand: valid ones by record number, and those whose records have changed since. */
export interface BoundDecisions {
  readonly same: readonly (readonly [left: number, right: number])[];
  /** Pairs of `same` that are one record of the target already, as `left right`: nobody need have said anything. */
  readonly known?: ReadonlySet<string>;
  readonly isDifferent: (left: number, right: number) => boolean;
  /** To be asked again, with the old answer. */
  readonly stale: readonly { readonly left: number; readonly right: number; readonly decision: PairDecision }[];
}

/** Finds the records of decisions while records are read. */
export class DecisionBinder {
  readonly #book: DecisionBook | undefined;
  readonly #found = new Map<string, { readonly number: number; readonly fingerprint: string }>();

  constructor(book: DecisionBook | undefined) {
    this.#book = book !== undefined && book.size > 0 ? book : undefined;
  }

  /** True when a decision speaks of a record. */
  knows(record: { readonly system: string; readonly key: string }): boolean {
    return this.#book?.knows(record) === true;
  }

  /** Takes note of a record; true when a decision speaks of it. */
  note(record: Staged<MatchedKind>, number: number): boolean {
    if (!this.knows(record)) return false;
    if (!this.#found.has(idOf(record))) this.#found.set(idOf(record), { number, fingerprint: fingerprintOf(record) });
    return true;
  }

  /** Decisions by place; `places` gives the place of a record number. */
  bind(places: Uint32Array): BoundDecisions {
    const same: [number, number][] = [];
    const different = new Set<string>();
    const stale: { left: number; right: number; decision: PairDecision }[] = [];
    for (const decision of this.#book?.pairs() ?? []) {
      const a = this.#found.get(idOf(decision.left));
      const b = this.#found.get(idOf(decision.right));
      if (a === undefined || b === undefined) continue;
      const [x, y] = [places[a.number] ?? 0, places[b.number] ?? 0];
      const [left, right] = [Math.min(x, y), Math.max(x, y)];
      const isValid = a.fingerprint === decision.left.fingerprint && b.fingerprint === decision.right.fingerprint;
      if (!isValid) stale.push({ left, right, decision });
      else if (decision.decision === 'same') same.push([left, right]);
      if (decision.decision === 'different') different.add(`${left} ${right}`);
    }
    return {
      same,
      stale,
      isDifferent: (left, right) =>
        different.size > 0 && different.has(`${Math.min(left, right)} ${Math.max(left, right)}`),
    };
  }
}

/** Says what a person can judge a record by: names, identifiers, ways to reach it. Equal until one of them changes. */
export function fingerprintOf(record: Staged<MatchedKind>): string {
  const { data } = record;
  const said = [
    'full_name' in data
      ? [data.last_name, data.first_name, data.middle_name, data.full_name, data.birth_date, data.position]
      : [data.name, data.legal_name, data.kpp, data.ogrn, data.tax_id],
    data.inn,
    (data.phones ?? []).map(({ value, ext }) => [value, ext]),
    (data.emails ?? []).map(({ value }) => value),
    (data.addresses ?? []).map(({ text }) => text),
    data.urls,
  ];
  const hash = new TextHash().start(11).add(JSON.stringify(said)).end();
  return hash.high.toString(16).padStart(8, '0') + hash.low.toString(16).padStart(8, '0');
}

/** The line that says of records that they are the same, different, or open again. */
export function decide(
  records: readonly Staged<MatchedKind>[],
  decision: DecisionLine['decision'],
  by: { readonly who: string; readonly when: Date; readonly tool: string },
): DecisionLine {
  const members = records.map((record) => ({
    system: record.system,
    key: record.key,
    fingerprint: fingerprintOf(record),
  }));
  const kind = records[0]?.kind ?? 'contact';
  return { version: 1, kind, members, decision, who: by.who, when: by.when.toISOString(), tool: by.tool };
}
