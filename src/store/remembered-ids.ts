import type { EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import type { Known } from './journal.ts';

/** References point to the same few records again and again: so many are remembered of each target. */
const rememberedIds = 100_000;

/** What was looked up in the id map, by target, then by kind, system and key. */
export class RememberedIds {
  private readonly targets = new Map<string, Map<string, Known>>();

  get(target: string, kind: EntityKind, ref: Ref): Known | undefined {
    return this.targets.get(target)?.get(memoryKey(kind, ref));
  }

  keep(target: string, record: { readonly kind: EntityKind; readonly ref: Ref }, known: Known): void {
    let remembered = this.targets.get(target);
    if (remembered === undefined) this.targets.set(target, (remembered = new Map<string, Known>()));
    if (remembered.size >= rememberedIds) remembered.clear();
    remembered.set(memoryKey(record.kind, record.ref), known);
  }

  /** The id map says something else of this record now. */
  drop(target: string, kind: EntityKind, ref: Ref): void {
    const remembered = this.targets.get(target);
    if (remembered !== undefined && remembered.size > 0) remembered.delete(memoryKey(kind, ref));
  }

  /** The same of many records of a target, or of all. */
  forget(target?: string): void {
    if (target === undefined) this.targets.clear();
    else this.targets.get(target)?.clear();
  }
}

function memoryKey(kind: EntityKind, { system, key }: Ref): string {
  return `${kind}\u001F${system}\u001F${key}`;
}
