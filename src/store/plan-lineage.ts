import { hash } from 'node:crypto';
import type { EntityKind } from '../model/entity.ts';
import type { RecordOrigin, Ref } from '../model/field.ts';
import { keyFinder, originFinder, type PlacedRecord } from './plan-records.ts';
import type { Plan } from './plan.ts';

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
  readonly members: readonly RecordOrigin[];
  /** Who decided that they are one: a person, a rule (equal identifiers, a repeated key) or the score; undefined for one record. */
  readonly decidedBy: 'human' | 'rule' | 'auto' | undefined;
  /** The weakest link between them, in bits. */
  readonly lowestScore: number | undefined;
  /** Of merged records: what each value comes from. */
  readonly values: readonly ValueOrigin[];
}

/** Where a value of a merged record comes from, and by which rule of survivorship. */
export interface ValueOrigin {
  readonly field: string;
  readonly value: unknown;
  readonly rule: string;
  readonly from: Ref;
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
  const valuesOf = valueReader(plan);
  for (const row of select.iterate()) {
    const joined = loaded.all(row.seq).map(({ sheet, ...place }) => (sheet === null ? place : { ...place, sheet }));
    const members = [...originsOf(row), ...joined];
    const data = JSON.parse(row.text) as Lineage['data'];
    yield {
      kind: row.kind,
      goldenId: goldenId(row.targetId, members),
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
  if (targetId !== null) return `target:${targetId}`;
  const keys = members.map(({ system, key }) => JSON.stringify([system, key])).toSorted();
  return hash('sha256', keys[0] ?? '', 'hex').slice(0, 32);
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

/** Reads `{record: {rule: [field, ...]}}`; of a list, the items that the record itself has. */
function valueReader(plan: Plan): (provenance: string, data: Lineage['data']) => readonly ValueOrigin[] {
  const keyOf = keyFinder(plan);
  const select = plan.database.prepare<unknown[], string | null>('SELECT data FROM record WHERE seq = ?').pluck();
  return (provenance, data) => {
    const records = JSON.parse(provenance) as Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
    return Object.entries(records).flatMap(([seq, rules]) => {
      const from = keyOf(Number(seq));
      if (from === undefined) return [];
      const own = JSON.parse(select.get(Number(seq)) ?? '{}') as Lineage['data'];
      return Object.entries(rules).flatMap(([rule, fields]) =>
        [...new Set(fields)].flatMap((field) =>
          itemsOf(data[field], own[field]).map((value) => ({ field, value, rule, from })),
        ),
      );
    });
  };
}

function itemsOf(value: unknown, own: unknown): readonly unknown[] {
  if (!Array.isArray(value)) return value === undefined ? [] : [value];
  const known = new Set(Array.isArray(own) ? own.map(identityOf) : []);
  return value.filter((item) => known.has(identityOf(item)));
}

/** What tells items of a list apart: a phone's number with its extension, an address' text, what a reference points to. */
function identityOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) return String(item);
  const { value, ext, text, ref } = item as Readonly<Record<string, unknown>>;
  return JSON.stringify([value ?? text ?? ref ?? item, ext]);
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
