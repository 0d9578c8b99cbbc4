import { setImmediate } from 'node:timers/promises';
import { failpoint } from '../failpoint.ts';
import type { EntityKind } from '../model/entity.ts';
import type { CreateRange } from '../model/new-records.ts';
import { createRanges, keysOfRange } from '../store/plan-load.ts';
import { operationTotals } from '../store/plan-operations.ts';
import type { RangeBatch, RangeJournal } from '../store/state-ranges.ts';
import type { BulkResult } from '../targets/target.ts';
import type { Applying } from './applying.ts';
import { openRangeThreads, type RangeThreads } from './range-threads.ts';

/** So many creates side by side are worth a thread. */
const worthwhile = 1000;

/** A small load still has batches to take turns with; in a large one more records a batch save next to nothing. */
const batchSizes = { least: 4000, most: 12_000, batches: 16 };

/** So many batches are given to the threads at once: one is written, one is prepared, one waits. */
const batchesAtOnce = 3;

interface Opened {
  readonly threads: RangeThreads;
  readonly journal: RangeJournal;
}

/**
 * Loads new records by ranges of the plan that the target reads itself. As with single operations, the intent is journaled before a
 * batch is sent, the outcome after.
 */
export class BulkLoad {
  private readonly run: Applying;
  private readonly ranges: ReadonlyMap<EntityKind, CreateRange>;
  private opened: Promise<Opened> | undefined;

  constructor(run: Applying) {
    this.run = run;
    // An audit log has a line for every operation, which only those have that go the long way.
    const isPossible = run.connection.bulk !== undefined && run.audit === undefined && !run.createInOrder;
    const after = run.state.lastJournaled(run.runId);
    // Threads take their time to start: the plan is looked through meanwhile.
    if (isPossible && after === 0 && this.most() >= worthwhile) this.opened = this.start();
    this.ranges = isPossible ? createRanges(run.plan, { after, least: worthwhile }) : new Map();
  }

  /** What of a kind is loaded in bulk: everything from this operation on, none of it sent before. */
  rangeOf(kind: EntityKind): CreateRange | undefined {
    return this.ranges.get(kind);
  }

  /** `proceed` is asked before each batch, with the number of operations left, and throws to end the load. */
  async load(range: CreateRange, proceed: (left: number) => void): Promise<void> {
    const { context } = this.run;
    const size = batchSizeFor(range);
    const opened = await (this.opened ??= this.start());
    const total = range.to - range.from + 1;
    const underWay: Promise<void>[] = [];
    try {
      for (let from = range.from; from <= range.to; from += size) {
        proceed(range.to - from + 1);
        const to = Math.min(range.to, from + size - 1);
        // The intent of the next batches is written while the target works on the one before.
        const current = this.send({ ...range, from, to }, opened);
        // It may fail while those before it are waited for: it is heard when its turn comes.
        current.catch(() => {});
        underWay.push(current);
        if (underWay.length === batchesAtOnce) await oldest(underWay);
        // A turn of the event loop, so that signals are heard.
        await setImmediate();
        context.progress({ phase: 'apply', subject: range.kind, done: to - range.from + 1, total });
      }
      while (underWay.length > 0) await oldest(underWay);
    } catch (cause) {
      // What was sent is journaled first. The first batch that failed says why: those after it only say that one has.
      const ended = await Promise.allSettled(underWay);
      throw ended.find((one) => one.status === 'rejected')?.reason ?? cause;
    }
  }

  async close(): Promise<void> {
    // A failure to open is heard where something was to be loaded.
    const opened = await this.opened?.catch(() => undefined);
    this.opened = undefined;
    await opened?.threads.close();
    opened?.journal.close();
  }

  private async send(range: CreateRange, { threads, journal }: Opened): Promise<void> {
    const { run } = this;
    run.batchId += 1;
    const { runId, context, account, late } = run;
    const batch: RangeBatch = { runId, range, batchId: run.batchId, sentAt: context.now().getTime() };
    failpoint('before-intent');
    journal.intend(batch);
    failpoint('after-intent');
    const result = await threads.load(range);
    failpoint('before-result');
    journal.settle(batch, account, context.now().getTime(), result);
    failpoint('after-result');
    for (const at of result.open) late.add(range.from + at);
    if (context.isFollowed !== false) this.tell(range, result);
  }

  /** After the journal knows it: what is told has happened. */
  private tell(range: CreateRange, { ids, refused }: BulkResult): void {
    const { context, plan } = this.run;
    const reasons = new Map(refused);
    for (const [at, { id, system, key }] of keysOfRange(plan, range).entries()) {
      const operation = { type: 'op', id, kind: range.kind, action: 'create', system, key } as const;
      const targetId = ids[at];
      const reason = reasons.get(at);
      if (targetId === null || targetId === undefined) {
        context.event({ ...operation, status: 'rejected', ...(reason === undefined ? {} : { code: reason.code }) });
      } else context.event({ ...operation, status: 'done', target_id: targetId });
    }
  }

  private start(): Promise<Opened> {
    const opening = this.open();
    opening.catch(() => {});
    return opening;
  }

  private async open(): Promise<Opened> {
    const { plan, state, connection, rangeThreads } = this.run;
    const { bulk, identity } = connection;
    if (bulk === undefined) throw new TypeError('the target has no bulk writer');
    const setup = { planFile: plan.file, writer: bulk };
    const { place } = identity;
    const threads =
      rangeThreads?.open(setup, place) ?? (await openRangeThreads(setup, { place, threads: this.threads() }));
    return { threads, journal: state.ranges(plan.file) };
  }

  private threads(): number {
    // With nothing to prepare while the first batch is written, a second one would only cost memory.
    return this.most() <= batchSizes.least ? 1 : 2;
  }

  /** Operations of the kind that has the most. */
  private most(): number {
    return Math.max(0, ...operationTotals(this.run.plan).values());
  }
}

function batchSizeFor({ from, to }: CreateRange): number {
  const { least, most, batches } = batchSizes;
  return Math.min(most, Math.max(least, Math.ceil((to - from + 1) / batches)));
}

/** Waits for the first of a list, which stays there when it fails. */
async function oldest(underWay: Promise<void>[]): Promise<void> {
  await underWay[0];
  void underWay.shift();
}
