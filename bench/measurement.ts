/** One measured way of doing a job. Ratios compare it with the straight-line script on the same rows in the same run. */
export interface Measurement {
  readonly group: string;
  readonly name: string;
  readonly rows: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakBytes: number | undefined;
  readonly ratio: number | undefined;
  readonly cpuRatio: number | undefined;
  /** Of the unit the bench counts: rows, values, records. */
  readonly perSecond: number;
  readonly unit: string;
}

/** Adds ratios to the measurements of one group. */
export function withRatios(
  group: string,
  runs: readonly Omit<Measurement, 'group' | 'ratio' | 'cpuRatio' | 'perSecond' | 'unit'>[],
): readonly Measurement[] {
  const base = runs.find(({ name }) => name === baseline);
  return runs.map((run) => ({
    group,
    ...run,
    ratio: base === undefined ? undefined : run.wallMs / base.wallMs,
    cpuRatio: base === undefined ? undefined : run.cpuMs / base.cpuMs,
    perSecond: (run.rows / run.wallMs) * 1000,
    unit: 'rows',
  }));
}

export const baseline = 'straight-line script';

/** Numbers in columns, for people. */
export function asTable(measurements: readonly Measurement[]): string {
  const head = ['what', 'rows', 'wall s', 'cpu s', 'wall ratio', 'cpu ratio', 'per second', 'peak MB'];
  const ratio = (value: number | undefined) => (value === undefined ? '' : value.toFixed(2));
  const lines: string[] = [];
  for (const group of new Set(measurements.map((one) => one.group))) {
    const rows = measurements
      .filter((one) => one.group === group)
      .map((one) => [
        one.name,
        String(one.rows),
        (one.wallMs / 1000).toFixed(2),
        (one.cpuMs / 1000).toFixed(2),
        ratio(one.ratio),
        ratio(one.cpuRatio),
        `${Math.round(one.perSecond)} ${one.unit}`,
        one.peakBytes === undefined ? '' : (one.peakBytes / 1024 ** 2).toFixed(0),
      ]);
    lines.push(`\n${group}`, ...inColumns([head, ...rows]));
  }
  return lines.join('\n');
}

function inColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
}
