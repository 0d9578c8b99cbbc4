import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LocalError } from '../errors.ts';
import { csvLine } from '../report/csv-line.ts';
import { lineageEdges, lineages } from '../store/plan-lineage.ts';
import { readManifest, type Plan } from '../store/plan.ts';
import type { CommandResult, Invocation } from './command.ts';
import { planOfRun } from './run-plan.ts';

const crosswalkColumns =
  'kind system key file sheet line golden_id golden_system golden_key cluster_size decided_by lowest_score tool_version earlier_golden_id'.split(
    ' ',
  );

/**
 * Writes what every planned record was made of (`dedupe.md` 3.11 of the house documents): `golden.jsonl`, `crosswalk.csv`,
 * `provenance.jsonl` and `edges.jsonl`. They hold personal data: for the owner only.
 * @throws ConfigError when there is no plan, LocalError when the folder cannot be written
 */
export async function lineageAction(invocation: Invocation): Promise<CommandResult> {
  const folder = invocation.flags.text('output') ?? '';
  const plan = planOfRun(invocation);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const files: string[] = [];
    for (const [name, lines] of outputs(plan)) {
      const file = join(folder, name);
      await pipeline(Readable.from(lines()), createWriteStream(file, { mode: 0o600 }));
      files.push(file);
    }
    return { exitCode: 0, text: files.join('\n'), summary: { files } };
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && 'syscall' in cause)
      throw new LocalError('local.cannot-write', { file: folder }, { cause });
    throw cause;
  } finally {
    plan.close();
  }
}

function outputs(plan: Plan): readonly (readonly [name: string, lines: () => Iterable<string>])[] {
  return [
    ['golden.jsonl', () => goldenLines(plan)],
    ['crosswalk.csv', () => crosswalkLines(plan)],
    ['provenance.jsonl', () => provenanceLines(plan)],
    ['edges.jsonl', () => edgeLines(plan)],
  ];
}

function* goldenLines(plan: Plan): Generator<string> {
  for (const { kind, goldenId, golden, action, data } of lineages(plan))
    yield jsonLine({ golden_id: goldenId, kind, ...golden, action, data });
}

function* crosswalkLines(plan: Plan): Generator<string> {
  const { toolVersion } = readManifest(plan);
  yield `${csvLine(crosswalkColumns, false)}\n`;
  for (const { kind, goldenId, golden, members, decidedBy, lowestScore } of lineages(plan)) {
    const of = [goldenId, golden.system, golden.key, members.length, decidedBy, lowestScore?.toFixed(2), toolVersion];
    for (const { system, key, file, sheet, line, earlierId } of members) {
      const cells = [kind, system, key, file, sheet, line, ...of, earlierId].map((cell) => String(cell ?? ''));
      yield `${csvLine(cells, false)}\n`;
    }
  }
}

function* provenanceLines(plan: Plan): Generator<string> {
  for (const { kind, goldenId, values } of lineages(plan)) {
    for (const { field, value, rule, from } of values)
      yield jsonLine({ golden_id: goldenId, kind, field, value, rule, ...from });
  }
}

function* edgeLines(plan: Plan): Generator<string> {
  for (const edge of lineageEdges(plan)) yield jsonLine(edge);
}

function jsonLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
