import type { EntityKind } from '../model/entity.ts';
import type { Reference } from '../model/reference.ts';
import { detached } from '../text/detached.ts';
import type { SqlRow } from './staging-rows.ts';

interface Target {
  readonly id: number;
  readonly holderKind: EntityKind;
  readonly reference: Reference;
  /** Another target of the same source key. */
  readonly other: Target | undefined;
}

/** Many records point to few things: these are remembered, up to this many. */
const rememberedTargets = 100_000;

/** Keeps once what many records point to. */
export class ReferenceTargets {
  private readonly insert: (row: SqlRow) => void;
  private lastId = 0;
  /** By source key, the latest first: few targets share one. */
  private readonly known = new Map<string, Target>();
  private size = 0;

  /** `insert` takes the columns of a new `reference_target`, its id first. */
  constructor(insert: (row: SqlRow) => void) {
    this.insert = insert;
  }

  /** The id of what a record of a kind points to. One that was forgotten is written again, under another id. */
  idOf(holderKind: EntityKind, reference: Reference): number {
    const { key } = reference.ref;
    let same = this.known.get(key);
    while (same !== undefined && !isSame(same, holderKind, reference)) same = same.other;
    if (same !== undefined) return same.id;
    const id = this.write(holderKind, reference);
    if (this.size >= rememberedTargets) {
      this.known.clear();
      this.size = 0;
    }
    const other = this.known.get(key);
    const kept = other?.reference.ref.key ?? detached(key);
    this.known.set(kept, { id, holderKind, reference: detachedReference(reference, kept), other });
    this.size += 1;
    return id;
  }

  private write(holderKind: EntityKind, { field, kind, ref, onMissing, stubName, inherit }: Reference): number {
    const id = (this.lastId += 1);
    const rest = [onMissing, stubName ?? null, inherit?.field ?? null, inherit?.from ?? null];
    this.insert([id, holderKind, field, kind, ref.system, ref.key, ...rest]);
    return id;
  }
}

function detachedReference(reference: Reference, key: string): Reference {
  const { ref, stubName } = reference;
  const named = stubName === undefined ? {} : { stubName: stubName === ref.key ? key : detached(stubName) };
  return { ...reference, ref: { system: ref.system, key }, ...named };
}

function isSame(target: Target, holderKind: EntityKind, reference: Reference): boolean {
  const known = target.reference;
  return (
    target.holderKind === holderKind &&
    known.field === reference.field &&
    known.kind === reference.kind &&
    known.ref.system === reference.ref.system &&
    known.onMissing === reference.onMissing &&
    known.stubName === reference.stubName &&
    known.inherit?.field === reference.inherit?.field &&
    known.inherit?.from === reference.inherit?.from
  );
}
