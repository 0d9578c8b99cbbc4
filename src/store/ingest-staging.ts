import type { EntityKind } from '../model/entity.ts';
import type { Reference } from '../model/reference.ts';
import type { Row, Table } from '../model/row.ts';
import type { Staged } from '../model/staged.ts';
import { count } from './database.ts';
import type { Plan } from './plan.ts';
import { RecordColumns } from './record-columns.ts';
import { ReferenceColumns } from './reference-columns.ts';
import { StagingQueue, type StagingThreadUse, type ThreadNoting } from './staging-queue.ts';
import {
  emptyRest,
  issueRow,
  type PlacedRecord,
  type RecordPlace,
  type SqlRow,
  type StagedIssue,
} from './staging-rows.ts';

export interface NewInput {
  readonly source: string;
  readonly file: string;
  readonly format: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Records and issues that make a batch worth a transaction, and worth waking another thread: with 500 that took a tenth of the time. */
const fullBatch = 2000;

/**
 * Collects what ingest makes and hands it to the plan in batches. Ids are given here, so that nothing waits for the database; until
 * `finish` the plan must not be used otherwise.
 */
export class IngestStaging {
  private readonly plan: Plan;
  private readonly queue: StagingQueue;
  private nextSeq: number;
  private records: RecordColumns;
  private rest = emptyRest();
  private readonly references = new ReferenceColumns();
  private notes: ThreadNoting | undefined;
  private readonly ids = { input: 0, table: 0, block: 0 };

  /** The plan has just been made: it holds nothing yet. `use`: the thread that may write it. */
  constructor(plan: Plan, use?: StagingThreadUse) {
    this.plan = plan;
    this.queue = new StagingQueue(plan, use);
    this.nextSeq = count(plan.database, 'SELECT coalesce(max(seq), 0) FROM record') + 1;
    this.records = new RecordColumns(this.nextSeq, this.queue.freeBytes());
  }

  /** Leaves what is to be noted of a valid record to the thread that writes it; false: nothing is noted there. */
  noteInThread(record: Staged): boolean {
    this.notes?.collect(record, this.records.bytes);
    return this.notes !== undefined;
  }

  addInput({ source, file, format, sha256, bytes }: NewInput): number {
    this.rest.inputs.push([(this.ids.input += 1), source, file, format, sha256, bytes]);
    return this.ids.input;
  }

  setFacts(inputId: number, facts: Readonly<Record<string, unknown>>): void {
    this.rest.facts.push([JSON.stringify(facts), inputId]);
  }

  addTable(inputId: number, { file, name }: Pick<Table, 'file' | 'name'>): number {
    this.rest.tables.push([(this.ids.table += 1), inputId, file, name]);
    return this.ids.table;
  }

  /** `leftBehind`: filled cells by heading of every column that no block reads. */
  closeTable(
    tableId: number,
    table: { readonly columns: readonly string[]; readonly rows: number; readonly leftBehind: unknown },
  ): void {
    const row: SqlRow = [JSON.stringify(table.columns), table.rows, JSON.stringify(table.leftBehind), tableId];
    this.rest.closedTables.push(row);
  }

  addBlock(name: string, kind: EntityKind): number {
    this.rest.blocks.push([(this.ids.block += 1), name, kind]);
    return this.ids.block;
  }

  addConsumption(blockId: number, tableId: number, counts: { readonly rows: number; readonly exploded: number }): void {
    this.rest.consumptions.push([blockId, tableId, counts.rows, counts.exploded]);
  }

  /** Returns the record's `seq`. */
  addRecord(place: RecordPlace, record: PlacedRecord): number {
    this.records.add(place, record);
    return this.nextSeq++;
  }

  /** A reference of the record `seq` of a kind. */
  addReference(seq: number, holderKind: EntityKind, reference: Reference): void {
    this.references.add(seq, holderKind, reference);
  }

  /** Keeps the row of a record that a person may want to see: rejected, or with findings. */
  addReject(seq: number, row: Row): void {
    this.rest.rejects.push([seq, JSON.stringify(row.cells)]);
  }

  addIssue(issue: StagedIssue): void {
    this.rest.issues.push(issueRow(issue));
  }

  /** Hands over what was collected when it is enough for a batch. @throws LocalError when the disk is full */
  flushWhenFull(): Promise<void> | undefined {
    const collected = this.records.length + this.rest.issues.length;
    return collected < fullBatch ? undefined : this.flush();
  }

  /** Writes the rest; `buildIndexes` comes next. @throws LocalError when the disk is full */
  async finish(): Promise<void> {
    await this.flush();
    await this.queue.close();
  }

  /** Ends after a failure: nothing more is written. */
  abandon(): Promise<void> {
    return this.queue.abandon();
  }

  private flush(): Promise<void> | undefined {
    const { records, rest } = this;
    const notes = this.notes?.take();
    const references = this.references.take(records.bytes);
    const written = this.queue.write({ notes, records: records.take(), references, rest }, records.bytes);
    this.notes = this.queue.notes;
    this.records = new RecordColumns(this.nextSeq, this.queue.freeBytes());
    this.rest = emptyRest();
    return written;
  }
}
