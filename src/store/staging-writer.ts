import { guarded, type Database } from './database.ts';
import { RecordBytes } from './record-bytes.ts';
import { insertIssue, insertRecord, type RecordPlace, type StagedRows } from './staging-rows.ts';

/** Writes what ingest stages into the tables of a plan, one transaction a batch. */
export class StagingWriter {
  private readonly file: string;
  private readonly database: Database;
  private readonly statements: ReturnType<typeof prepare>;
  private readonly bytes = new RecordBytes();

  /** `file`: the plan as shown to people. */
  constructor(database: Database, file: string) {
    this.file = file;
    this.database = database;
    this.statements = prepare(database);
  }

  /** @throws LocalError when the disk is full */
  write(rows: StagedRows): void {
    guarded(this.file, () => this.database.transaction(() => this.insert(rows))());
  }

  private insert(rows: StagedRows): void {
    const { statements } = this;
    for (const row of rows.inputs) statements.input.run(row);
    for (const row of rows.tables) statements.table.run(row);
    for (const row of rows.blocks) statements.block.run(row);
    this.insertRecords(rows);
    for (const row of rows.targets) statements.target.run(row);
    const { links } = rows;
    for (let at = 0; at < links.length; at += 2) statements.link.run(links[at], links[at + 1]);
    for (const row of rows.rejects) statements.reject.run(row);
    for (const row of rows.issues) statements.issue.run(row);
    for (const row of rows.closedTables) statements.closeTable.run(row);
    for (const row of rows.facts) statements.facts.run(row);
    for (const row of rows.consumptions) statements.consumption.run(row);
  }

  private insertRecords({ firstSeq, places, placeOf, lines, statuses, keys, data }: StagedRows): void {
    const { statements, bytes } = this;
    for (let at = 0; at < lines.length; at += 1) {
      const { blockId, kind, tableId, system } = places[placeOf[at] ?? 0] as RecordPlace;
      const key = keys[at] ?? null;
      const text = data[at] ?? null;
      const start = [firstSeq + at, blockId, kind, tableId, lines[at], statuses[at], system, key];
      if (text === null || key === null) {
        statements.record.run(start, null, null);
        continue;
      }
      bytes.encodeText(text, { system, key });
      statements.record.run(start, bytes.data, bytes.hash);
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
