import type { EntityKind } from '../model/entity.ts';
import type { Reference } from '../model/reference.ts';
import type { Row } from '../model/row.ts';
import { RecordColumns } from './record-columns.ts';
import type { RecordBytes } from './record-bytes.ts';
import type { ReferenceColumns } from './reference-columns.ts';
import {
  emptyRest,
  issueRow,
  type PlacedRecord,
  type RecordPlace,
  type SqlRow,
  type StagedIssue,
  type StagedRest,
  type StagedRows,
} from './staging-rows.ts';

/**
 * Records and issues that make a batch worth a transaction, and worth waking another thread: with 500 that took a tenth of the time, and
 * of 2000 more outlived the engine's tidyings.
 */
export const fullBatch = 1000;

/** Bytes of records that are enough for a batch, however few they are: a batch of usual ones has a fifth of it. */
export const fullBytes = 4 * 1024 * 1024;

/** Takes what becomes of rows. */
export interface RecordStaging {
  /** Returns the record's `seq`. */
  addRecord(place: RecordPlace, record: PlacedRecord): number;
  /** A reference of the record `seq` of a kind. */
  addReference(seq: number, holderKind: EntityKind, reference: Reference): void;
  /** Keeps the row of a record that a person may want to see: rejected, or with findings. */
  addReject(seq: number, row: Row): void;
  addIssue(issue: StagedIssue): void;
}

/** Collects what one transaction writes. */
export class StagedBatch implements RecordStaging {
  readonly rest: StagedRest = emptyRest();
  readonly bytes: RecordBytes;
  private readonly firstSeq: number;
  private readonly records: RecordColumns;
  private readonly references: ReferenceColumns;

  /** `bytes`, `references`: empty, not used by another batch. */
  constructor(firstSeq: number, bytes: RecordBytes, references: ReferenceColumns) {
    this.firstSeq = firstSeq;
    this.bytes = bytes;
    this.records = new RecordColumns(bytes);
    this.references = references;
  }

  /** Records and issues, which are what takes time to write. */
  get length(): number {
    return this.records.length + this.rest.issues.length;
  }

  /** Enough was collected for a transaction. */
  get isFull(): boolean {
    return this.length >= fullBatch || this.bytes.length >= fullBytes;
  }

  /** Nothing is to be written. */
  get isEmpty(): boolean {
    return this.records.length === 0 && Object.values(this.rest).every((rows) => rows.length === 0);
  }

  /** `seq` of the next record. */
  get nextSeq(): number {
    return this.firstSeq + this.records.length;
  }

  addRecord(place: RecordPlace, record: PlacedRecord): number {
    const seq = this.nextSeq;
    this.records.add(place, record);
    return seq;
  }

  addReference(seq: number, holderKind: EntityKind, reference: Reference): void {
    this.references.add(seq, holderKind, reference);
  }

  addReject(seq: number, row: Row): void {
    this.rest.rejects.push([seq, JSON.stringify(row.cells)]);
  }

  addIssue(issue: StagedIssue): void {
    this.rest.issues.push(issueRow(issue));
  }

  /** Findings as they are written: another thread made them. */
  addFound(issues: readonly SqlRow[]): void {
    this.rest.issues.push(...issues);
  }

  /** What was collected. `notes`: of the records, for the thread that writes. */
  take(notes?: unknown): StagedRows {
    const references = this.references.take(this.bytes);
    return { notes, records: this.records.take(this.firstSeq), references, rest: this.rest };
  }
}
