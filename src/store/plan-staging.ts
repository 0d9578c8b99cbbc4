import type { EntityKind } from '../model/entity.ts';
import type { Origin } from '../model/row.ts';
import { guarded, type Statement } from './database.ts';
import { recordIndexes } from './plan-schema.ts';
import type { Plan } from './plan.ts';
import { hashOfSpan, RecordBytes } from './record-bytes.ts';
import { insertIssue, insertRecord, issueRow, type StagedIssue } from './staging-rows.ts';

/** A record to stage; `data` and `key` are absent for filtered rows. */
export interface NewRecord {
  readonly blockId: number;
  readonly kind: EntityKind;
  readonly tableId: number | null;
  readonly line: number;
  readonly status: 'valid' | 'rejected' | 'filtered';
  readonly system: string | null;
  readonly key: string | null;
  readonly data: object | null | undefined;
}

/** Takes note of the hash of an input, which large files have only once they are read. */
export function setInputHash({ database, file }: Plan, id: number, sha256: string): void {
  const update = database.prepare('UPDATE input SET sha256 = ? WHERE id = ?');
  guarded(file, () => update.run(sha256, id));
}

/** Appends to a plan after ingest: records made of others, issues. The caller wraps what belongs together in `batch`. */
export class Staging {
  private readonly plan: Plan;
  private readonly statements: ReturnType<typeof prepare>;
  private readonly bytes = new RecordBytes();
  private nextSeq: number;
  /** Places of tables that were asked for, by id: their names never change. */
  private readonly tables = new Map<number, Origin['table']>();

  constructor(plan: Plan) {
    this.plan = plan;
    this.statements = prepare(plan);
    this.nextSeq = Number(plan.database.prepare('SELECT coalesce(max(seq), 0) FROM record').pluck().get()) + 1;
  }

  /** Runs work in one transaction. */
  batch<T>(work: () => T): T {
    return guarded(this.plan.file, () => this.plan.database.transaction(work)());
  }

  addBlock(name: string, kind: EntityKind): number {
    return Number(this.statements.block.run(name, kind).lastInsertRowid);
  }

  /** Returns the record's `seq`. */
  addRecord(record: NewRecord): number {
    const seq = this.nextSeq++;
    const { blockId, kind, tableId, line, status, system, key } = record;
    const start = [seq, blockId, kind, tableId, line, status, system, key];
    if (record.data === undefined || record.data === null || system === null || key === null) {
      this.statements.record.run(start, null, null);
    } else {
      const { bytes } = this;
      bytes.clear();
      const ref = { system, key };
      const span = bytes.add(record.data, ref);
      const memory = Buffer.from(bytes.memory);
      const hash = Buffer.from(hashOfSpan(memory, span.start, span.whole), 'latin1');
      this.statements.record.run(start, memory.subarray(span.start, span.end), hash);
    }
    return seq;
  }

  addIssue(issue: StagedIssue): void {
    this.statements.issue.run(issueRow(issue));
  }

  /** To be called once all records are staged. */
  buildIndexes(): void {
    guarded(this.plan.file, () => this.plan.database.exec(recordIndexes));
  }

  /** Where a staged record stands in its source. */
  originOf(seq: number): Origin {
    return this.originIn(this.statements.origin.get(seq) ?? { tableId: null, line: 0 });
  }

  /** The same of a record whose place is known. */
  originIn({ tableId, line }: { readonly tableId: number | null; readonly line: number }): Origin {
    return { table: this.tableOf(tableId ?? 0), line };
  }

  private tableOf(id: number): Origin['table'] {
    let table = this.tables.get(id);
    if (table === undefined) this.tables.set(id, (table = this.statements.place.get(id) ?? { file: '', name: '' }));
    return table;
  }
}

function prepare({ database }: Plan) {
  const origin: Statement<{ tableId: number | null; line: number }> = database.prepare(
    'SELECT table_id AS tableId, line FROM record WHERE seq = ?',
  );
  const place: Statement<Origin['table']> = database.prepare('SELECT file, name FROM source_table WHERE id = ?');
  return {
    origin,
    place,
    block: database.prepare('INSERT INTO block (name, kind) VALUES (?, ?)'),
    record: database.prepare(insertRecord),
    issue: database.prepare(insertIssue),
  };
}
