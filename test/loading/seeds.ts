/** `PERENOS_SEEDS=1000-1100` tries others; the short range is for every run of the tests. */
export function faultSeeds(from: number, to: number): readonly number[] {
  const [first = from, last = first] = (process.env['PERENOS_SEEDS'] ?? `${from}-${to}`).split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The line that runs a failed seed again. */
export function replay(name: string, seed: number): string {
  return `again: PERENOS_SEEDS=${seed}-${seed} npx vitest run test/loading/${name}.test.ts`;
}
