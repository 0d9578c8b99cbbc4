/** How well clusters agree with the truth (`B-cubed`: Bagga and Baldwin 1998). Shares are 0 to 1. */
export interface Metrics {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly bCubedPrecision: number;
  readonly bCubedRecall: number;
  readonly bCubed: number;
  /** Share of true entities reproduced exactly. */
  readonly exact: number;
  readonly largest: number;
  readonly truePairs: number;
}

function pairs(count: number): number {
  return (count * (count - 1)) / 2;
}

export function harmonic(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}

/** Compares predicted clusters with true entities; both run parallel to the records. */
export function measure(truth: readonly string[], predicted: readonly number[]): Metrics {
  const trueSizes = new Map<string, number>();
  const foundSizes = new Map<number, number>();
  const both = new Map<string, number>();
  for (const [index, entity] of truth.entries()) {
    const cluster = predicted[index] ?? 0;
    trueSizes.set(entity, (trueSizes.get(entity) ?? 0) + 1);
    foundSizes.set(cluster, (foundSizes.get(cluster) ?? 0) + 1);
    both.set(`${cluster}\n${entity}`, (both.get(`${cluster}\n${entity}`) ?? 0) + 1);
  }
  let [hits, precisionSum, recallSum, exact] = [0, 0, 0, 0];
  for (const [key, count] of both) {
    const [cluster = '', entity = ''] = key.split('\n');
    const found = foundSizes.get(Number(cluster)) ?? 1;
    const real = trueSizes.get(entity) ?? 1;
    hits += pairs(count);
    precisionSum += (count * count) / found;
    recallSum += (count * count) / real;
    if (count === found && count === real) exact += 1;
  }
  const sum = (sizes: Iterable<number>): number => [...sizes].reduce((total, size) => total + pairs(size), 0);
  const truePairs = sum(trueSizes.values());
  const precision = hits / Math.max(1, sum(foundSizes.values()));
  const recall = hits / Math.max(1, truePairs);
  const [bCubedPrecision, bCubedRecall] = [precisionSum / truth.length, recallSum / truth.length];
  return {
    precision,
    recall,
    f1: harmonic(precision, recall),
    bCubedPrecision,
    bCubedRecall,
    bCubed: harmonic(bCubedPrecision, bCubedRecall),
    exact: exact / trueSizes.size,
    largest: [...foundSizes.values()].reduce((most, size) => Math.max(most, size), 0),
    truePairs,
  };
}
