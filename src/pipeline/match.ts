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
import { rulesFor, type MatchPreparation } from './match-preparation.ts';
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
  /** What earlier runs loaded; undefined where there is nothing to match with. */
  readonly loaded?: LoadedIndex | undefined;
}

/**
 * Finds the same companies, then the same people, and merges what is certain. Records of other kinds are merged only when
 * they repeat a source key.
 */
export async function matchRecords(plan: Plan, setup: MatchSetup): Promise<Matches> {
  const { dedupe, context, decisions = [], tallies, prepared, loaded } = setup;
  const writer = new MergeWriter(plan);
  const common = { writer, context, decisions, tallies, prepared, loaded };
  const company = await matchKind(plan, 'company', { rules: rulesFor('company', dedupe), ...common });
  const contact = await matchKind(plan, 'contact', { rules: rulesFor('contact', dedupe), ...common });
  for (const kind of stagedKinds(plan)) mergeRepeatedKeys(plan, kind, { dedupe, ...common });
  return { company, contact };
}

/** The place of findings about all records of a kind. */
const nowhere: Origin = { table: { file: '', name: '' }, line: 0 };

interface KindMatching {
  readonly rules: DedupeRules;
  readonly writer: MergeWriter;
  readonly context: StageContext;
  /** What people said of earlier questions. */
  readonly decisions: readonly DecisionLine[];
  readonly tallies: FieldTallies;
  readonly prepared: MatchPreparation | undefined;
  readonly loaded: LoadedIndex | undefined;
}

async function matchKind<K extends MatchedKind>(plan: Plan, kind: K, matching: KindMatching): Promise<MatchOutcome> {
  const { writer, context } = matching;
  context.progress({ phase: 'match', subject: kind, done: 0 });
  const { outcome, lines, joined } = await findDuplicates(plan, kind, matching);
  await mergeClusters(plan, kind, { ...matching, clusters: outcome.clusters, lines, joined });
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

/** What was noted of the records for the search is not held any longer when it returns: merging needs the memory. */
async function findDuplicates<K extends MatchedKind>(
  plan: Plan,
  kind: K,
  { rules, context, decisions, prepared, loaded }: KindMatching,
): Promise<{
  readonly outcome: MatchOutcome;
  readonly lines: readonly DecisionLine[];
  readonly joined: LoadedCandidates<K> | undefined;
}> {
  const find = recordFinder(plan);
  const exactTable = prepared?.take(kind);
  const book = exactTable?.book ?? new DecisionBook(kind, decisions);
  const joined = loaded?.of(kind, rules);
  const nameOf = companyNameFinder(plan);
  const outcome = await match(
    {
      kind,
      ...(joined !== undefined && { loaded: joined }),
      records: () => stagedRecords(plan, kind),
      texts: () => stagedTexts(plan, kind),
      companyOf: (ref) => find('company', ref)?.survivor,
      ...(kind === 'contact' && { companyName: (ref) => nameOf(ref) ?? loaded?.companyName(ref) }),
      ...(exactTable !== undefined && { exactTable: exactTable.table }),
      decisions: book,
    },
    rules,
    context,
  );
  return { outcome, lines: book.chosen(), joined };
}
