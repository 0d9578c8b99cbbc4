import { IdentityColumns } from '../matching/identity-columns.ts';
import type { MatchedKind } from '../matching/matcher.ts';
import type { Staged } from '../model/staged.ts';
import type { StagingThreadUse, Telling } from '../store/staging-queue.ts';
import type { IngestSetup } from './ingest.ts';
import type { MatchPreparation, PreparedState } from './match-preparation.ts';
import { addCounts, type RowCounting, type RowCounts } from './row-counts.ts';
import { rowMapping } from './row-handover.ts';

/** What the thread that writes notes of records for exact matching. */
export interface NotingTask {
  readonly dedupe: MatchPreparation['dedupe'];
  /** What was noted before the thread was started. */
  readonly state: PreparedState;
}

/**
 * The thread that writes what ingest stages has time left: it also notes what exact matching needs of each record, and maps rows.
 * `counting`: of the rows that this thread maps.
 */
export function ingestThread(
  { prepared, mapping, tallies }: Pick<IngestSetup, 'prepared' | 'mapping' | 'tallies'>,
  counting: RowCounting,
): StagingThreadUse {
  const module = new URL('./ingest-worker.js', import.meta.url);
  const told: Telling = {
    take: () => counting.take(),
    add: (counts) => addCounts(counts as RowCounts, mapping.maps, tallies),
  };
  const use = { module, told, mapping: () => rowMapping(mapping) };
  if (prepared?.isMovable !== true) return use;
  const columns = new IdentityColumns();
  return {
    ...use,
    notes: {
      start: (): NotingTask => ({ dedupe: prepared.dedupe, state: prepared.handOver() }),
      collect: (record, memory) => {
        if (isMatched(record) && prepared.has(record.kind)) columns.add(record, memory);
      },
      take: () => columns.take(),
      end: (noted) => prepared.goOn(noted as PreparedState),
    },
  };
}

/** Whether rows may be mapped in the thread: nothing that must be done here depends on a single row. */
export function canHandOver({ mapping, overrides, splitsLeads, prepared, context }: IngestSetup): boolean {
  const isNoted = prepared === undefined || prepared.isMovable || prepared.isIdle;
  const isSplit = splitsLeads === true && mapping.blocks.some(({ kind }) => kind === 'lead');
  return isNoted && !isSplit && overrides === undefined && context.isFollowed === false;
}

function isMatched(record: Staged): record is Staged<MatchedKind> {
  return record.kind === 'contact' || record.kind === 'company';
}
