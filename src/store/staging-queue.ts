import { Worker } from 'node:worker_threads';
import { databaseError } from './database.ts';
import { lockPlan, unlockPlan, type Plan } from './plan.ts';
import type { Staged } from '../model/staged.ts';
import { RecordBytes } from './record-bytes.ts';
import type { TargetsState } from './reference-targets.ts';
import type { StagedRows } from './staging-rows.ts';
import { StagingWriter } from './staging-writer.ts';

/** What the writing thread is asked. */
export type StagingMessage =
  | { readonly write: StagedRows }
  /** To make itself ready to map rows. */
  | { readonly prepare: unknown }
  | { readonly map: RowsToMap }
  | { readonly end: true };

/** Rows that the writing thread maps, and writes what becomes of them. */
export interface RowsToMap {
  /** What the mapping of the thread takes. */
  readonly rows: unknown;
  /** `seq` of the first record, and how many there will be. */
  readonly firstSeq: number;
  readonly records: number;
}

/** What the writing thread answers to a batch, to the wish that it be ready, or to the end. */
export type StagingReply =
  | { readonly done: true; readonly told?: unknown }
  | { readonly isReady: boolean }
  | { readonly noted: unknown }
  | { readonly code: string | undefined; readonly message: string };

/** What the writing thread is started with. */
export interface StagingTask {
  /** Temporary name of the plan. */
  readonly path: string;
  /** What was written of references before. */
  readonly references: TargetsState;
  /** What it goes on noting of records; undefined: nothing. */
  readonly notes: unknown;
}

/** The thread to write in. */
export interface StagingThreadUse {
  /** Calls `writeStaged`. */
  readonly module: URL;
  readonly notes?: ThreadNoting;
  readonly told?: Telling;
  /** What the thread needs to map rows; undefined: it cannot. */
  readonly mapping?: () => unknown;
}

/** What is told of the rows of a batch beside what is written of them. */
export interface Telling {
  /** What was told in this thread since. */
  take(): unknown;
  /** Is given what was told of every batch, in the order of the batches, whoever mapped their rows. */
  add(told: unknown): void;
}

/** What the thread notes of valid records. */
export interface ThreadNoting {
  /** What it begins with. */
  start(): unknown;
  /** Collects of a record what is to be noted. `memory`: takes texts of the batch. */
  collect(record: Staged, memory: RecordBytes): void;
  /** What was collected since, for the thread. */
  take(): unknown;
  /** Takes what the thread has in the end. */
  end(noted: unknown): void;
}

/** Compiled code runs in threads; TypeScript sources (tests, development) run in this one, as threads cannot load them. */
const canThread = import.meta.url.endsWith('.js');

/** Starting the thread costs as much as writing some batches. */
const batchesBeforeThread = 4;

/** What the thread allocates lives no longer than a batch: it needs no room to grow into. */
const resourceLimits = { maxYoungGenerationSizeMb: 16 };

/** Memory of a batch that is used again: what a few enormous records needed is given back. */
const mostKept = 32 * 1024 * 1024;

/** Batches on their way to the thread: enough that neither side waits, few enough that memory stays flat. */
const mostOnTheWay = 4;

/** Batches on their way to a thread that still has time to map rows: to map one takes it as long as to write three. */
const fewOnTheWay = 2;

/**
 * Writes batches into a plan in their order: the first ones here, those of larger inputs in a thread of their own, while the next
 * rows are read. The plan belongs to the thread until `close`.
 */
export class StagingQueue {
  private readonly plan: Plan;
  private readonly use: StagingThreadUse | undefined;
  private readonly here: StagingWriter;
  private thread: StagingThread | undefined;
  private written = 0;
  /** Memory of batches that have been written. */
  private readonly free: RecordBytes[] = [];

  /** `use`: without it everything is written here. */
  constructor(plan: Plan, use?: StagingThreadUse) {
    this.plan = plan;
    this.use = use;
    this.here = new StagingWriter(plan.database, plan.file);
  }

  /** The thread is ready to map rows, and would soon have nothing else to do. */
  get hasTimeToMap(): boolean {
    return this.thread?.hasTimeToMap === true;
  }

  /** What the thread notes, once one writes. */
  get notes(): ThreadNoting | undefined {
    return this.thread === undefined ? undefined : this.use?.notes;
  }

  /** Memory for a batch. */
  freeBytes(): RecordBytes {
    return this.free.pop() ?? new RecordBytes(1 << 19);
  }

  /**
   * `bytes`: where the records of the batch lie; they belong to the queue now. The promise, where there is one, resolves once more
   * may be written.
   * @throws LocalError when the disk is full
   */
  write(rows: StagedRows, bytes: RecordBytes): Promise<void> | undefined {
    this.written += 1;
    const { use } = this;
    const told = use?.told?.take();
    if (!canThread || use === undefined || this.written <= batchesBeforeThread) {
      this.here.write(rows);
      this.takeBack(bytes);
      use?.told?.add(told);
      return undefined;
    }
    if (this.thread === undefined) {
      unlockPlan(this.plan);
      this.thread = new StagingThread(this.plan, use, this.here.references);
    }
    return this.thread.send({ write: rows }, () => {
      this.takeBack(bytes);
      use.told?.add(told);
    });
  }

  /** Lets the thread make itself ready to map rows, where there is one. */
  prepareMapping(): void {
    const { thread, use } = this;
    if (use?.mapping !== undefined) thread?.prepare(use.mapping());
  }

  /**
   * Leaves rows to the thread, only where it had time to map. `bytes`: where they lie; they belong to the queue now.
   * @throws LocalError when the disk is full
   */
  map(rows: RowsToMap, bytes: RecordBytes): Promise<void> | undefined {
    return this.thread?.send({ map: rows }, (told) => {
      this.takeBack(bytes);
      this.use?.told?.add(told);
    });
  }

  /** Memory that no batch needs any more. */
  takeBack(bytes: RecordBytes): void {
    bytes.clear();
    if (bytes.memory.byteLength <= mostKept) this.free.push(bytes);
  }

  /** Waits until everything is written; the plan may be used again afterwards. @throws LocalError when the disk is full */
  async close(): Promise<void> {
    const { thread } = this;
    if (thread === undefined) return;
    await thread.close();
    this.thread = undefined;
    lockPlan(this.plan);
  }

  /** Ends the thread, whatever it is doing: the plan is thrown away. */
  async abandon(): Promise<void> {
    await this.thread?.abandon();
  }
}

class StagingThread {
  private readonly file: string;
  private readonly use: StagingThreadUse;
  private readonly worker: Worker;
  private readonly ended: Promise<void>;
  /** Of each batch on its way, what is to be done once it is written. */
  private readonly onTheWay: ((told: unknown) => void)[] = [];
  private isReady = false;
  private failure: Error | undefined;
  private wake: (() => void) | undefined;

  constructor({ file, database }: Plan, use: StagingThreadUse, references: TargetsState) {
    this.file = file;
    this.use = use;
    const workerData: StagingTask = { path: database.name, references, notes: use.notes?.start() };
    this.worker = new Worker(use.module, { workerData, resourceLimits });
    this.worker.on('message', (reply: StagingReply) => this.settle(reply));
    this.worker.on('error', (cause) => this.fail(cause));
    this.ended = new Promise((resolve) => {
      this.worker.on('exit', () => {
        if (this.onTheWay.length > 0) this.fail(new Error('the thread that writes the plan has ended'));
        resolve();
      });
    });
  }

  get hasTimeToMap(): boolean {
    return this.isReady && this.onTheWay.length <= fewOnTheWay;
  }

  prepare(mapping: unknown): void {
    this.post({ prepare: mapping });
  }

  /** `written` is given what the thread tells of rows that it has mapped. */
  send(message: StagingMessage, written: (told: unknown) => void): Promise<void> | undefined {
    this.rethrow();
    this.onTheWay.push(written);
    this.post(message);
    return this.onTheWay.length < mostOnTheWay ? undefined : this.room();
  }

  async close(): Promise<void> {
    this.post({ end: true });
    await this.ended;
    this.rethrow();
  }

  async abandon(): Promise<void> {
    await this.worker.terminate();
  }

  private post(message: StagingMessage): void {
    this.worker.postMessage(message);
  }

  private async room(): Promise<void> {
    while (this.failure === undefined && this.onTheWay.length >= mostOnTheWay) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    this.rethrow();
  }

  private settle(reply: StagingReply): void {
    if ('done' in reply) {
      this.onTheWay.shift()?.(reply.told);
      this.wake?.();
    } else if ('isReady' in reply) this.isReady = reply.isReady;
    else if ('noted' in reply) this.use.notes?.end(reply.noted);
    else this.fail(Object.assign(new Error(reply.message), { code: reply.code }));
  }

  private fail(cause: unknown): void {
    const error = databaseError(this.file, cause);
    this.failure ??= error instanceof Error ? error : new Error(String(error));
    this.onTheWay.length = 0;
    this.wake?.();
  }

  private rethrow(): void {
    if (this.failure !== undefined) throw this.failure;
  }
}
