import { Worker } from 'node:worker_threads';
import type { EntityKind } from '../../model/entity.ts';
import type { Ref } from '../../model/field.ts';
import { databaseError } from '../../store/database.ts';
import type { IdOf, Operation, Outcome } from '../target.ts';
import { idName } from './batch-writer.ts';
import { layouts, type KindLayout } from './layout.ts';
import type { BatchReply, BatchText } from './write-worker.ts';

/** Compiled code runs in threads; TypeScript sources (tests, development) run in this one, as threads cannot load them. */
const canThread = import.meta.url.endsWith('.js');
const worthwhile = 1000;

/** True for loads so large that a thread of its own pays: new records by the thousand. */
export function isWorthThread(operations: readonly Operation[]): boolean {
  return canThread && operations.length >= worthwhile && operations.every(({ targetId }) => targetId === undefined);
}

interface Waiting {
  readonly resolve: (outcomes: readonly Outcome[]) => void;
  readonly reject: (cause: unknown) => void;
}

/** Writes batches in a thread, one after another, while this one prepares the next. Outcomes come in the order of the batches. */
export class WriteThread {
  private readonly path: string;
  private readonly worker: Worker;
  private readonly waiting: Waiting[] = [];
  private readonly ended: Promise<void>;

  constructor(path: string) {
    this.path = path;
    this.worker = new Worker(new URL('./write-worker.js', import.meta.url), { workerData: path });
    this.worker.on('message', (reply: BatchReply) => this.settle(reply));
    this.worker.on('error', (cause) => this.fail(cause));
    this.ended = new Promise((resolve) => {
      this.worker.on('exit', () => {
        this.fail(new Error('the writing thread has ended'));
        resolve();
      });
    });
  }

  /** @throws LocalError when the database cannot be written */
  write(operations: readonly Operation[], idOf: IdOf): Promise<readonly Outcome[]> {
    // One text is copied into the thread much faster than a tree of objects.
    const text = batchText(operations, knownIds(operations, idOf));
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.worker.postMessage(text);
    });
  }

  /** Lets the batches under way end, then the thread. */
  async close(): Promise<void> {
    this.worker.postMessage(null);
    await this.ended;
  }

  private settle(reply: BatchReply): void {
    const next = this.waiting.shift();
    if (next === undefined) return;
    if ('outcomes' in reply) next.resolve(reply.outcomes);
    else next.reject(databaseError(this.path, Object.assign(new Error(reply.message), { code: reply.code })));
  }

  private fail(cause: unknown): void {
    for (const { reject } of this.waiting.splice(0)) reject(databaseError(this.path, cause));
  }
}

/** A `BatchText`; data whose text is known is not made text again. */
function batchText(operations: readonly Operation[], ids: BatchText['ids']): string {
  const texts = operations.map(({ kind, targetId, data, text, origins }) => {
    const ends = [JSON.stringify([kind, targetId ?? null]).slice(0, -1), JSON.stringify(origins)] as const;
    return `${ends[0]},${text ?? JSON.stringify(data)},${ends[1]}]`;
  });
  return `{"operations":[${texts.join(',')}],"ids":${JSON.stringify(ids)}}`;
}

/** Ids of everything the operations point to, by kind, system and key; what has none yet is left out. */
function knownIds(operations: readonly Operation[], idOf: IdOf): BatchText['ids'] {
  const ids = new Map<string, string | undefined>();
  for (const { kind, data } of operations) {
    eachReference(layouts[kind], data as Readonly<Record<string, unknown>>, (to, ref) => {
      const name = idName(to, ref);
      if (!ids.has(name)) ids.set(name, idOf(to, ref));
    });
  }
  return [...ids].flatMap(([name, id]) => (id === undefined ? [] : [[name, id] as const]));
}

type Item = Readonly<Record<string, unknown>>;

function eachReference(layout: KindLayout, data: Item, take: (kind: EntityKind, ref: Ref) => void): void {
  for (const { field, kind } of layout.references) {
    const ref = data[field];
    if (ref !== undefined && ref !== null) take(kind, ref as Ref);
  }
  for (const { field, columns } of layout.children) {
    const items = data[field];
    if (!Array.isArray(items)) continue;
    for (const column of columns) {
      if (column.as !== 'ref' && column.as !== 'link') continue;
      for (const item of items as readonly Item[]) {
        const ref = item[column.property];
        if (ref === undefined || ref === null) continue;
        take(column.as === 'ref' ? column.kind : (item['kind'] as EntityKind), ref as Ref);
      }
    }
  }
}
