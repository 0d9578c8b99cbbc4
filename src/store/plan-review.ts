import type { EntityKind } from '../model/entity.ts';
import type { RecordOrigin } from '../model/field.ts';
import type { Staged } from '../model/staged.ts';
import { loadedOrigins } from './plan-loaded.ts';
import { originFinder, recordReader } from './plan-records.ts';
import type { Plan } from './plan.ts';

/** A question that matching left to people, and the records that stand behind its two sides. */
export interface ReviewEdge {
  readonly kind: 'company' | 'contact';
  readonly left: number;
  readonly right: number;
  readonly score: number;
  readonly rule: string;
  /** What either side was merged into; itself when into nothing. */
  readonly leftCluster: number;
  readonly rightCluster: number;
}

/** What spoke for and against a pair. */
export type ReviewEvidence = readonly { readonly field: string; readonly level: string; readonly weight: number }[];

/** All questions, the most likely pairs first; their evidence is read when somebody looks. */
export function reviewEdges(plan: Plan): readonly ReviewEdge[] {
  return plan.database
    .prepare<unknown[], ReviewEdge>(
      `SELECT edge.kind AS kind, left_seq AS left, right_seq AS right, score, rule,
         coalesce(a.survivor, a.seq) AS leftCluster, coalesce(b.survivor, b.seq) AS rightCluster
       FROM edge JOIN record AS a ON a.seq = left_seq JOIN record AS b ON b.seq = right_seq
       WHERE decision = 'review' AND a.data IS NOT NULL AND b.data IS NOT NULL ORDER BY score DESC, left_seq, right_seq`,
    )
    .all();
}

/** Gives the evidence of one question. */
export function evidenceReader(plan: Plan): (edge: Pick<ReviewEdge, 'left' | 'right'>) => ReviewEvidence {
  const select = plan.database
    .prepare<unknown[], string>('SELECT evidence FROM edge WHERE left_seq = ? AND right_seq = ?')
    .pluck();
  return ({ left, right }) => JSON.parse(select.get(left, right) ?? '[]') as ReviewEvidence;
}

/** A record behind a question. */
export interface ReviewMember {
  readonly seq: number;
  readonly cluster: number;
  /** System and key as one text. */
  readonly name: string;
}

/** The records behind all questions by what they were merged into, in one query: there may be very many. */
export function reviewMembers(plan: Plan): ReadonlyMap<number, readonly ReviewMember[]> {
  const rows = plan.database
    .prepare<unknown[], ReviewMember>(
      `WITH side AS (SELECT left_seq AS seq FROM edge WHERE decision = 'review' UNION SELECT right_seq FROM edge WHERE decision = 'review'),
         cluster AS (SELECT DISTINCT coalesce(record.survivor, record.seq) AS id FROM side JOIN record ON record.seq = side.seq)
       SELECT record.seq AS seq, cluster.id AS cluster, system || char(31) || key AS name
         FROM cluster JOIN record ON record.seq = cluster.id
       UNION ALL SELECT record.seq, cluster.id, system || char(31) || key
         FROM cluster JOIN record ON record.survivor = cluster.id AND record.survivor IS NOT NULL`,
    )
    .all();
  const members = new Map<number, ReviewMember[]>();
  for (const row of rows) {
    const known = members.get(row.cluster);
    if (known === undefined) members.set(row.cluster, [row]);
    else known.push(row);
  }
  return members;
}

/** Gives all records that went into a golden record, itself first. */
export function clusterFinder(plan: Plan): (survivor: number) => readonly number[] {
  const select = plan.database
    .prepare<unknown[], number>('SELECT seq FROM record WHERE survivor = ? ORDER BY seq')
    .pluck();
  return (survivor) => [survivor, ...select.all(survivor)];
}

/** Where a record stands, and how many others refer to it. */
export interface RecordPlace {
  readonly seq: number;
  readonly kind: EntityKind;
  readonly system: string;
  readonly key: string;
  readonly cluster: number;
  readonly origin: RecordOrigin;
  readonly links: number;
}

export function placeFinder(plan: Plan): (seq: number) => RecordPlace | undefined {
  type Row = Omit<RecordPlace, 'origin' | 'links'> & { tableId: number | null; line: number };
  const select = plan.database.prepare<unknown[], Row>(
    `SELECT seq, kind, system, key, coalesce(survivor, seq) AS cluster, table_id AS tableId, line FROM record WHERE seq = ?`,
  );
  const links = plan.database
    .prepare<unknown[], number>(`SELECT count(*) FROM reference_link WHERE target_id IN
         (SELECT id FROM reference_target WHERE kind = ? AND system = ? AND key = ?)`)
    .pluck();
  plan.database.exec(
    `CREATE INDEX IF NOT EXISTS reference_target_by_key ON reference_target (kind, system, key);
     CREATE INDEX IF NOT EXISTS reference_link_by_target ON reference_link (target_id)`,
  );
  const originsOf = originFinder(plan);
  const loadedOf = loadedOrigins(plan);
  return (seq) => {
    const row = select.get(seq);
    if (row === undefined) return undefined;
    const own = { system: row.system, key: row.key };
    const loaded = loadedOf(seq);
    const [origin = { ...own, file: '', line: 0 }] = loaded === undefined ? originsOf(row) : [{ ...own, ...loaded }];
    const { tableId: _table, line: _line, ...place } = row;
    return { ...place, origin, links: links.get(row.kind, row.system, row.key) ?? 0 };
  };
}

/** Finds a company or contact by `system:key` or by its number in the plan. */
export function findNamed(plan: Plan, name: string): { readonly seq: number; readonly kind: EntityKind } | undefined {
  const usable = "kind IN ('company', 'contact') AND data IS NOT NULL";
  if (/^#?\d+$/.test(name)) {
    const seq = Number(name.replace('#', ''));
    const found = plan.database
      .prepare<unknown[], { seq: number; kind: EntityKind }>(`SELECT seq, kind FROM record WHERE seq = ? AND ${usable}`)
      .get(seq);
    if (found !== undefined) return found;
  }
  const select = plan.database.prepare<unknown[], { seq: number; kind: EntityKind }>(
    `SELECT seq, kind FROM record WHERE system = ? AND key = ? AND ${usable} ORDER BY kind, seq LIMIT 1`,
  );
  // Either part may hold colons itself.
  for (let at = name.indexOf(':'); at !== -1; at = name.indexOf(':', at + 1)) {
    const found = select.get(name.slice(0, at), name.slice(at + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** All records of a kind as they were read, those merged away included, by pages; or those of the target that stand beside them. */
export function* readRecords<K extends EntityKind>(
  plan: Plan,
  kind: K,
  isLoaded = false,
): Generator<readonly Staged<K>[]> {
  const select = plan.database
    .prepare<unknown[], number>(
      `SELECT seq FROM record WHERE kind = ? AND seq > ? AND status IN ${isLoaded ? "('loaded')" : "('valid', 'merged')"}
         AND data IS NOT NULL ORDER BY seq LIMIT 1000`,
    )
    .pluck();
  const read = recordReader(plan, kind);
  for (let last = 0; ;) {
    const seqs = select.all(kind, last);
    if (seqs.length === 0) return;
    last = seqs.at(-1) ?? last;
    yield read(seqs);
  }
}
