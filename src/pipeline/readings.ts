import type { CompiledMapping, CompiledSource, RowGrouping } from '../mapping/compiled.ts';
import type { ConsumingBlock } from './table-tally.ts';

/** Files that are read once for all mapping sources that name them with the same options. */
export interface Reading {
  /** Names of the mapping's sources, for people. */
  readonly name: string;
  readonly files: readonly string[];
  readonly format: string | undefined;
  readonly options: Readonly<Record<string, unknown>>;
  readonly group: RowGrouping | undefined;
  readonly takers: readonly { readonly select: readonly string[]; readonly block: ConsumingBlock }[];
}

/** What a mapping reads, in the order of its sources. `blockIds`: of the plan, by the names of the blocks. */
export function readings(mapping: CompiledMapping, blockIds: ReadonlyMap<string, number>): readonly Reading[] {
  const groups = new Map<string, CompiledSource[]>();
  for (const source of mapping.sources) {
    if (!mapping.blocks.some((block) => block.source === source.name)) continue;
    const id = JSON.stringify([source.files, source.format, source.options, source.group]);
    groups.set(id, [...(groups.get(id) ?? []), source]);
  }
  return [...groups.values()].flatMap((sources) => {
    const [first] = sources;
    if (first === undefined) return [];
    const takers = sources.flatMap(({ name, select, system, contract }) =>
      mapping.blocks
        .filter((block) => block.source === name)
        .map((block) => ({ select, block: { block, system, contract, blockId: blockIds.get(block.name) ?? 0 } })),
    );
    const { files, format, options, group } = first;
    return [{ name: sources.map(({ name }) => name).join(', '), files, format, options, group, takers }];
  });
}
