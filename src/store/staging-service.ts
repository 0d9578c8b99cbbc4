import { parentPort } from 'node:worker_threads';
import { errorCode, type Database } from './database.ts';
import { openDraft } from './plan.ts';
import type { StagedRows } from './staging-rows.ts';
import type { RowsToMap, StagingMessage, StagingReply, StagingTask } from './staging-queue.ts';
import { StagingWriter } from './staging-writer.ts';

/** What is noted of records in the thread that writes them. */
export interface ThreadNotes {
  /** Notes what was collected of the records of a batch. `memory`: where texts of it are. */
  note(collected: unknown, memory: SharedArrayBuffer): void;
  /** What was noted, once all records have been; `memory` of it is handed over without a copy. */
  handOver(): { readonly noted: unknown; readonly memory: readonly ArrayBuffer[] };
}

/** Maps rows in the thread that writes what becomes of them. */
export interface ThreadMapping {
  /** Makes itself ready; false: it cannot, and no rows may come. */
  prepare(mapping: unknown): Promise<boolean>;
  /** What becomes of the rows, and what is told of them. */
  map(rows: RowsToMap): { readonly staged: StagedRows; readonly told: unknown };
}

/** What the thread does beside writing. */
export interface ThreadUse {
  readonly notes?: ThreadNotes;
  readonly mapping?: ThreadMapping;
}

/**
 * Writes the batches of ingest into an unfinished plan, in the thread that calls it. After a failure nothing more is written: the plan is
 * thrown away.
 */
export function writeStaged({ path, references }: Omit<StagingTask, 'notes'>, use: ThreadUse = {}): void {
  const service = new StagingService(openDraft(path), path, { references, use });
  parentPort?.on('message', (message: StagingMessage) => service.take(message));
}

class StagingService {
  private readonly database: Database;
  private readonly writer: StagingWriter;
  private readonly use: ThreadUse;
  private hasFailed = false;

  constructor(
    database: Database,
    path: string,
    { references, use }: { readonly references: StagingTask['references']; readonly use: ThreadUse },
  ) {
    this.database = database;
    this.writer = new StagingWriter(database, path, references);
    this.use = use;
  }

  take(message: StagingMessage): void {
    if (this.hasFailed && !('end' in message)) return;
    try {
      if ('end' in message) this.end();
      else if ('write' in message) reply({ done: true, told: this.write(message.write) });
      else if ('map' in message) reply({ done: true, told: this.map(message.map) });
      else void this.prepare(message.prepare);
    } catch (cause) {
      this.hasFailed = true;
      const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
      const text = reason instanceof Error ? reason.message : String(reason);
      reply({ code: errorCode(reason), message: text });
      if ('end' in message) parentPort?.close();
    }
  }

  private async prepare(mapping: unknown): Promise<void> {
    const isReady = await this.use.mapping?.prepare(mapping).catch(() => false);
    reply({ isReady: isReady === true });
  }

  private write(rows: StagedRows): undefined {
    this.writer.write(rows);
    if (rows.notes !== undefined) this.use.notes?.note(rows.notes, rows.records.memory);
  }

  private map(rows: RowsToMap): unknown {
    const { mapping } = this.use;
    if (mapping === undefined) throw new Error('this thread maps no rows');
    const { staged, told } = mapping.map(rows);
    this.writer.write(staged);
    return told;
  }

  private end(): void {
    this.database.close();
    if (!this.hasFailed && this.use.notes !== undefined) handOver(this.use.notes);
    parentPort?.close();
  }
}

function reply(message: StagingReply, memory: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, [...memory]);
}

function handOver(notes: ThreadNotes): void {
  const { noted, memory } = notes.handOver();
  reply({ noted }, memory);
}
