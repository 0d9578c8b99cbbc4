import type { CreateRange } from '../model/new-records.ts';
import { PlanChecker } from '../store/plan-checker.ts';
import { recordSource } from '../store/plan-load.ts';
import type { BulkResult, BulkWriterModule, BulkWriterPlace } from '../targets/target.ts';

/** What loads ranges: the plan, and where the target's writer is found. */
export interface RangeLoadPlace {
  readonly planFile: string;
  readonly writer: BulkWriterPlace;
}

/** Loads ranges of a plan in this thread. */
export interface RangeLoad {
  /** Reads and checks a range, and touches nothing; what it gives back writes it. @throws StaleError, LocalError */
  prepare(range: CreateRange): () => BulkResult;
  close(): void;
}

export async function openRangeLoad({ planFile, writer: place }: RangeLoadPlace): Promise<RangeLoad> {
  const module = (await import(place.module)) as BulkWriterModule;
  const plan = new PlanChecker(planFile);
  const writer = module.openBulkWriter(place.options, recordSource(planFile));
  return {
    prepare: (range) => {
      // The plan holds validated data only; that it is still the same is checked here.
      plan.check(range);
      return writer.prepare(range);
    },
    close: () => {
      plan.close();
      writer.close();
    },
  };
}
