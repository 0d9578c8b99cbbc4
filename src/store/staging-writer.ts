import { guarded, type Database } from './database.ts';
import { LinkInserts } from './link-inserts.ts';
import { RecordInserts } from './record-inserts.ts';
import { ReferenceTargets, type TargetsState } from './reference-targets.ts';
import { insertIssue, type StagedRest, type StagedRows } from './staging-rows.ts';

/** Writes what ingest stages into the tables of a plan, one transaction a batch. */
export class StagingWriter {
  private readonly file: string;
  private readonly database: Database;
  private readonly statements: ReturnType<typeof prepare>;
  private readonly targets: ReferenceTargets;

  /** `file`: the plan as shown to people. `references`: of the writer that wrote into the plan before. */
  constructor(database: Database, file: string, references?: TargetsState) {
    this.file = file;
    this.database = database;
    this.statements = prepare(database);
    this.targets = new ReferenceTargets((row) => this.statements.target.run(row), references);
  }

  /** What the next writer needs to go on writing references. */
  get references(): TargetsState {
    return this.targets.state;
  }

  /** @throws LocalError when the disk is full */
  write(rows: StagedRows): void {
    guarded(this.file, () => this.database.transaction(() => this.insert(rows))());
  }

  private insert({ records, references, rest }: StagedRows): void {
    const { statements } = this;
    for (const row of rest.inputs) statements.input.run(row);
    for (const row of rest.tables) statements.table.run(row);
    for (const row of rest.blocks) statements.block.run(row);
    statements.records.insert(records);
    statements.links.insert(this.targets.linksOf(references, records.memory));
    this.insertRest(rest);
  }

  private insertRest({ rejects, issues, closedTables, facts, consumptions }: StagedRest): void {
    const { statements } = this;
    for (const row of rejects) statements.reject.run(row);
    for (const row of issues) statements.issue.run(row);
    for (const row of closedTables) statements.closeTable.run(row);
    for (const row of facts) statements.facts.run(row);
    for (const row of consumptions) statements.consumption.run(row);
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
    records: new RecordInserts(database),
    target: database.prepare(
      `INSERT INTO reference_target
       (id, holder_kind, field, kind, system, key, on_missing, stub_name, inherit_field, inherit_from)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    links: new LinkInserts(database),
    reject: database.prepare('INSERT INTO reject (seq, cells) VALUES (?, ?)'),
    issue: database.prepare(insertIssue),
    closeTable: database.prepare('UPDATE source_table SET columns = ?, rows = ?, left_behind = ? WHERE id = ?'),
    facts: database.prepare('UPDATE input SET facts = ? WHERE id = ?'),
    consumption: database.prepare('INSERT INTO consumption (block_id, table_id, rows, exploded) VALUES (?, ?, ?, ?)'),
  };
}
