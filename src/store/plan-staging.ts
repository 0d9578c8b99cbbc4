import type { EntityKind } from '../model/entity.ts';
import type { Issue } from '../model/issue.ts';
import type { Reference } from '../model/reference.ts';
import type { Origin, Row, Table } from '../model/row.ts';
import { guarded, type Statement } from './database.ts';
import { recordIndexes } from './plan-schema.ts';
import type { Plan } from './plan.ts';
import { RecordBytes } from './record-bytes.ts';
import { ReferenceTargets } from './reference-targets.ts';

/** A record to stage; `data` and `key` are absent for filtered rows. */
export interface NewRecord {
  readonly blockId: number;
  readonly kind: EntityKind;
  readonly tableId: number | null;
  readonly line: number;
  readonly status: 'valid' | 'rejected' | 'filtered';
  readonly system: string | null;
  readonly key: string | null;
  readonly data: unknown;
}

export interface NewInput {
  readonly source: string;
  readonly file: string;
  readonly format: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** An issue with what the plan knows about its record. */
export interface StagedIssue {
  readonly issue: Issue;
  readonly seq?: number;
  readonly kind?: EntityKind;
  readonly suggestion?: string;
}

/** Appends what ingest makes to a plan. The caller wraps each batch of rows in `batch`. */
export class Staging {
  private readonly plan: Plan;
  private readonly statements: ReturnType<typeof prepare>;
  private readonly bytes = new RecordBytes();
  private readonly targets: ReferenceTargets;
  private nextSeq: number;
  /** Places of tables that were asked for, by id: their names never change. */
  private readonly tables = new Map<number, Origin['table']>();

  constructor(plan: Plan) {
    this.plan = plan;
    this.statements = prepare(plan);
    this.targets = new ReferenceTargets(plan.database);
    this.nextSeq = Number(plan.database.prepare('SELECT coalesce(max(seq), 0) FROM record').pluck().get()) + 1;
  }

  /** Runs work in one transaction. */
  batch<T>(work: () => T): T {
    return guarded(this.plan.file, () => this.plan.database.transaction(work)());
  }

  addInput(input: NewInput): number {
    const { source, file, format, sha256, bytes } = input;
    return Number(this.statements.input.run(source, file, format, sha256, bytes, '{}').lastInsertRowid);
  }

  setFacts(inputId: number, facts: Readonly<Record<string, unknown>>): void {
    this.statements.facts.run(JSON.stringify(facts), inputId);
  }

  addTable(inputId: number, { file, name }: Pick<Table, 'file' | 'name'>): number {
    return Number(this.statements.table.run(inputId, file, name).lastInsertRowid);
  }

  /** `leftBehind`: filled cells by heading of every column that no block reads. */
  closeTable(
    tableId: number,
    table: { readonly columns: readonly string[]; readonly rows: number; readonly leftBehind: unknown },
  ): void {
    this.statements.closeTable.run(
      JSON.stringify(table.columns),
      table.rows,
      JSON.stringify(table.leftBehind),
      tableId,
    );
  }

  addBlock(name: string, kind: EntityKind): number {
    return Number(this.statements.block.run(name, kind).lastInsertRowid);
  }

  addConsumption(blockId: number, tableId: number, counts: { readonly rows: number; readonly exploded: number }): void {
    this.statements.consumption.run(blockId, tableId, counts.rows, counts.exploded);
  }

  /** Returns the record's `seq`. */
  addRecord(record: NewRecord): number {
    const seq = this.nextSeq++;
    const { blockId, kind, tableId, line, status, system, key } = record;
    const start = [seq, blockId, kind, tableId, line, status, system, key];
    if (record.data === undefined || record.data === null || system === null || key === null) {
      this.statements.record.run(start, null, null);
    } else {
      this.bytes.encode(record.data, { system, key });
      this.statements.record.run(start, this.bytes.data, this.bytes.hash);
    }
    return seq;
  }

  /** A reference of the record `seq` of a kind. */
  addReference(seq: number, holderKind: EntityKind, reference: Reference): void {
    this.statements.link.run(seq, this.targets.idOf(holderKind, reference));
  }

  /** Keeps the row of a record that a person may want to see: rejected, or with findings. */
  addReject(seq: number, row: Row): void {
    this.statements.reject.run(seq, JSON.stringify(row.cells));
  }

  addIssue({ issue, seq, kind, suggestion }: StagedIssue): void {
    const { origin } = issue;
    this.statements.issue.run(
      seq ?? null,
      issue.code,
      issue.severity,
      kind ?? null,
      issue.field ?? null,
      issue.column ?? null,
      issue.value ?? null,
      suggestion ?? issue.suggestion ?? null,
      JSON.stringify(issue.args),
      origin.table.file,
      origin.table.name,
      origin.line,
    );
  }

  /** To be called once all records are staged. */
  buildIndexes(): void {
    guarded(this.plan.file, () => this.plan.database.exec(recordIndexes));
  }

  /** Where a staged record stands in its source. */
  originOf(seq: number): Origin {
    const row = this.statements.origin.get(seq);
    return { table: this.tableOf(row?.tableId ?? 0), line: row?.line ?? 0 };
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
    input: database.prepare('INSERT INTO input (source, file, format, sha256, bytes, facts) VALUES (?, ?, ?, ?, ?, ?)'),
    facts: database.prepare('UPDATE input SET facts = ? WHERE id = ?'),
    table: database.prepare(
      "INSERT INTO source_table (input_id, file, name, columns, rows, left_behind) VALUES (?, ?, ?, '[]', 0, '{}')",
    ),
    closeTable: database.prepare('UPDATE source_table SET columns = ?, rows = ?, left_behind = ? WHERE id = ?'),
    block: database.prepare('INSERT INTO block (name, kind) VALUES (?, ?)'),
    consumption: database.prepare('INSERT INTO consumption (block_id, table_id, rows, exploded) VALUES (?, ?, ?, ?)'),
    record: database.prepare(
      `INSERT INTO record (seq, block_id, kind, table_id, line, status, system, key, data, hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), ?)`,
    ),
    link: database.prepare('INSERT INTO reference_link (seq, target_id) VALUES (?, ?)'),
    reject: database.prepare('INSERT INTO reject (seq, cells) VALUES (?, ?)'),
    issue: database.prepare(
      `INSERT INTO issue (seq, code, severity, kind, field, column_name, value, suggestion, args, file, sheet, line)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
  };
}
