import type { EntityKind } from './entity.ts';
import type { Ref } from './field.ts';

/** System of references that hold ids of the target. */
export const targetSystem = '@target';

type IdOf = (kind: EntityKind, ref: Ref) => string | undefined;

/** A reference to a record of the target. */
export function targetRef(id: string): Ref {
  return { system: targetSystem, key: id };
}

/** Resolves references that were read from the target beside those of sources. */
export function withTargetRefs(idOf: IdOf): IdOf {
  return (kind, ref) => (ref.system === targetSystem ? ref.key : idOf(kind, ref));
}
