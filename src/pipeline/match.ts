import { DecisionBook, type DecisionLine } from '../matching/decisions.ts';
import { match } from '../matching/index.ts';
import type { MatchedKind, MatchOutcome } from '../matching/matcher.ts';
import type { DedupeRules } from '../model/dedupe.ts';
import type { EntityKind } from '../model/entity.ts';
import { issueAt } from '../model/issue.ts';
import type { Origin } from '../model/row.ts';
import { companyNameFinder } from '../store/plan-company-names.ts';
import { MergeWriter } from '../store/plan-merge.ts';
import { recordFinder, stagedKinds, stagedRecords, stagedTexts } from '../store/plan-records.ts';
import { Staging } from '../store/plan-staging.ts';
import type { Plan } from '../store/plan.ts';
import type { FieldTallies } from './field-tally.ts';
import type { LoadedCandidates, LoadedIndex } from './loaded-records.ts';
import type { MatchPreparation } from './match-preparation.ts';
import { rulesFor } from './match-rules.ts';
import { mergeClusters } from './merge-clusters.ts';
import type { StageContext } from './progress.ts';
import { mergeRepeatedKeys } from './repeated-keys.ts';

/** What matching found, by kind, for the report. */
export type Matches = Readonly<Partial<Record<MatchedKind, MatchOutcome>>>;

export interface MatchSetup {
  readonly dedupe: Readonly<Partial<Record<EntityKind, DedupeRules>>>;
  readonly context: StageContext;
  /** What people said of likely duplicates, in the order in which they said it. */
  readonly decisions?: readonly DecisionLine[];
  readonly tallies: FieldTallies;
  /** Has seen every valid record. */
  readonly prepared?: MatchPreparation;
  /** What records are looked up by: until it is there the plan must not be used. At once where it is absent. */
  readonly indexed?: () => Promise<void>;
  /** What earlier runs loaded; undefined where there is nothing to match with. */
  readonly loaded?: LoadedIndex | undefined;
}

/**
 * Finds the same companies, then the same people, and merges what is certain. Records of other kinds are merged only when
 * they repeat a source key.
 */
export async function matchRecords(plan: Plan, setup: MatchSetup): Promise<Matches> {
  const { dedupe, context, tallies, prepared, loaded, indexed } = setup;
  context.progress({ phase: 'match', subject: 'company', done: 0 });
  loaded?.getReady(['company', 'contact']);
  // Where nothing but what was noted is looked at, both searches come before the plan is needed.
  const early = loaded === undefined && prepared?.has('contact') === true ? search(plan, 'contact', setup) : undefined;
  const companies = search(plan, 'company', setup);
  await indexed?.();
  const common = { dedupe, context, tallies, writer: new MergeWriter(plan) };
  const company = await merge(plan, 'company', { ...common, found: await companies });
  const contact = await merge(plan, 'contact', { ...common, found: await (early ?? search(plan, 'contact', setup)) });
  for (const kind of stagedKinds(plan)) mergeRepeatedKeys(plan, kind, common);
  return { company, contact };
}

/** The place of findings about all records of a kind. */
const nowhere: Origin = { table: { file: '', name: '' }, line: 0 };

interface Merging<K extends MatchedKind> extends Pick<MatchSetup, 'dedupe' | 'context' | 'tallies'> {
  readonly writer: MergeWriter;
  readonly found: Duplicates<K>;
}

/** Merges what is certain, and keeps what waits for a person. */
async function merge<K extends MatchedKind>(plan: Plan, kind: K, merging: Merging<K>): Promise<MatchOutcome> {
  const { dedupe, writer, context, tallies } = merging;
  const { outcome, lines, joined } = merging.found;
  context.progress({ phase: 'match', subject: kind, done: 0 });
  const { clusters } = outcome;
  await mergeClusters(plan, kind, { rules: rulesFor(kind, dedupe), writer, context, tallies, clusters, lines, joined });
  const staging = new Staging(plan);
  writer.batch(() => {
    for (const edge of outcome.review) {
      for (const seq of [edge.left, edge.right]) joined?.keep(seq);
      writer.addEdge(kind, edge);
    }
    for (const finding of outcome.findings) {
      const issue = issueAt(nowhere, finding);
      staging.addIssue({ issue, kind });
      context.report(issue);
    }
  });
  // Clusters and edges are in the plan now; of a million records they would fill the memory until the report.
  return { ...outcome, clusters: [], review: [] };
}

interface Duplicates<K extends MatchedKind> {
  readonly outcome: MatchOutcome;
  /** Decisions that choose values. */
  readonly lines: readonly DecisionLine[];
  /** Records of the target that took part. */
  readonly joined: LoadedCandidates<K> | undefined;
}

/** A search that is waited for in its turn; what fails before ends all of it. */
function search<K extends MatchedKind>(plan: Plan, kind: K, setup: MatchSetup): Promise<Duplicates<K>> {
  const found = findDuplicates(plan, kind, setup);
  found.catch(() => {});
  return found;
}

/** What was noted of the records for the search is not held any longer when it returns: merging needs the memory. */
async function findDuplicates<K extends MatchedKind>(plan: Plan, kind: K, setup: MatchSetup): Promise<Duplicates<K>> {
  const { dedupe, context, decisions = [], prepared, loaded, indexed } = setup;
  if (loaded !== undefined) await indexed?.();
  const rules = rulesFor(kind, dedupe);
  const exactTable = prepared?.take(kind);
  const book = exactTable?.book ?? new DecisionBook(kind, decisions);
  const joined = loaded?.of(kind, rules);
  // Asked of the plan when first needed: it may not be ready before.
  let find: ReturnType<typeof recordFinder> | undefined;
  let nameOf: ReturnType<typeof companyNameFinder> | undefined;
  const outcome = await match(
    {
      kind,
      ...(indexed !== undefined && { ready: indexed }),
      ...(joined !== undefined && { loaded: joined }),
      records: () => stagedRecords(plan, kind),
      texts: () => stagedTexts(plan, kind),
      companyOf: (ref) => (find ??= recordFinder(plan))('company', ref)?.survivor,
      ...(kind === 'contact' && {
        companyName: (ref) => (nameOf ??= companyNameFinder(plan))(ref) ?? loaded?.companyName(ref),
      }),
      ...(exactTable !== undefined && { exactTable: exactTable.table }),
      decisions: book,
    },
    rules,
    context,
  );
  return { outcome, lines: book.chosen(), joined };
}
