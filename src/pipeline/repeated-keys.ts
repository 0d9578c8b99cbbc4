import { mergeRecords } from '../matching/survivor.ts';
import type { DedupeRules } from '../model/dedupe.ts';
import type { EntityKind } from '../model/entity.ts';
import { issueAt, type Finding } from '../model/issue.ts';
import type { Staged } from '../model/staged.ts';
import { loadedSeqs } from '../store/plan-loaded.ts';
import { mergedText } from '../store/merged-text.ts';
import type { MergeWriter } from '../store/plan-merge.ts';
import { recordReader } from '../store/plan-records.ts';
import { Staging } from '../store/plan-staging.ts';
import type { Plan } from '../store/plan.ts';
import type { FieldTallies } from './field-tally.ts';
import { rulesFor } from './match-rules.ts';
import type { StageContext } from './progress.ts';
import { mergeSameKey } from './same-key.ts';
import { strangers } from './shared-keys.ts';

interface KeyMerging {
  readonly writer: MergeWriter;
  readonly context: StageContext;
  readonly tallies: FieldTallies;
  readonly dedupe: Readonly<Partial<Record<EntityKind, DedupeRules>>>;
}

/**
 * Whatever the rules of matching say, one source key becomes one record only: it is the marker in the target. Records that are certainly
 * somebody else get keys of their own; the others are merged with all that matching has merged into them already.
 */
export function mergeRepeatedKeys(plan: Plan, kind: EntityKind, merging: KeyMerging): void {
  const { writer, context } = merging;
  const groups = writer.repeatedKeys(kind);
  if (groups.length === 0) return;
  const staging = new Staging(plan);
  const run: Run = {
    ...merging,
    kind,
    loaded: loadedSeqs(plan),
    read: recordReader(plan, kind),
    originOf: (seq) => staging.originOf(seq),
    report: (seq, finding) => {
      const issue = issueAt(staging.originOf(seq), finding);
      staging.addIssue({ issue, seq, kind });
      context.report(issue);
    },
  };
  writer.batch(() => {
    for (const seqs of groups) {
      const records = run.read(seqs);
      for (const same of keepApart(run, records)) mergeAll(run, same);
    }
  });
}

interface Run extends KeyMerging {
  /** `seq` of records of the target. */
  readonly loaded: ReadonlySet<number>;
  readonly kind: EntityKind;
  readonly read: (seqs: readonly number[]) => readonly Staged[];
  readonly originOf: Staging['originOf'];
  readonly report: (seq: number, finding: Finding) => void;
}

function tableOf({ originOf }: Run, { seq }: Staged): string {
  return JSON.stringify(originOf(seq).table);
}

/** Records of one key, those apart that are somebody else: each of these gets a key of its own and is said. */
function keepApart(run: Run, records: readonly Staged[]): readonly (readonly Staged[])[] {
  const [first] = records;
  const apart = strangers(records, (record) => tableOf(run, record));
  if (apart.length === 0 || first === undefined) return [records];
  const { line } = run.originOf(first.seq);
  const groups = new Map<string, Staged[]>();
  for (const { record, key } of apart) {
    run.writer.rename(record.seq, key);
    groups.set(key, [...(groups.get(key) ?? []), record]);
    const args = { kind: run.kind, key: record.key, line, own: key };
    run.report(record.seq, { code: 'plan.key-shared', args });
  }
  const strange = new Set(apart.map(({ record }) => record));
  return [records.filter((record) => !strange.has(record)), ...groups.values()];
}

/** Merges what became of these records, unless they are one already. */
function mergeAll(run: Run, same: readonly Staged[]): void {
  const { kind, writer, tallies } = run;
  const survivors = [...new Set(same.map(({ seq }) => writer.survivorOf(seq)))];
  const [first, ...others] = same;
  if (first === undefined || survivors.length < 2) return;
  const { line } = run.originOf(first.seq);
  for (const seq of survivors) tallies.remove(kind, writer.payload(seq));
  const members = writer.membersOf(survivors);
  const records = run.read(members);
  const golden = goldenOf(run, records);
  const own = records.filter(({ seq }) => !run.loaded.has(seq));
  writer.merge(mergedText(golden, own), members);
  writer.settle();
  tallies.add(kind, golden.data);
  for (const { seq, key } of others) run.report(seq, { code: 'plan.key-repeated', args: { kind, key, line } });
}

function goldenOf(run: Run, records: readonly Staged[]) {
  const { kind } = run;
  if (kind === 'contact' || kind === 'company') {
    const rules = rulesFor(kind, run.dedupe);
    return mergeRecords(records as readonly Staged<typeof kind>[], rules, (seq) => run.loaded.has(seq));
  }
  const [first] = records;
  const merged = mergeSameKey(records, (record) => tableOf(run, record));
  return { ...merged, survivor: first?.seq ?? 0, provenance: [] };
}
