import { PlanLoader, type CreateRange } from '../store/plan-load.ts';
import type { BulkResult, BulkWriterModule, BulkWriterPlace, NewRecord } from '../targets/target.ts';

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
  const writer = module.openBulkWriter(place.options);
  const plan = new PlanLoader(planFile);
  return {
    prepare: (range) => {
      // The plan holds validated data only, and each hash is checked while it is read.
      const records = [...(plan.records(range) as Iterable<NewRecord>)];
      return () => writer.write(() => records);
    },
    close: () => {
      plan.close();
      writer.close();
    },
  };
}
