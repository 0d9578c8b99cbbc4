import type { DedupeRules } from '../model/dedupe.ts';
import { type BoundDecisions, DecisionBinder } from './decisions.ts';
import type { Engine, EngineOutput, KeyStore } from './engine.ts';
import { openColumns } from './feature-table.ts';
import type { CompanyOfPerson, FeatureSupport, KindModel, PairRules } from './kind-model.ts';
import { countLoaded, pairsWithLoaded } from './count-loaded.ts';
import { bothLoaded, joinLoaded, withKnownPairs } from './join-loaded.ts';
import { learnWeights } from './learn.ts';
import type { LoadedSet, MatchedKind, MatchInput, MatchStatistics } from './matcher.ts';
import { sharedNumber } from './own-numbers.ts';
import { packedKey } from './packed-keys.ts';
import { Preparation, type Prepared } from './prepare.ts';
import { estimatePrior, expectedMatches, highestPrior } from './prior.ts';
import { readFeatures } from './read-features.ts';
import type { TakeHash } from './row-collector.ts';
import { createScorer, type LearntWeights, type Scorer } from './scorer.ts';
import { type ThreadUse, threadUse } from './threads.ts';
import { detached } from '../text/detached.ts';

/** Records read, compared and weighed: what clusters and explanations are made from. Records go by place. */
export interface Scored {
  readonly prepared: Prepared;
  readonly found: EngineOutput;
  /** In bits: added to the weight of a pair it gives the posterior. */
  readonly prior: number;
  readonly scorer: Scorer;
  readonly pairRules: PairRules;
  /** The pairs that are asked about whatever their score; absent when there are none. */
  readonly isAsked: ((left: number, right: number) => boolean) | undefined;
  readonly decisions: BoundDecisions;
  /** Weights learnt from the data; absent when the shipped ones were used. */
  readonly learnt: LearntWeights | undefined;
}

/** Weights below this cannot reach any threshold: the prior is below nothing. In large files those are higher that can. */
const LEAST_WEIGHT = 0;

interface ScoreSettings {
  readonly rules: DedupeRules;
  readonly signal?: AbortSignal | undefined;
  readonly threads?: Partial<ThreadUse> | undefined;
}

/** Reads all records once and scores the candidate pairs. */
export async function scoreRecords(
  model: KindModel,
  input: MatchInput<MatchedKind>,
  given: ScoreSettings & { readonly engine: Engine },
): Promise<Scored> {
  const keys = await given.engine.open();
  try {
    return await scoreWithKeys(model, input, { ...given, keys });
  } finally {
    await keys.close();
  }
}

async function scoreWithKeys(
  model: KindModel,
  input: MatchInput<MatchedKind>,
  given: ScoreSettings & { readonly keys: KeyStore },
): Promise<Scored> {
  const { rules, signal, keys } = given;
  const threads = threadUse(given.threads);
  const preparation = new Preparation(model, keys);
  const binder = new DecisionBinder(input.decisions);
  const support = supportOf(input, rules);
  const { loaded } = input;
  preparation.onKey = loaded && lookFor(loaded, preparation);
  await readFeatures(input, { model, preparation, binder, support, signal, threads });
  preparation.onKey = undefined;
  const known =
    loaded === undefined
      ? []
      : joinLoaded(preparation.list, loaded, (record) => {
          binder.note(record, preparation.list.length);
          // A record of its own, whatever equals it.
          preparation.add(record, model.features(record, support), true);
        });
  const finished = await preparation.finish(rules.max_block, threads);
  const prepared = loaded === undefined ? finished : countLoaded(finished, loaded);
  const { table, candidates } = prepared;
  const column = openColumns(table);
  const comparisons = model.comparisons(column);
  const learnt =
    rules.weights === 'learn'
      ? await learnWeights({ comparisons, sessions: model.sessions, candidates, records: table.records })
      : undefined;
  const joined = pairsWithLoaded(prepared, loaded);
  const mostPairs = (candidates.entries * rules.max_block) / 2;
  const highest = highestPrior(mostPairs, table.representatives, joined);
  const least = Math.max(LEAST_WEIGHT, rules.review - highest);
  const found = await candidates.score({ table, least, learnt, threads });
  return {
    prepared,
    found,
    prior: estimatePrior(found.histogram, table.representatives, joined),
    scorer: createScorer(comparisons, table.counted ?? table, learnt),
    pairRules: model.pairRules(column),
    isAsked: sharedNumber(model, column),
    decisions: withKnownPairs(binder.bind(prepared.places), known, prepared.places),
    learnt,
  };
}

/** Looks for loaded records with the keys of those that may be new: what was loaded as it is now was compared then. */
function lookFor(loaded: LoadedSet, { list }: Preparation): TakeHash {
  let last = -1;
  let isOpen = false;
  return (high, low, number) => {
    if (number !== last) isOpen = loaded.isOpen(list.seqOf(number));
    last = number;
    if (isOpen) loaded.look(packedKey(high, low));
  };
}

const REMEMBERED_COMPANIES = 100_000;

function supportOf(input: MatchInput<MatchedKind>, rules: DedupeRules): FeatureSupport {
  const known = new Map<string, Map<string, CompanyOfPerson | undefined>>();
  let size = 0;
  return {
    placeholders: new Set(rules.placeholders.map((value) => value.toLowerCase())),
    companyOf: (ref) => {
      let ofSystem = known.get(ref.system);
      if (ofSystem === undefined) known.set(ref.system, (ofSystem = new Map()));
      const found = ofSystem.get(ref.key);
      if (found !== undefined || ofSystem.has(ref.key)) return found;
      const company = companyOf(input, ref);
      if (size >= REMEMBERED_COMPANIES) {
        for (const one of known.values()) one.clear();
        size = 0;
      }
      // The key may be a piece of a longer text, which would stay with it.
      ofSystem.set(detached(ref.key), company);
      size += 1;
      return company;
    },
  };
}

function companyOf(
  input: MatchInput<MatchedKind>,
  ref: { readonly system: string; readonly key: string },
): CompanyOfPerson | undefined {
  const cluster = input.companyOf?.(ref);
  const name = input.companyName?.(ref);
  if (cluster === undefined && name === undefined) return undefined;
  return { ...(cluster !== undefined && { cluster }), ...(name !== undefined && { name }) };
}

/** How a run went, for the report. */
export function statisticsOf({ prepared, found, prior, learnt }: Scored, rules: DedupeRules): MatchStatistics {
  const records = prepared.order.length;
  return {
    records,
    repeats: records - prepared.table.representatives,
    candidates: found.pairs,
    prior,
    expectedPairs: expectedMatches(found.histogram, prior),
    expectedAuto: expectedMatches(found.histogram, prior, rules.auto),
    ...(learnt && { learnt }),
  };
}

/** What joins and parts records whatever their score: the kind's own rules, lists free of duplicates, people's decisions. */
export function constraintsOf(scored: Scored, rules: DedupeRules): PairRules {
  const { pairRules, decisions, prepared } = scored;
  const { list, order } = prepared;
  const unique = new Set(rules.unique.map((system) => list.systems.indexOf(system)));
  const same = new Set(decisions.same.map(([left, right]) => `${left} ${right}`));
  const isOneList = (left: number, right: number): boolean => {
    if (unique.size === 0) return false;
    const system = list.systemOf(order[left] ?? 0);
    return unique.has(system) && system === list.systemOf(order[right] ?? 0);
  };
  const isSame = (left: number, right: number): boolean =>
    same.size > 0 && same.has(`${Math.min(left, right)} ${Math.max(left, right)}`);
  const asked = new Set(decisions.stale.map(({ left, right }) => `${left} ${right}`));
  return {
    forbidden: (left, right) =>
      decisions.isDifferent(left, right) ||
      ((bothLoaded(list, order[left] ?? 0, order[right] ?? 0) ||
        isOneList(left, right) ||
        pairRules.forbidden(left, right)) &&
        !isSame(left, right)),
    doubtful: (left, right, spare) =>
      pairRules.doubtful(left, right, spare) ||
      (asked.size > 0 && asked.has(`${Math.min(left, right)} ${Math.max(left, right)}`)),
  };
}
