import type { CompiledMapping, MappedValue } from '../mapping/compiled.ts';
import type { MapSummary, Report } from '../model/report.ts';
import type { Masking } from '../text/mask.ts';
import { ownersTable, type OwnerCoverage } from './owners.ts';
import type { Mask } from './report-masking.ts';

const shownEntries = 100;

type Mapping = Pick<CompiledMapping, 'mapped' | 'unmapped'> & {
  readonly maps: readonly Pick<CompiledMapping['maps'][number], 'name' | 'kind' | 'personal' | 'results'>[];
};
interface Hiding {
  readonly masking: Masking;
  readonly masked: Mask;
}

/** Values of user maps are people, and a field may say what those of its map are; other values stay readable for whoever completes the map, unless everything is to be hidden. */
function hider({ maps }: Mapping, { masking, masked }: Hiding): (map: string, value: string) => string {
  const classes = new Map(
    maps.map(({ name, kind, personal }) => [name, personal ?? (kind === 'user' ? 'name' : undefined)]),
  );
  return (map, value) => {
    const personal = classes.get(map);
    if (personal !== undefined) return masked(value, personal);
    return masking === 'full' ? masked(value, 'free_text') : value;
  };
}

/** The value maps of a mapping with one more: whom the records belong to. */
export function withOwners(mapping: Mapping, { covered, uncovered }: OwnerCoverage): Mapping {
  if (covered.length + uncovered.length === 0) return mapping;
  const results = (): readonly string[] => covered.map(({ target }) => target);
  return {
    maps: [...mapping.maps, { name: ownersTable, kind: 'user', results }],
    mapped: () => [...mapping.mapped(), ...covered],
    unmapped: () => [...mapping.unmapped(), ...uncovered],
  };
}

/** What became of the values that have an entry: by map, then count. */
export function mapSummaries(mapping: Mapping, hiding: Hiding): readonly MapSummary[] {
  const hide = hider(mapping, hiding);
  const met = new Map<string, MappedValue[]>();
  for (const value of mapping.mapped()) {
    const known = met.get(value.map);
    if (known === undefined) met.set(value.map, [value]);
    else known.push(value);
  }
  return mapping.maps
    .filter(({ name }) => met.has(name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, kind, results }) => {
      const values = (met.get(name) ?? []).toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
      const shown = values.slice(0, shownEntries);
      const sum = (some: readonly MappedValue[]) => some.reduce((total, { count }) => total + count, 0);
      return {
        map: name,
        kind,
        rows: sum(values),
        entries: shown.map(({ value, target, count }) => ({
          value: hide(name, value),
          target: hide(name, target),
          count,
        })),
        rest: sum(values) - sum(shown),
        targets: targetsOf(values, results()).map(({ target, count }) => ({ target: hide(name, target), count })),
      };
    });
}

function targetsOf(values: readonly MappedValue[], results: readonly string[]): MapSummary['targets'] {
  const counts = new Map(results.filter((target) => target !== '').map((target) => [target, 0]));
  for (const { target, count } of values) if (target !== '') counts.set(target, (counts.get(target) ?? 0) + count);
  return [...counts]
    .map(([target, count]) => ({ target, count }))
    .toSorted((a, b) => b.count - a.count || (a.target < b.target ? -1 : 1));
}

/** Values that met a map without an entry: by map, then count. */
export function unmappedValues(mapping: Mapping, hiding: Hiding): Report['unmapped'] {
  const hide = hider(mapping, hiding);
  return mapping
    .unmapped()
    .toSorted(byMapThenCount)
    .map(({ value, ...one }) => ({ ...one, value: hide(one.map, value) }));
}

function byMapThenCount(a: Report['unmapped'][number], b: Report['unmapped'][number]): number {
  if (a.map !== b.map) return a.map < b.map ? -1 : 1;
  return b.count - a.count || (a.value < b.value ? -1 : 1);
}
