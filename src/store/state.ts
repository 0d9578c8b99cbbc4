import { hostname } from 'node:os';
import type { EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import { userName } from './actor.ts';
import { guarded, type Database } from './database.ts';
import { IdMap } from './id-map.ts';
import { openState } from './open-state.ts';
import { RangeEntries } from './range-entries.ts';
import { RangeJournal } from './state-ranges.ts';
import { prepareState } from './state-statements.ts';
import type {
  Agreed,
  Batch,
  BeforeImage,
  DoubledIds,
  DoubledRow,
  FieldHashes,
  Intent,
  JournalEntry,
  Known,
  OperationState,
  RunRow,
  Settlement,
  Written,
} from './journal.ts';

export type {
  JournalEntry,
  OperationState,
  RunRow,
  Known,
  Intent,
  Batch,
  Settlement,
  DoubledRow,
  FieldHashes,
} from './journal.ts';
import { failpoint } from '../failpoint.ts';

/** A batch of which not everything is settled yet. */
interface OpenBatch {
  readonly id: number;
  readonly highWater: string | null;
  sentAt: number;
  open: number;
}

/** An intent that is committed and not settled yet. */
interface OpenIntent {
  readonly intent: Intent;
  readonly batch: OpenBatch;
}

/** What is sent as soon after its intent counts as sent with it. */
const atOnceMs = 100;

/** Journal and id map of a project, over all its runs: `.perenos/state.db`. */
export class State {
  readonly file: string;
  readonly lineage: string;
  private readonly database: Database;
  private readonly statements: ReturnType<typeof prepareState>;
  private readonly open = new Map<number, OpenIntent>();
  private readonly openBatches = new Set<OpenBatch>();
  /** Which record of a target each source record became. */
  readonly ids: IdMap;
  private readonly rangeEntries: RangeEntries;

  /** @throws LocalError, ConfigError when it was written by a newer version */
  constructor(file: string) {
    this.file = file;
    this.database = openState(file);
    this.statements = prepareState(this.database);
    this.ids = new IdMap(this.database, file);
    this.rangeEntries = new RangeEntries(this.database);
    this.lineage = String(this.statements.meta.get('lineage'));
  }

  /** Grows with every committed step that changes a target: a plan made for an older serial is stale. */
  get serial(): number {
    return Number(this.statements.meta.get('serial'));
  }

  startRun(run: Omit<RunRow, 'ended_at' | 'status' | 'user'> & { readonly tool_version: string }): void {
    this.write(() => {
      this.statements.startRun.run({ ...run, host: hostname(), user: userName() });
      this.statements.bump.run();
    });
  }

  endRun(runId: string, status: RunRow['status'], endedAt: string): void {
    this.write(() => this.statements.endRun.run(status, endedAt, runId));
  }

  run(runId: string): RunRow | undefined {
    return this.statements.run.get(runId);
  }

  runs(): readonly RunRow[] {
    return this.statements.runs.all();
  }

  unfinishedRuns(): readonly RunRow[] {
    return this.runs().filter(({ status }) => status === 'running' || status === 'doubt');
  }

  /** Commits the intent of a batch; after it returns, the batch may be sent. */
  intend(runId: string, { id: batchId, sentAt, highWater: given }: Batch, intents: readonly Intent[]): void {
    const highWater = given ?? null;
    const rows = intents.map(({ id, kind, action, marker, payloadHash, targetId }) => {
      const row = [id, kind, marker.system, marker.key, action, payloadHash];
      return targetId === undefined ? row : [...row, targetId];
    });
    this.write(() => this.statements.intend.run(runId, batchId, sentAt, JSON.stringify(rows), highWater));
    const batch = { id: batchId, sentAt, highWater, open: intents.length };
    this.openBatches.add(batch);
    for (const intent of intents) this.open.set(intent.id, { intent, batch });
  }

  /** Commits that a request of the batches under way is handed over only now; after it returns, it may be. */
  handOver(runId: string, now: number): void {
    const late = [...this.openBatches].filter(({ sentAt }) => Math.abs(now - sentAt) > atOnceMs);
    if (late.length === 0) return;
    this.write(() => {
      for (const { id } of late) this.statements.handOver.run(now, runId, id);
    });
    for (const batch of late) batch.sentAt = now;
  }

  /** Commits the results of a batch together with what they teach the id map. */
  settle(runId: string, target: string, settledAt: number, settlements: readonly Settlement[]): void {
    this.write(() => {
      for (const settlement of settlements) {
        this.record(runId, settledAt, settlement);
        this.learn(runId, target, settlement);
      }
      failpoint('inside-commit');
      this.statements.bump.run();
    });
  }

  /** Commits what a person says became of an operation: it counts as the latest that the run has done. */
  resolve(runId: string, target: string, settledAt: number, settlement: Settlement): void {
    this.settle(runId, target, settledAt, [settlement]);
    this.write(() => this.statements.renumber.run({ run: runId, id: settlement.id }));
  }

  private record(runId: string, settledAt: number, { id, state, reason, targetId }: Settlement): void {
    const result = [state, settledAt, reason ?? null, targetId ?? null];
    const sent = this.open.get(id);
    if (sent === undefined) {
      this.statements.settle.run(...result, runId, id);
      return;
    }
    const { intent, batch } = sent;
    const { kind, marker, action, payloadHash } = intent;
    const { system, key } = marker;
    const sending = [batch.id, batch.sentAt, batch.highWater];
    this.statements.record.run([runId, id, kind, system, key, action, payloadHash, ...sending, ...result]);
    this.open.delete(id);
    batch.open -= 1;
    if (batch.open > 0) return;
    this.statements.forget.run(runId, batch.id);
    this.openBatches.delete(batch);
  }

  private learn(runId: string, target: string, { targetId, done }: Settlement): void {
    if (done === undefined || targetId === undefined) return;
    const { kind, payloadHash } = done;
    if (done.isGone === true) {
      this.ids.forgetRecord(target, kind, targetId);
      this.statements.forgetHashes.run(target, kind, targetId);
      return;
    }
    for (const { system, key } of done.left ?? []) this.ids.forgetKey({ target, kind, ref: { system, key } });
    const known: Known = {
      targetId,
      payloadHash,
      createdByRun: runId,
      ...(done.isAdopted === true ? { isAdopted: true } : {}),
    };
    for (const { system, key } of done.origins) this.ids.learn({ target, kind, ref: { system, key } }, known);
    if (done.hashes !== undefined) this.keepHashes(target, { kind, targetId, hashes: done.hashes });
  }

  private keepHashes(target: string, { kind, targetId, hashes }: Agreed): void {
    const before = this.fieldHashes(target, kind, targetId);
    this.statements.keepHashes.run(target, kind, targetId, JSON.stringify({ ...before, ...hashes }));
  }

  /** Remembers what records of a target and their sources hold alike by now, though it was never written. */
  agree(target: string, agreed: readonly Agreed[]): void {
    this.write(() => agreed.forEach((one) => this.keepHashes(target, one)));
  }

  /** Says what was written of records that are known; nothing is what the next plan has to compare again. */
  keepWritten(target: string, written: readonly Written[]): void {
    this.write(() => {
      for (const { kind, origins, payloadHash } of written) {
        for (const { system, key } of origins)
          this.ids.keepWritten({ target, kind, ref: { system, key } }, payloadHash);
      }
    });
  }

  /** Teaches the id map records that were found in a target by their markers; what was written of them is not known. */
  learnFound(
    runId: string,
    target: string,
    found: readonly { readonly kind: EntityKind; readonly targetId: string; readonly origins: readonly Ref[] }[],
  ): void {
    this.write(() => {
      for (const { kind, targetId, origins } of found) {
        const known: Known = { targetId, payloadHash: '', createdByRun: runId };
        for (const { system, key } of origins) this.ids.learn({ target, kind, ref: { system, key } }, known);
      }
      this.statements.bump.run();
    });
  }

  /** What a record of a target was given at our last write and gave back, by field. */
  fieldHashes(target: string, kind: EntityKind, targetId: string): FieldHashes | undefined {
    const text = this.statements.hashes.get(target, kind, targetId);
    return text === undefined ? undefined : (JSON.parse(text) as FieldHashes);
  }

  /** Remembers records that exist once too often: `duplicates remove` takes them away. The first id is the one that is kept. */
  keepDoubled(runId: string, target: string, { kind, marker, ids }: DoubledIds): void {
    const [kept, ...others] = ids;
    this.write(() => {
      for (const id of others) this.statements.double.run(target, kind, id, kept, marker, runId);
    });
  }

  /** Records that exist once too often and are still there. */
  doubledOf(target: string, kind: EntityKind): readonly DoubledRow[] {
    return this.statements.doubled.all(target, kind);
  }

  markRemoved(target: string, { kind, id }: Pick<DoubledRow, 'kind' | 'id'>, at: string): void {
    this.write(() => this.statements.removeDoubled.run(at, target, kind, id));
  }

  /** What stood in the target before an update of a run. */
  beforeImage(runId: string, opId: number): Readonly<Record<string, unknown>> | undefined {
    const text = this.statements.images.get(runId, opId);
    return text === undefined ? undefined : (JSON.parse(text) as Record<string, unknown>);
  }

  /** Forgets what stood in targets before updates, of one run or of all. @returns how many there were */
  forgetImages(runId: string | undefined): number {
    return guarded(this.file, () => {
      const all = this.database.prepare('DELETE FROM before_image');
      const one = this.database.prepare('DELETE FROM before_image WHERE run_id = ?');
      const { changes } = runId === undefined ? all.run() : one.run(runId);
      this.database.exec('VACUUM');
      return changes;
    });
  }

  /** To be called before many records are forgotten. */
  indexTargetIds(): void {
    guarded(this.file, () => this.ids.indexTargetIds());
  }

  /** Ids of the records of a kind that a run made, changed or took away. */
  writtenIds(runId: string, kind: EntityKind): readonly number[] {
    const made = [...this.rangeEntries.ids(runId, kind)].map(Number);
    return made.length === 0
      ? this.statements.writtenIds.all(runId, kind)
      : [...new Set([...this.statements.writtenIds.all(runId, kind), ...made])];
  }

  /** A journal for whole ranges of a finished plan; to be closed. */
  ranges(planFile: string): RangeJournal {
    return new RangeJournal(this.database, { file: this.file, planFile, learnt: () => this.ids.refresh() });
  }

  /** The last operation that a run has journaled; 0 when there is none. */
  lastJournaled(runId: string): number {
    return this.statements.lastJournaled.get({ run: runId }) ?? 0;
  }

  /** After a crash nobody knows what became of operations that were being sent. */
  doubtUnsettled(runId: string): number {
    return guarded(this.file, () => {
      const doubt = this.database.transaction(() => {
        const { doubt: doubtSingles, doubtRanges, forgetAll, forgetRanges } = this.statements;
        const changes = doubtSingles.run(runId).changes + doubtRanges.run({ run: runId }).changes;
        forgetAll.run(runId);
        forgetRanges.run(runId);
        return changes;
      });
      this.open.clear();
      this.openBatches.clear();
      return doubt();
    });
  }

  keepBeforeImages(runId: string, images: readonly BeforeImage[]): void {
    this.write(() => {
      for (const { opId, kind, targetId, data } of images)
        this.statements.image.run(runId, opId, kind, targetId, JSON.stringify(data));
    });
  }

  entry(runId: string, opId: number): JournalEntry | undefined {
    return this.statements.single.get(runId, opId) ?? this.rangeEntries.entry(runId, opId);
  }

  /** By kind, below which mark nothing of a run can lie: what was sent more than once keeps the mark of the first time. */
  firstWater(runId: string): ReadonlyMap<EntityKind, string> {
    return new Map(this.statements.firstWater.all(runId).map(({ kind, mark }) => [kind, mark]));
  }

  /** Operations whose outcome was never journaled: being sent just now, or by a run that broke off. */
  sendingEntries(runId: string): readonly JournalEntry[] {
    return this.statements.sendingEntries.all({ run: runId });
  }

  /** Number of the latest batch of a run. */
  lastBatch(runId: string): number {
    return this.statements.lastBatch.get({ run: runId }) ?? 0;
  }

  /** By kind, the number of the first batch of a run. */
  firstBatches(runId: string): ReadonlyMap<EntityKind, number> {
    return new Map(this.statements.firstBatches.all({ run: runId }).map(({ kind, batch }) => [kind, batch]));
  }

  /** New records that are not done, or were done in a batch after that one. */
  createsSince(runId: string, kind: EntityKind, batch: number): readonly JournalEntry[] {
    return this.statements.createsSince.all(runId, kind, batch);
  }

  /** Those of one state in the order of the plan. */
  entries(runId: string, state: OperationState): readonly JournalEntry[] {
    const { entries, openEntries } = this.statements;
    return (state === 'done' ? entries : openEntries).all(runId, state);
  }

  counts(
    runId: string,
  ): readonly { readonly kind: EntityKind; readonly state: OperationState; readonly count: number }[] {
    return this.statements.counts.all({ run: runId });
  }

  /** True when nothing was ever loaded into the target, so that nothing need be looked up. */
  knowsNothingOf(target: string): boolean {
    return this.ids.knowsNothingOf(target);
  }

  lookup(target: string, kind: EntityKind, ref: Ref): Known | undefined {
    return this.ids.lookup(target, kind, ref);
  }

  /** The source keys that records of a target were made from, by target id; nothing for those that were found in it. */
  createdFrom(target: string, kind: EntityKind, targetIds: readonly string[]): ReadonlyMap<string, Ref> {
    const singles = this.statements.creates.all(kind, JSON.stringify(targetIds));
    const ranged = this.rangeEntries.createdAs(kind, new Set(targetIds));
    return this.ids.createdFrom(target, kind, [...singles, ...ranged]);
  }

  close(): void {
    this.database.close();
  }

  private write(work: () => void): void {
    try {
      guarded(this.file, () => this.database.transaction(work)());
    } catch (cause) {
      // What was taken over within it is to be taken over again.
      this.ids.refresh();
      throw cause;
    }
  }
}
