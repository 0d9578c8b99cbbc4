import { entityKinds, type EntityKind } from '../model/entity.ts';
import { refKinds } from '../model/reference.ts';
import { nearestName } from '../text/nearest-name.ts';
import { placeIn, type BlockContext } from './block-context.ts';
import { hasNode, type Path } from './tree.ts';

/** What a `ref` points to: the kind of the records and the namespace of their keys. */
export interface RefTarget {
  readonly kind: EntityKind;
  readonly system: string;
  /** Undefined when the ref names a kind of entity. */
  readonly block: string | undefined;
}

/** The system a source's keys belong to. */
export function systemOf(source: string, context: Pick<BlockContext, 'spec'>): string {
  return context.spec.sources?.[source]?.system ?? source;
}

/** Resolves `ref`: a block of the mapping first, then a kind of entity of the same system. */
export function refTarget(
  name: string,
  use: { readonly field: string; readonly path: Path },
  context: BlockContext,
): RefTarget | undefined {
  const { problems, spec, whole } = context;
  const place = placeIn(context, use.path);
  const block = spec.load[name];
  const isKind = (entityKinds as readonly string[]).includes(name);
  if (block === undefined && !isKind) {
    // A block that was cut out for a problem of its own is not unknown.
    if (!hasNode(whole, ['load', name])) {
      const known = [...Object.keys(spec.load), ...entityKinds];
      problems.add(place, { code: 'mapping.unknown-block', args: { ref: name } }, nearestName(name, known));
    }
    return undefined;
  }
  const kind: EntityKind =
    block === undefined ? (name as EntityKind) : block.entity === 'task' ? 'activity' : block.entity;
  const allowed = refKinds(use.field);
  if (!allowed.includes(kind)) {
    const args = { field: use.field, kind, allowed: allowed.join(', ') };
    problems.add(place, { code: 'mapping.ref-kind', args });
    return undefined;
  }
  const system = block === undefined ? context.system : systemOf(block.from, context);
  return { kind, system, block: block === undefined ? undefined : name };
}
