import type { EntityKind } from '../model/entity.ts';
import { count, guarded } from './database.ts';
import type { PlannedOperation } from './plan-operations.ts';
import { goldenReader, type GoldenRecord } from './plan-records.ts';
import type { Plan } from './plan.ts';
import { joinKnown } from './id-map.ts';
import type { State } from './state.ts';

/** Stands for what is to be done with a record until it is decided: as long as the words that replace it. */
const undecided = 'undecided';

/**
 * Adds an operation for every planned record of a kind, in the order of `seq`; `rehashPayloads` comes before it. Those that the journal
 * knows as they are now need nothing: all their source records that it knows lead to one record of the target, the first of them is
 * the record's own, and nobody else put it there. The others are to be decided one by one, see `undecidedRecords`.
 * @returns how many need nothing
 */
export function addUnchanged(
  plan: Plan,
  kind: EntityKind,
  { state, target }: { readonly state: State; readonly target: string },
): number {
  state.ids.beside(plan.database, { target, kind }, () => {
    const insert = plan.database.prepare(
      `INSERT INTO operation (seq, kind, action, target_id, payload_hash)
       SELECT record.seq, record.kind, iif(known.target_id IS NULL, '${undecided}', 'unchanged'), known.target_id,
         lower(hex(coalesce(payload.hash, record.hash)))
       FROM record LEFT JOIN payload ON payload.seq = record.seq
         ${joinKnown('LEFT', { record: 'record', known: 'known' })}
           AND known.is_adopted = 0 AND known.payload_hash = coalesce(payload.hash, record.hash)
           AND known.target_id NOT IN (SELECT target_id FROM loaded WHERE kind = @kind)
           AND NOT EXISTS (SELECT 1 FROM loaded WHERE golden = record.seq)
           AND NOT EXISTS (SELECT 1 FROM record AS merged ${joinKnown('CROSS', { record: 'merged', known: 'other' })}
             WHERE merged.survivor = record.seq AND other.target_id <> known.target_id)
       WHERE record.kind = @kind AND record.status = 'valid' ORDER BY record.seq`,
    );
    guarded(plan.file, () => insert.run({ kind }));
  });
  return count(plan.database, "SELECT count(*) FROM operation WHERE kind = ? AND action = 'unchanged'", kind);
}

/** A record whose operation is added and says nothing yet. */
export interface UndecidedRecord {
  readonly operation: number;
  readonly record: GoldenRecord;
}

const pageSize = 1000;

/** What is left to be decided of a kind after `addUnchanged`, in the order of the plan, page by page. */
export function* undecidedRecords(plan: Plan, kind: EntityKind): Generator<readonly UndecidedRecord[]> {
  const select = plan.database
    .prepare<unknown[], readonly [id: number, seq: number]>(
      `SELECT id, seq FROM operation WHERE kind = ? AND action = '${undecided}' AND id > ? ORDER BY id LIMIT ${pageSize}`,
    )
    .raw();
  const read = goldenReader(plan, kind);
  for (let last = 0; ;) {
    const page = select.all(kind, last);
    if (page.length === 0) return;
    last = page.at(-1)?.[0] ?? last;
    const records = read(page.map(([, seq]) => seq));
    yield records.map((record, at) => ({ operation: page[at]?.[0] ?? 0, record }));
  }
}

/** Says what is to be done with records whose operations are added already; in the order of `undecidedRecords`. */
export function decideOperations(
  { database, file }: Plan,
  page: readonly UndecidedRecord[],
  decided: readonly PlannedOperation[],
): void {
  const update = database.prepare(
    'UPDATE operation SET action = ?, target_id = ?, changes = ?, is_foreign = ? WHERE id = ?',
  );
  guarded(file, () =>
    database.transaction(() => {
      for (const [at, { action, targetId, changes, isForeign }] of decided.entries()) {
        const text = changes.length === 0 ? null : JSON.stringify(changes);
        update.run(action, targetId ?? null, text, isForeign === true ? 1 : 0, page[at]?.operation);
      }
    })(),
  );
}
