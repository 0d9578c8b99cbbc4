import type { EntityKind } from '../../model/entity.ts';

/** References point to the same few records again and again: so many of their ids are remembered. */
const mostIds = 100_000;

type IdsByKey = Map<string, string>;

/** Ids of records that references led to, by kind, system and key: apart, as putting them together for each look would cost most. */
export class RememberedIds {
  private readonly kinds = new Map<EntityKind, Map<string, IdsByKey>>();
  private size = 0;

  /** The ids of a kind and system; what is found is added by `add`. */
  of(kind: EntityKind, system: string): IdsByKey {
    let systems = this.kinds.get(kind);
    if (systems === undefined) this.kinds.set(kind, (systems = new Map<string, IdsByKey>()));
    let ids = systems.get(system);
    if (ids === undefined) systems.set(system, (ids = new Map<string, string>()));
    return ids;
  }

  add(ids: IdsByKey, key: string, id: string): void {
    if (this.size >= mostIds) this.clear();
    ids.set(key, id);
    this.size += 1;
  }

  clear(): void {
    for (const systems of this.kinds.values()) for (const ids of systems.values()) ids.clear();
    this.size = 0;
  }
}
