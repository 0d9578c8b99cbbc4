import { IdentityColumns } from '../matching/identity-columns.ts';
import type { MatchedKind } from '../matching/matcher.ts';
import type { Staged } from '../model/staged.ts';
import type { StagingThreadUse } from '../store/staging-queue.ts';
import type { MatchPreparation, PreparedState } from './match-preparation.ts';

/** What the thread that writes notes of records for exact matching. */
export interface NotingTask {
  readonly dedupe: MatchPreparation['dedupe'];
  /** What was noted before the thread was started. */
  readonly state: PreparedState;
}

/** The thread that writes what ingest stages has time left: it also notes what exact matching needs of each record. */
export function ingestThread(prepared: MatchPreparation | undefined): StagingThreadUse {
  const module = new URL('./ingest-worker.js', import.meta.url);
  if (prepared?.isMovable !== true) return { module };
  const columns = new IdentityColumns();
  return {
    module,
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

function isMatched(record: Staged): record is Staged<MatchedKind> {
  return record.kind === 'contact' || record.kind === 'company';
}
