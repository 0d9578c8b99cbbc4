import * as registry from '../transforms/index.ts';
import type { Transform } from '../transforms/transform.ts';

/** Functions of `do:` by the name they have in mappings. */
const byName: ReadonlyMap<string, Transform> = new Map(
  (Object.values(registry) as readonly Transform[]).map((transform) => [transform.name, transform]),
);

export function transformNamed(name: string): Transform | undefined {
  return byName.get(name);
}

export const transformNames: readonly string[] = [...byName.keys()];
