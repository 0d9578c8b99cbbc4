import type { EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import type { CreateRange, RecordSource } from '../model/new-records.ts';
import { planMemo } from './plan-memo.ts';
import type { Plan } from './plan.ts';

/**
 * Kinds whose operations after `after` are creates without a gap between them, and at least `least`: what a load into an empty
 * target is made of.
 */
export function createRanges(
  plan: Plan,
  wanted: { readonly after: number; readonly least: number },
): ReadonlyMap<EntityKind, CreateRange> {
  const { after, least } = wanted;
  const ranges = (knownRanges.get(plan) ?? rangesIn(plan, wanted))
    .map((range) => ({ ...range, from: Math.max(range.from, after + 1) }))
    .filter(({ from, to }) => to - from + 1 >= least && to >= from);
  return new Map(ranges.map((range) => [range.kind, range]));
}

const knownRanges = planMemo<readonly CreateRange[]>();

/** Takes over what is known from making a plan that consists of creates alone, kind after kind, now that it is finished. */
export function rememberRanges(plan: Plan, ranges: readonly CreateRange[]): void {
  knownRanges.set(plan, ranges);
}

function rangesIn(
  { database }: Plan,
  { after, least }: { readonly after: number; readonly least: number },
): readonly CreateRange[] {
  return database
    .prepare<unknown[], CreateRange>(
      `SELECT kind, min(id) AS "from", max(id) AS "to" FROM operation WHERE id > ? GROUP BY kind
       HAVING count(*) >= ? AND count(*) = max(id) - min(id) + 1 AND count(*) = sum(action = 'create' AND target_id IS NULL)`,
    )
    .all(after, least);
}

/** Source keys of the operations of a range, in their order. */
export function keysOfRange({ database }: Plan, { from, to }: CreateRange): readonly (Ref & { readonly id: number })[] {
  return database
    .prepare<unknown[], Ref & { readonly id: number }>(
      `SELECT operation.id AS id, system, key FROM operation JOIN record ON record.seq = operation.seq
       WHERE operation.id BETWEEN ? AND ? ORDER BY operation.id`,
    )
    .all(from, to);
}

/** What the operations of a finished plan create. */
export function recordSource(file: string): RecordSource {
  const columns = `operation.id AS position, record.system AS system, record.key AS key, coalesce(source_table.file, '') AS file,
    nullif(source_table.name, '') AS sheet, record.line AS line`;
  const place = 'LEFT JOIN plan.source_table ON source_table.id = record.table_id';
  const range = 'WHERE operation.id BETWEEN @from AND @to';
  return {
    file,
    records: `SELECT operation.id AS position, coalesce(payload.data, record.data) AS data FROM plan.operation
      JOIN plan.record ON record.seq = operation.seq LEFT JOIN plan.payload ON payload.seq = operation.seq
      ${range} ORDER BY operation.id`,
    origins: `SELECT ${columns} FROM plan.operation JOIN plan.record ON record.seq = operation.seq ${place} ${range}
      UNION ALL SELECT ${columns} FROM plan.operation
      CROSS JOIN plan.record ON record.survivor = operation.seq AND record.survivor IS NOT NULL ${place} ${range}`,
  };
}
