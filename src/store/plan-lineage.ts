import { hash } from 'node:crypto';
import type { EntityKind } from '../model/entity.ts';
import type { RecordOrigin, Ref } from '../model/field.ts';
import { earlierPlaceOf } from './plan-earlier.ts';
import { keyFinder, originFinder, type PlacedRecord } from './plan-records.ts';
import type { Plan } from './plan.ts';
import { valueOriginReader, type ValueOrigin } from './value-origins.ts';

/** What a planned record was made of. */
export interface Lineage {
  readonly kind: EntityKind;
  /** Of the same record the same in every run, see `goldenId`. */
  readonly goldenId: string;
  /** The source record that stands for all of them. */
  readonly golden: Ref;
  readonly action: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Every source record that went into it: itself first, then those merged into it, then those that earlier runs loaded. */
  readonly members: readonly LineageMember[];
  /** Who decided that they are one: a person, a rule (equal identifiers, a repeated key) or the score; undefined for one record. */
  readonly decidedBy: 'human' | 'rule' | 'auto' | undefined;
  /** The weakest link between them, in bits. */
  readonly lowestScore: number | undefined;
  /** Of merged records: what each value comes from. */
  readonly values: readonly ValueOrigin[];
}

/** A source record, and where it stood before if this plan takes it out of there. */
export interface LineageMember extends RecordOrigin {
  /** The golden id that it had: what was loaded apart is joined by this plan, what was loaded as one is set apart. */
  readonly earlierId?: string;
}

interface GoldenRow extends PlacedRecord {
  readonly kind: EntityKind;
  readonly text: string;
  readonly provenance: string | null;
  readonly action: string;
  readonly targetId: string | null;
}

/** The planned records of a plan, in its order, with what each was made of. Read one by one: memory stays flat. */
export function* lineages(plan: Plan): Generator<Lineage> {
  const { database } = plan;
  const select = database.prepare<unknown[], GoldenRow>(
    `SELECT record.seq AS seq, record.kind AS kind, record.system AS system, record.key AS key, record.table_id AS tableId,
       record.line AS line, coalesce(payload.data, record.data) AS text, payload.provenance AS provenance, action,
       target_id AS targetId
     FROM operation JOIN record ON record.seq = operation.seq LEFT JOIN payload ON payload.seq = operation.seq
     WHERE action <> 'delete' ORDER BY operation.id`,
  );
  const loaded = database.prepare<unknown[], Ref & { file: string; sheet: string | null; line: number }>(
    'SELECT system, key, file, sheet, line FROM loaded WHERE golden = ? ORDER BY seq',
  );
  const originsOf = originFinder(plan);
  const decisionOf = decisionReader(plan);
  const earlier = earlierPlaceOf(plan);
  const memberOf = (kind: EntityKind, origin: RecordOrigin): LineageMember => {
    const targetId = earlier(kind, origin);
    return targetId === undefined ? origin : { ...origin, earlierId: targetGolden(targetId) };
  };
  const valuesOf = valueOriginReader(plan);
  for (const row of select.iterate()) {
    const joined = loaded.all(row.seq).map(({ sheet, ...place }) => (sheet === null ? place : { ...place, sheet }));
    const members = [...originsOf(row), ...joined].map((origin) => memberOf(row.kind, origin));
    // A part that is left out goes nowhere: the record that it stood in belongs to another one.
    const isLeft = row.action === 'skip' && members.some(({ earlierId }) => earlierId === targetGolden(row.targetId));
    const data = JSON.parse(row.text) as Lineage['data'];
    yield {
      kind: row.kind,
      goldenId: goldenId(isLeft ? null : row.targetId, members),
      golden: { system: row.system, key: row.key },
      action: row.action,
      data,
      members,
      ...(members.length > 1 ? decisionOf(row.seq) : { decidedBy: undefined, lowestScore: undefined }),
      values: row.provenance === null ? [] : valuesOf(row.provenance, data),
    };
  }
}

/** The id in the target, or a hash of the smallest source key while there is none (`dedupe.md` 3.11 of the house documents). */
function goldenId(targetId: string | null, members: readonly Ref[]): string {
  if (targetId !== null) return targetGolden(targetId);
  const keys = members.map(({ system, key }) => JSON.stringify([system, key])).toSorted();
  return hash('sha256', keys[0] ?? '', 'hex').slice(0, 32);
}

function targetGolden(targetId: string | null): string {
  return `target:${targetId ?? ''}`;
}

function decisionReader({ database }: Plan): (survivor: number) => Pick<Lineage, 'decidedBy' | 'lowestScore'> {
  const select = database.prepare<unknown[], { readonly rules: string | null; readonly lowest: number | null }>(
    `WITH member AS (SELECT ? AS seq UNION ALL SELECT seq FROM record WHERE survivor = ? UNION ALL SELECT seq FROM loaded WHERE golden = ?)
     SELECT group_concat(DISTINCT rule) AS rules, min(score) AS lowest FROM edge
     WHERE decision = 'auto' AND left_seq IN (SELECT seq FROM member) AND right_seq IN (SELECT seq FROM member)`,
  );
  return (survivor) => {
    const found = select.get(survivor, survivor, survivor);
    const rules = found?.rules?.split(',') ?? [];
    const decidedBy = rules.includes('decision') ? 'human' : rules.includes('score') ? 'auto' : 'rule';
    return { decidedBy, lowestScore: found?.lowest ?? undefined };
  };
}

/** A pair that matching found, by the keys of its records. */
export interface LineageEdge {
  readonly kind: EntityKind;
  readonly left: Ref;
  readonly right: Ref;
  /** In bits. */
  readonly score: number;
  readonly decision: string;
  readonly rule: string;
  readonly evidence: readonly unknown[];
}

/** Merged pairs and questions of a plan, one by one. */
export function* lineageEdges(plan: Plan): Generator<LineageEdge> {
  type Row = Omit<LineageEdge, 'left' | 'right' | 'evidence'> & { leftSeq: number; rightSeq: number; evidence: string };
  const select = plan.database.prepare<unknown[], Row>(
    'SELECT kind, left_seq AS leftSeq, right_seq AS rightSeq, score, decision, rule, evidence FROM edge ORDER BY left_seq, right_seq',
  );
  const keyOf = keyFinder(plan);
  const loaded = plan.database.prepare<unknown[], Ref>('SELECT system, key FROM loaded WHERE seq = ?');
  for (const { kind, leftSeq, rightSeq, score, decision, rule, evidence } of select.iterate()) {
    const [left, right] = [leftSeq, rightSeq].map((seq) => keyOf(seq) ?? loaded.get(seq));
    if (left === undefined || right === undefined) continue;
    yield { kind, left, right, score, decision, rule, evidence: JSON.parse(evidence) as LineageEdge['evidence'] };
  }
}
