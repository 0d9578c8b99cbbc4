import type { EntityKind } from '../model/entity.ts';
import type { Reference } from '../model/reference.ts';
import { detached } from '../text/detached.ts';
import type { SqlRow } from './staging-rows.ts';

/** How a stub of what is pointed to is called: not at all, by its key, or by a name of its own. */
type Naming = 'none' | 'key' | 'own';

/** References that differ in nothing but the key, and the name, of what they point to. */
interface Alike {
  readonly holderKind: EntityKind;
  readonly naming: Naming;
  /** One of them. */
  readonly reference: Reference;
  /** By source key, and name where it has one of its own. */
  readonly ids: Map<string, number>;
}

/** Many records point to few things: these are remembered, up to this many. */
const rememberedTargets = 100_000;

/** Keeps once what many records point to. */
export class ReferenceTargets {
  private readonly insert: (row: SqlRow) => void;
  private lastId = 0;
  /** Few: one for each relation of a mapping. */
  private known: Alike[] = [];
  private size = 0;

  /** `insert` takes the columns of a new `reference_target`, its id first. */
  constructor(insert: (row: SqlRow) => void) {
    this.insert = insert;
  }

  /** The id of what a record of a kind points to. One that was forgotten is written again, under another id. */
  idOf(holderKind: EntityKind, reference: Reference): number {
    const { ref, stubName } = reference;
    const naming = stubName === undefined ? 'none' : stubName === ref.key ? 'key' : 'own';
    const name = naming === 'own' ? `${ref.key.length} ${ref.key}${stubName ?? ''}` : ref.key;
    const known = this.alike(holderKind, reference, naming)?.ids.get(name);
    if (known !== undefined) return known;
    const id = this.write(holderKind, reference);
    if (this.size >= rememberedTargets) {
      this.known = [];
      this.size = 0;
    }
    const { ids } = this.alike(holderKind, reference, naming) ?? this.learn(holderKind, reference, naming);
    ids.set(detached(name), id);
    this.size += 1;
    return id;
  }

  private alike(holderKind: EntityKind, reference: Reference, naming: Naming): Alike | undefined {
    for (let at = 0; at < this.known.length; at += 1) {
      const alike = this.known[at] as Alike;
      if (alike.naming === naming && alike.holderKind === holderKind && isAlike(alike.reference, reference)) {
        return alike;
      }
    }
    return undefined;
  }

  private learn(holderKind: EntityKind, reference: Reference, naming: Naming): Alike {
    const { stubName: _stubName, ref, ...rest } = reference;
    // The key must not be kept: it may be cut from the text of a file.
    const made = {
      holderKind,
      naming,
      reference: { ...rest, ref: { system: ref.system, key: '' } },
      ids: new Map<string, number>(),
    };
    this.known.push(made);
    return made;
  }

  private write(holderKind: EntityKind, { field, kind, ref, onMissing, stubName, inherit }: Reference): number {
    const id = (this.lastId += 1);
    const rest = [onMissing, stubName ?? null, inherit?.field ?? null, inherit?.from ?? null];
    this.insert([id, holderKind, field, kind, ref.system, ref.key, ...rest]);
    return id;
  }
}

function isAlike(known: Reference, reference: Reference): boolean {
  return (
    known.field === reference.field &&
    known.kind === reference.kind &&
    known.ref.system === reference.ref.system &&
    known.onMissing === reference.onMissing &&
    known.inherit?.field === reference.inherit?.field &&
    known.inherit?.from === reference.inherit?.from
  );
}
