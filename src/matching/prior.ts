/** Weights of candidate pairs counted in steps of 1/32 bit: a sum over it does not depend on the order of pairs. */
const STEP = 32;
const LOWEST = -128;
const HIGHEST = 256;

export function createHistogram(): Float64Array {
  return new Float64Array((HIGHEST - LOWEST) * STEP);
}

/** Counts one pair in the histogram. */
export function countWeight(histogram: Float64Array, weight: number): void {
  const place = Math.round((weight - LOWEST) * STEP);
  const within = Math.max(0, Math.min(histogram.length - 1, place));
  histogram[within] = (histogram[within] ?? 0) + 1;
}

/** Small files say little about how common duplicates are, so this many pairs with this many matches are added to them. */
const BELIEF_PAIRS = 5000;
const BELIEF_MATCHES = 5;

/**
 * The prior log-odds in bits that two records picked at random are the same, estimated from the weights of the candidate
 * pairs (fixed point of the expected number of matches).
 */
export function estimatePrior(histogram: Float64Array, records: number, loaded?: LoadedPairs): number {
  if (loaded !== undefined) return priorOfJoining(histogram, loaded);
  const total = (records * (records - 1)) / 2 + BELIEF_PAIRS;
  return fixedPoint(histogram, total, records);
}

/** No prior that `pairs` candidates at most can give is above this. */
export function highestPrior(pairs: number, records: number, loaded?: LoadedPairs): number {
  const total = loaded === undefined ? (records * (records - 1)) / 2 : pairsOf(loaded);
  return logOdds((pairs + BELIEF_MATCHES) / (total + BELIEF_PAIRS)) + ROUNDING;
}

const ROUNDING = 0.01;

/** Records of this run, and how many loaded ones stand against them. */
export interface LoadedPairs {
  readonly records: number;
  readonly loaded: number;
}

/**
 * What is compared is each record of this run with every other one and with every loaded one. No record is more than one of the loaded
 * ones: however few are read, that bounds what may be believed of them.
 */
function priorOfJoining(histogram: Float64Array, joining: LoadedPairs): number {
  const { records } = joining;
  const pairs = pairsOf(joining);
  const prior = fixedPoint(histogram, pairs + BELIEF_PAIRS, records);
  return Math.min(prior, logOdds(records / Math.max(1, pairs)));
}

function pairsOf({ records, loaded }: LoadedPairs): number {
  return (records * (records - 1)) / 2 + records * loaded;
}

function fixedPoint(histogram: Float64Array, total: number, records: number): number {
  let prior = logOdds(Math.min(0.5, (0.1 * records) / total));
  for (let round = 0; round < 50; round += 1) {
    const next = logOdds((expectedMatches(histogram, prior) + BELIEF_MATCHES) / total);
    if (Math.abs(next - prior) < 1e-9) break;
    prior = next;
  }
  return prior;
}

/** The expected number of matches among the candidates, those above a posterior if one is given. */
export function expectedMatches(histogram: Float64Array, prior: number, least = -Infinity): number {
  let sum = 0;
  for (let place = 0; place < histogram.length; place += 1) {
    const count = histogram[place] ?? 0;
    if (count === 0) continue;
    const posterior = LOWEST + place / STEP + prior;
    if (posterior >= least) sum += count / (1 + 2 ** -posterior);
  }
  return sum;
}

function logOdds(share: number): number {
  const bounded = Math.min(0.999_999, Math.max(1e-15, share));
  return Math.log2(bounded / (1 - bounded));
}
