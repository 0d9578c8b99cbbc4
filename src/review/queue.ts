import { type DecisionLine, type DecisionMember, fingerprintOf } from '../matching/decisions.ts';
import type { MatchedKind } from '../matching/matcher.ts';
import { mergeRecords } from '../matching/survivor.ts';
import { defaultDedupeRules, type DedupeRules } from '../model/dedupe.ts';
import { entitySchemas } from '../model/entity.ts';
import type { Staged } from '../model/staged.ts';
import { recordReader } from '../store/plan-records.ts';
import { evidenceReader, placeFinder, type ReviewEvidence } from '../store/plan-review.ts';
import type { Plan } from '../store/plan.ts';
import { reviewGroups, type ReviewGroup } from './groups.ts';
import type { Ledger } from './ledger.ts';
import { type FieldView, fieldViews, type RecordView, recordView } from './views.ts';

export type Status = 'open' | 'same' | 'different' | 'later';
export type Answer = 'same' | 'different' | 'later';

/** A group as the list of questions shows it. */
export interface GroupHead {
  readonly id: string;
  readonly kind: MatchedKind;
  readonly names: readonly string[];
  readonly size: number;
  readonly score: number;
  readonly rule: string;
  readonly systems: readonly string[];
  readonly owner: string;
  /** Values of a single-valued field differ. */
  readonly hasConflict: boolean;
  readonly status: Status;
}

/** A group with its records. */
export interface GroupView extends GroupHead {
  readonly records: readonly RecordView[];
  readonly fields: readonly FieldView[];
  readonly edges: readonly {
    readonly left: number;
    readonly right: number;
    readonly score: number;
    readonly rule: string;
    readonly evidence: ReviewEvidence;
  }[];
}

/** What a person answers about a group. */
export interface GroupAnswer {
  readonly action: Answer;
  /** `seq` of the records that are the same; the others of the group are not. Empty: all of them. */
  readonly members: readonly number[];
  /** Values chosen for the merged record; null: none. */
  readonly values: Readonly<Record<string, unknown>>;
}

export interface QueueSetup {
  readonly plan: Plan;
  readonly ledger: Ledger;
  readonly rules: Readonly<Partial<Record<MatchedKind, DedupeRules>>>;
  readonly by: () => { readonly who: string; readonly when: string; readonly tool: string };
}

/** The questions of a plan with the answers given so far. */
export class ReviewQueue {
  readonly groups: readonly ReviewGroup[];
  readonly #setup: QueueSetup;
  readonly #byId: ReadonlyMap<string, ReviewGroup>;
  readonly #placeOf: ReturnType<typeof placeFinder>;
  readonly #evidenceOf: ReturnType<typeof evidenceReader>;
  readonly #readers: { readonly [K in MatchedKind]: ReturnType<typeof recordReader<K>> };
  readonly #heads = new Map<string, Omit<GroupHead, 'status'>>();
  readonly #pairs = new Map<string, readonly (readonly [DecisionMember, DecisionMember])[]>();

  constructor(setup: QueueSetup) {
    this.#setup = setup;
    this.groups = reviewGroups(setup.plan);
    this.#byId = new Map(this.groups.map((group) => [group.id, group]));
    this.#placeOf = placeFinder(setup.plan);
    this.#evidenceOf = evidenceReader(setup.plan);
    this.#readers = { company: recordReader(setup.plan, 'company'), contact: recordReader(setup.plan, 'contact') };
  }

  view(id: string): GroupView | undefined {
    const group = this.#byId.get(id);
    if (group === undefined) return undefined;
    const records = this.records(group);
    const views = records.map((record) => recordView(record, this.#placeOf(record.seq)));
    const edges = group.edges.map(({ left, right, score, rule }) => {
      return { left, right, score, rule, evidence: this.#evidenceOf({ left, right }) };
    });
    return { ...this.head(group), records: views, fields: fieldViews(group.kind, records), edges };
  }

  records(group: ReviewGroup): readonly Staged<MatchedKind>[] {
    const read = this.#readers[group.kind] as (seqs: readonly number[]) => readonly Staged<MatchedKind>[];
    return read(group.members);
  }

  find(id: string): ReviewGroup | undefined {
    return this.#byId.get(id);
  }

  /** What the chosen records would become, and which of the chosen values do not fit. */
  preview(group: ReviewGroup, { members, values }: Omit<GroupAnswer, 'action'>) {
    const chosen = chosenOf(this.records(group), members);
    if (chosen.length === 0) return { data: {}, wrong: [] };
    const { data } = mergeRecords(chosen, this.#setup.rules[group.kind] ?? defaultDedupeRules);
    let result: Record<string, unknown> = data;
    const wrong: string[] = [];
    for (const [field, value] of Object.entries(values)) {
      const changed = { ...result, [field]: value };
      if (value === null) delete changed[field];
      if (entitySchemas[group.kind].safeParse(changed).success) result = changed;
      else wrong.push(field);
    }
    return { data: result, wrong };
  }

  /** Writes an answer down. @returns false when a chosen value does not fit or the records are not those of the group */
  async answer(group: ReviewGroup, answer: GroupAnswer): Promise<boolean> {
    const lines = this.#lines(group, answer);
    if (lines === undefined) return false;
    await this.#setup.ledger.add(lines);
    return true;
  }

  /** Gives one answer to several groups at once: one act, undone at once. */
  async answerAll(groups: readonly ReviewGroup[], action: Answer): Promise<void> {
    const lines = groups.flatMap((group) => this.#lines(group, { action, members: [], values: {} }) ?? []);
    const by = this.#setup.by();
    await this.#setup.ledger.add(lines.map((line) => ({ ...line, ...by })));
  }

  /** Open groups like this one. */
  alike(group: ReviewGroup): readonly ReviewGroup[] {
    const pattern = this.#patternOf(group);
    const [first] = group.edges;
    return this.groups.filter(
      (other) =>
        other.kind === group.kind &&
        other.edges[0]?.rule === first?.rule &&
        this.#patternOf(other) === pattern &&
        this.status(other) === 'open',
    );
  }

  /** Withdraws the last answer. @returns the ids of the groups that are open again */
  async undo(): Promise<readonly string[] | undefined> {
    const act = await this.#setup.ledger.undo(this.#setup.by());
    if (act === undefined) return undefined;
    const touched = new Set(
      act.lines.flatMap(({ members }) => members.map(({ system, key }) => `${system}\u001f${key}`)),
    );
    const isTouched = (group: ReviewGroup, seq: number) => touched.has(group.names[group.members.indexOf(seq)] ?? '');
    return this.groups
      .filter((group) => group.edges.some(({ left, right }) => isTouched(group, left) && isTouched(group, right)))
      .map(({ id }) => id);
  }

  #lines(group: ReviewGroup, { action, members, values }: GroupAnswer): readonly DecisionLine[] | undefined {
    const records = this.records(group);
    const chosen = chosenOf(records, members);
    const by = this.#setup.by();
    const line = (some: readonly Staged<MatchedKind>[], decision: DecisionLine['decision']): DecisionLine => ({
      version: 1,
      kind: group.kind,
      members: some.map(memberOf),
      decision,
      ...by,
    });
    if (action !== 'same')
      return this.#across(group, records).map((pair) => line(pair, action === 'later' ? 'unsure' : 'different'));
    if (chosen.length < 2 || chosen.length < members.length) return undefined;
    if (this.preview(group, { members, values }).wrong.length > 0) return undefined;
    const merged = line(chosen, 'same');
    const others = records.filter((record) => !chosen.includes(record));
    const apart = others.flatMap((other) => chosen.map((one) => line([one, other], 'different')));
    return [Object.keys(values).length === 0 ? merged : { ...merged, values }, ...apart];
  }

  /** Pairs of records that are not one record yet. */
  #across(group: ReviewGroup, records: readonly Staged<MatchedKind>[]): readonly (readonly Staged<MatchedKind>[])[] {
    const clusterOf = new Map(records.map(({ seq }) => [seq, this.#placeOf(seq)?.cluster]));
    return records.flatMap((first, index) =>
      records
        .slice(index + 1)
        .flatMap((second) => (clusterOf.get(first.seq) === clusterOf.get(second.seq) ? [] : [[first, second]])),
    );
  }

  /** What the list shows of a group. */
  head(group: ReviewGroup): GroupHead {
    const known = this.#heads.get(group.id) ?? this.#describe(group);
    this.#heads.set(group.id, known);
    return { ...known, status: this.status(group) };
  }

  #describe(group: ReviewGroup): Omit<GroupHead, 'status'> {
    const records = this.records(group);
    const [first] = group.edges;
    const names = records.map(({ data }) => ('full_name' in data ? data.full_name : data.name));
    return {
      id: group.id,
      kind: group.kind,
      names: [...new Set(names)],
      size: records.length,
      score: first?.score ?? 0,
      rule: first?.rule ?? '',
      systems: [...new Set(records.map(({ system }) => system))],
      owner: records.find(({ data }) => data.owner !== undefined)?.data.owner?.key ?? '',
      hasConflict: hasConflict(records),
    };
  }

  /** Groups with equal patterns are alike: same kind, rule and evidence. */
  #patternOf({ kind, edges: [first] }: ReviewGroup): string {
    if (first === undefined) return kind;
    const evidence = this.#evidenceOf(first).map(({ field, level }) => `${field}:${level}`);
    return [kind, first.rule, ...evidence.toSorted()].join(' ');
  }

  #pairsOf(group: ReviewGroup): readonly (readonly [DecisionMember, DecisionMember])[] {
    const known = this.#pairs.get(group.id);
    if (known !== undefined) return known;
    const members = new Map(this.records(group).map((record) => [record.seq, memberOf(record)]));
    const pairs = group.edges.flatMap(({ left, right }): (readonly [DecisionMember, DecisionMember])[] => {
      const [a, b] = [members.get(left), members.get(right)];
      return a === undefined || b === undefined ? [] : [[a, b]];
    });
    this.#pairs.set(group.id, pairs);
    return pairs;
  }

  /** What was said of a group so far. */
  status(group: ReviewGroup): Status {
    const { ledger } = this.#setup;
    if (ledger.isEmpty) return 'open';
    // Most groups were never spoken of, and their records need not be read to see it.
    const nameOf = (seq: number) => group.names[group.members.indexOf(seq)] ?? '';
    if (group.edges.some(({ left, right }) => !ledger.knows(nameOf(left), nameOf(right)))) return 'open';
    const said = this.#pairsOf(group).map(([left, right]) => ledger.between(left, right));
    if (said.some((one) => one === undefined || one.isStale)) return 'open';
    if (said.some((one) => one?.decision === 'unsure')) return 'later';
    return said.some((one) => one?.decision === 'same') ? 'same' : 'different';
  }
}

function memberOf(record: Staged<MatchedKind>): DecisionMember {
  return { system: record.system, key: record.key, fingerprint: fingerprintOf(record) };
}

function chosenOf(records: readonly Staged<MatchedKind>[], members: readonly number[]): readonly Staged<MatchedKind>[] {
  return members.length === 0 ? records : records.filter(({ seq }) => members.includes(seq));
}

/** Whether two records give different values to a field that can hold one. */
function hasConflict(records: readonly Staged<MatchedKind>[]): boolean {
  const seen = new Map<string, unknown>();
  for (const { data } of records) {
    for (const [field, value] of Object.entries(data)) {
      if (Array.isArray(value) || field === 'custom') continue;
      const plain: unknown = typeof value === 'object' ? JSON.stringify(value) : value;
      if (seen.has(field) && seen.get(field) !== plain) return true;
      seen.set(field, plain);
    }
  }
  return false;
}
