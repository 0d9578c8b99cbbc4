import type { EntityKind } from '../model/entity.ts';
import type { Staged } from '../model/staged.ts';
import { guarded, type Database } from './database.ts';
import { hashOfSpan } from './record-bytes.ts';
import {
  insertIssue,
  insertRecord,
  noKey,
  recordNumbers,
  statuses,
  type StagedRecords,
  type StagedRest,
  type StagedRows,
} from './staging-rows.ts';

/** Is shown valid records as they are written. */
export interface StagingNotes {
  readonly kinds: ReadonlySet<EntityKind>;
  note(record: Staged): void;
}

/** Writes what ingest stages into the tables of a plan, one transaction a batch. */
export class StagingWriter {
  private readonly file: string;
  private readonly database: Database;
  private readonly statements: ReturnType<typeof prepare>;

  /** `file`: the plan as shown to people. */
  constructor(database: Database, file: string) {
    this.file = file;
    this.database = database;
    this.statements = prepare(database);
  }

  /** @throws LocalError when the disk is full */
  write(rows: StagedRows, notes?: StagingNotes): void {
    guarded(this.file, () => this.database.transaction(() => this.insert(rows, notes))());
  }

  private insert({ records, rest }: StagedRows, notes: StagingNotes | undefined): void {
    const { statements } = this;
    for (const row of rest.inputs) statements.input.run(row);
    for (const row of rest.tables) statements.table.run(row);
    for (const row of rest.blocks) statements.block.run(row);
    this.insertRecords(records, notes);
    this.insertRest(rest);
  }

  private insertRest({ targets, links, rejects, issues, closedTables, facts, consumptions }: StagedRest): void {
    const { statements } = this;
    for (const row of targets) statements.target.run(row);
    for (let at = 0; at < links.length; at += 2) statements.link.run(links[at], links[at + 1]);
    for (const row of rejects) statements.reject.run(row);
    for (const row of issues) statements.issue.run(row);
    for (const row of closedTables) statements.closeTable.run(row);
    for (const row of facts) statements.facts.run(row);
    for (const row of consumptions) statements.consumption.run(row);
  }

  private insertRecords(
    { firstSeq, places, keys, numbers, memory }: StagedRecords,
    notes: StagingNotes | undefined,
  ): void {
    const { record } = this.statements;
    const bytes = Buffer.from(memory);
    const count = numbers.length / recordNumbers;
    let keyAt = 0;
    for (let at = 0; at < count; at += 1) {
      const from = at * recordNumbers;
      const { blockId, kind, tableId, system = '' } = places[numbers[from] ?? 0] ?? {};
      const status = statuses[numbers[from + 2] ?? 0];
      const length = numbers[from + 3] ?? noKey;
      const key = length === noKey ? null : keys.slice(keyAt, (keyAt += length));
      const head = [firstSeq + at, blockId, kind, tableId, numbers[from + 1], status, system, key];
      const span = { start: numbers[from + 4] ?? 0, end: numbers[from + 5] ?? 0 };
      if (span.start === 0 || key === null) {
        record.run(head, null, null);
        continue;
      }
      record.run(head, bytes.subarray(span.start, span.end), hashOfSpan(bytes, span, { system, key }));
      if (notes === undefined || kind === undefined || !notes.kinds.has(kind)) continue;
      const data: unknown = JSON.parse(bytes.toString('utf8', span.start, span.end));
      notes.note({ seq: firstSeq + at, kind, system, key, data } as Staged);
    }
  }
}

function prepare(database: Database) {
  return {
    input: database.prepare(
      "INSERT INTO input (id, source, file, format, sha256, bytes, facts) VALUES (?, ?, ?, ?, ?, ?, '{}')",
    ),
    table: database.prepare(
      "INSERT INTO source_table (id, input_id, file, name, columns, rows, left_behind) VALUES (?, ?, ?, ?, '[]', 0, '{}')",
    ),
    block: database.prepare('INSERT INTO block (id, name, kind) VALUES (?, ?, ?)'),
    record: database.prepare(insertRecord),
    target: database.prepare(
      `INSERT INTO reference_target
       (id, holder_kind, field, kind, system, key, on_missing, stub_name, inherit_field, inherit_from)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    link: database.prepare('INSERT INTO reference_link (seq, target_id) VALUES (?, ?)'),
    reject: database.prepare('INSERT INTO reject (seq, cells) VALUES (?, ?)'),
    issue: database.prepare(insertIssue),
    closeTable: database.prepare('UPDATE source_table SET columns = ?, rows = ?, left_behind = ? WHERE id = ?'),
    facts: database.prepare('UPDATE input SET facts = ? WHERE id = ?'),
    consumption: database.prepare('INSERT INTO consumption (block_id, table_id, rows, exploded) VALUES (?, ?, ?, ?)'),
  };
}
