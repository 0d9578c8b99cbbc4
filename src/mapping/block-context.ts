import type { Defaults } from '../model/defaults.ts';
import type { EntityKind } from '../model/entity.ts';
import type { Place } from '../errors.ts';
import type { CelLanguage } from './cel.ts';
import type { Problems } from './problems.ts';
import type { MappingSpec } from './schema.ts';
import { nodeAt, placeInside, placeOf, type Path, type TreeNode } from './tree.ts';
import type { ValueMap } from './value-map.ts';

/** What every part of a mapping is compiled with. */
export interface MappingContext {
  /** The mapping without what was wrong in its shape: paths lead into it. */
  readonly root: TreeNode;
  /** The mapping as written: what is only cut out of `root` is not unknown. */
  readonly whole: TreeNode;
  readonly spec: MappingSpec;
  readonly problems: Problems;
  readonly language: CelLanguage;
  readonly constants: Readonly<Record<string, string>>;
  readonly maps: ReadonlyMap<string, ValueMap>;
  /** Value maps that something uses. */
  readonly usedMaps: Set<string>;
  readonly defaults: Defaults;
}

/** The same, for the parts of one block. */
export interface BlockContext extends MappingContext {
  readonly block: string;
  readonly kind: EntityKind;
  /** Namespace of the keys of the block's source. */
  readonly system: string;
  /** Columns that exist although no table has them: items of an explode. */
  readonly virtualColumns: readonly string[];
  /** Columns used of each join, by alias. */
  readonly joinColumns: ReadonlyMap<string, Set<string>>;
  /** Canonical fields the mapping maps itself. */
  readonly mappedFields: ReadonlySet<string>;
}

/** The place of the value at a path, `offset` characters into it. */
export function placeIn(context: MappingContext, path: Path, offset?: number): Place {
  const node = nodeAt(context.root, path);
  return node.kind === 'scalar' && offset !== undefined ? placeInside(node, offset) : placeOf(node);
}
