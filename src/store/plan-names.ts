import type { EntityKind } from '../model/entity.ts';
import type { FoundRecord } from './plan-records.ts';
import type { Database } from './database.ts';
import type { Plan } from './plan.ts';

/** Kinds whose records other files know by name only, with the field that holds it. */
const nameFields: Readonly<Partial<Record<EntityKind, string>>> = {
  company: 'name',
  contact: 'full_name',
  user: 'full_name',
};

/** Finds records by name, for exports that say "Ромашка" instead of its number. Reads the names when first asked. */
export class NameFinder {
  private readonly plan: Plan;
  private readonly ready = new Set<EntityKind>();
  private statements: ReturnType<typeof nameStatements> | undefined;

  constructor(plan: Plan) {
    this.plan = plan;
  }

  /**
   * The one planned record of this name, without regard to case, spaces, quotes, ё and (of people) the order of words; undefined
   * when there is none or several. People are looked for within their own system only: namesakes are common.
   */
  find(
    kind: EntityKind,
    { name, system }: { readonly name: string; readonly system: string },
  ): FoundRecord | undefined {
    if (nameFields[kind] === undefined) return undefined;
    const found = this.prepare(kind).find.all(kind, foldedFor(kind, name), kind, system);
    return found.length === 1 ? found[0] : undefined;
  }

  /** Remembers a record made after the names were read. */
  add(
    kind: EntityKind,
    { name, system, seq }: { readonly name: string; readonly system: string; readonly seq: number },
  ): void {
    if (!this.ready.has(kind)) return;
    this.prepare(kind).insert.run(kind, foldedFor(kind, name), system, seq);
  }

  private prepare(kind: EntityKind): ReturnType<typeof nameStatements> {
    const { database } = this.plan;
    this.statements ??= nameStatements(database);
    if (this.ready.has(kind)) return this.statements;
    this.ready.add(kind);
    // What was merged away is known by its own name too.
    database
      .prepare(
        `INSERT INTO temp.record_name
         SELECT kind, folded_name(kind, json_extract(data, ?)), system, coalesce(survivor, seq) FROM record
         WHERE kind = ? AND status IN ('valid', 'merged') AND data IS NOT NULL`,
      )
      .run(`$.${nameFields[kind]}`, kind);
    return this.statements;
  }
}

function nameStatements(database: Database) {
  database.exec('CREATE TEMP TABLE IF NOT EXISTS record_name (kind TEXT, name TEXT, system TEXT, seq INTEGER)');
  database.exec('CREATE INDEX IF NOT EXISTS temp.record_name_by_name ON record_name (kind, name)');
  database.function('folded_name', { deterministic: true }, (kind, name) =>
    foldedFor(kind as EntityKind, typeof name === 'string' ? name : ''),
  );
  return {
    insert: database.prepare('INSERT INTO temp.record_name VALUES (?, ?, ?, ?)'),
    find: database.prepare<unknown[], FoundRecord>(
      `SELECT DISTINCT record_name.seq AS seq, 'merged' AS status, record_name.seq AS survivor
       FROM temp.record_name JOIN record ON record.seq = record_name.seq
       WHERE record_name.kind = ? AND name = ? AND status = 'valid' AND (? <> 'contact' OR record_name.system = ?) LIMIT 2`,
    ),
  };
}

function foldedFor(kind: EntityKind, name: string): string {
  const folded = name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/["'«»„“”‘’]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return kind === 'company' ? folded : folded.split(' ').toSorted().join(' ');
}
