import type { EntityKind } from '../../model/entity.ts';
import type { Ref } from '../../model/field.ts';
import type { Database, Statement } from '../../store/database.ts';

type Id = string | number | null | undefined;

/** Gives the marker of a record; undefined where there is no record, or it has none. */
export type MarkerOf = (kind: EntityKind, id: Id) => Ref | undefined;

/** Looks up by which of their source keys records are known. */
export class MarkerReader {
  private readonly select: Statement<readonly [id: number, system: string, key: string]>;

  constructor(database: Database) {
    this.select = database
      .prepare<unknown[], readonly [id: number, system: string, key: string]>(
        `SELECT origin.record_id, origin.system, origin."key" FROM json_each(@ids) AS asked CROSS JOIN origin
           ON origin.rowid = (SELECT min(first.rowid) FROM origin AS first WHERE first.kind = @kind AND first.record_id = asked.value)`,
      )
      .raw();
  }

  /** Markers of these records: one question for all of a kind. */
  of(asked: readonly { readonly kind: EntityKind; readonly ids: readonly Id[] }[]): MarkerOf {
    const wanted = new Map<EntityKind, Set<number>>();
    for (const { kind, ids } of asked) {
      const ofKind = wanted.get(kind) ?? new Set();
      for (const id of ids) if (typeof id === 'number') ofKind.add(id);
      wanted.set(kind, ofKind);
    }
    const markers = new Map<EntityKind, Map<number, Ref>>();
    for (const [kind, ids] of wanted) {
      if (ids.size === 0) continue;
      const rows = this.select.all({ kind, ids: JSON.stringify([...ids]) });
      markers.set(kind, new Map(rows.map(([id, system, key]) => [id, { system, key }])));
    }
    return (kind, id) => (typeof id === 'number' ? markers.get(kind)?.get(id) : undefined);
  }
}
