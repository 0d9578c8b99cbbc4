import type { EntityKind } from '../model/entity.ts';
import type { Reference } from '../model/reference.ts';
import type { Row, Table } from '../model/row.ts';
import type { Staged } from '../model/staged.ts';
import { count } from './database.ts';
import type { Plan } from './plan.ts';
import type { RecordBytes } from './record-bytes.ts';
import { ReferenceColumns } from './reference-columns.ts';
import { StagedBatch, type RecordStaging } from './staged-batch.ts';
import { StagingQueue, type StagingThreadUse, type ThreadNoting } from './staging-queue.ts';
import type { PlacedRecord, RecordPlace, SqlRow, StagedIssue } from './staging-rows.ts';

export interface NewInput {
  readonly source: string;
  readonly file: string;
  readonly format: string;
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Collects what ingest makes and hands it to the plan in batches. Ids are given here, so that nothing waits for the database; until
 * `finish` the plan must not be used otherwise.
 */
export class IngestStaging implements RecordStaging {
  private readonly queue: StagingQueue;
  private batch: StagedBatch;
  private readonly references = new ReferenceColumns();
  private notes: ThreadNoting | undefined;
  private readonly ids = { input: 0, table: 0, block: 0 };

  /** The plan has just been made: it holds nothing yet. `use`: the thread that may write it. */
  constructor(plan: Plan, use?: StagingThreadUse) {
    this.queue = new StagingQueue(plan, use);
    this.batch = this.newBatch(count(plan.database, 'SELECT coalesce(max(seq), 0) FROM record') + 1);
  }

  /** Leaves what is to be noted of a valid record to the thread that writes it; false: nothing is noted there. */
  noteInThread(record: Staged): boolean {
    this.notes?.collect(record, this.batch.bytes);
    return this.notes !== undefined;
  }

  addInput({ source, file, format, sha256, bytes }: NewInput): number {
    this.batch.rest.inputs.push([(this.ids.input += 1), source, file, format, sha256, bytes]);
    return this.ids.input;
  }

  setFacts(inputId: number, facts: Readonly<Record<string, unknown>>): void {
    this.batch.rest.facts.push([JSON.stringify(facts), inputId]);
  }

  addTable(inputId: number, { file, name }: Pick<Table, 'file' | 'name'>): number {
    this.batch.rest.tables.push([(this.ids.table += 1), inputId, file, name]);
    return this.ids.table;
  }

  /** `leftBehind`: filled cells by heading of every column that no block reads. */
  closeTable(
    tableId: number,
    table: { readonly columns: readonly string[]; readonly rows: number; readonly leftBehind: unknown },
  ): void {
    const row: SqlRow = [JSON.stringify(table.columns), table.rows, JSON.stringify(table.leftBehind), tableId];
    this.batch.rest.closedTables.push(row);
  }

  addBlock(name: string, kind: EntityKind): number {
    this.batch.rest.blocks.push([(this.ids.block += 1), name, kind]);
    return this.ids.block;
  }

  addConsumption(blockId: number, tableId: number, counts: { readonly rows: number; readonly exploded: number }): void {
    this.batch.rest.consumptions.push([blockId, tableId, counts.rows, counts.exploded]);
  }

  addRecord(place: RecordPlace, record: PlacedRecord): number {
    return this.batch.addRecord(place, record);
  }

  addReference(seq: number, holderKind: EntityKind, reference: Reference): void {
    this.batch.addReference(seq, holderKind, reference);
  }

  addReject(seq: number, row: Row): void {
    this.batch.addReject(seq, row);
  }

  addIssue(issue: StagedIssue): void {
    this.batch.addIssue(issue);
  }

  /** Hands over what was collected when it is enough for a batch. @throws LocalError when the disk is full */
  flushWhenFull(): Promise<void> | undefined {
    return this.batch.isFull ? this.flush() : undefined;
  }

  /** Nothing of a batch has been collected, and the thread that writes has time to map rows. */
  get mayHandOver(): boolean {
    return this.batch.length === 0 && this.queue.hasTimeToMap;
  }

  /** Lets the thread that writes make itself ready to map rows. */
  prepareMapping(): void {
    this.queue.prepareMapping();
  }

  /**
   * Leaves rows to the thread that writes, to be mapped there: `rows` is what it takes, `bytes` where they lie, which belong to the queue
   * now. `records`: how many they give. Only where `mayHandOver` said so.
   * @throws LocalError when the disk is full
   */
  async handOver(
    rows: unknown,
    { records, bytes }: { readonly records: number; readonly bytes: RecordBytes },
  ): Promise<void> {
    if (!this.batch.isEmpty) await this.flush();
    const firstSeq = this.batch.nextSeq;
    this.queue.takeBack(this.batch.bytes);
    this.batch = this.newBatch(firstSeq + records);
    await this.queue.map({ rows, firstSeq, records }, bytes);
  }

  /** Memory for rows that are handed over. */
  freeBytes(): RecordBytes {
    return this.queue.freeBytes();
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
    const { batch } = this;
    const written = this.queue.write(batch.take(this.notes?.take()), batch.bytes);
    this.notes = this.queue.notes;
    this.batch = this.newBatch(batch.nextSeq);
    return written;
  }

  private newBatch(firstSeq: number): StagedBatch {
    return new StagedBatch(firstSeq, this.queue.freeBytes(), this.references);
  }
}
