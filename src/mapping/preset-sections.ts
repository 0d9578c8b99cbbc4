import type { Preset } from './presets.ts';

/** A file (or one table of it) to be read through a preset. */
export interface PresetUse {
  readonly preset: string;
  readonly files: readonly string[];
  readonly format?: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly select?: readonly string[];
  /** Namespace of the keys, unless the preset is of one system and says which; the name of the source unless given. */
  readonly system?: string;
}

/** Sections of a mapping that is made of presets. */
export interface Sections {
  readonly sources: Record<string, unknown>;
  readonly load: Record<string, unknown>;
  readonly maps: Record<string, unknown>;
  readonly custom_fields: Record<string, unknown>;
  readonly const: Record<string, string>;
  readonly dedupe: Record<string, unknown>;
  readonly checks: unknown[];
}

export function noSections(): Sections {
  return { sources: {}, load: {}, maps: {}, custom_fields: {}, const: {}, dedupe: {}, checks: [] };
}

/**
 * A preset of a plain table becomes one block a file; one of a format of its own (with `sources:`) comes whole, under its
 * own names. Its second use is numbered; names that another preset has taken get its own name.
 * @returns the sources it has added
 */
export function addPreset(
  made: Sections,
  { name, spec, block }: Preset,
  use: PresetUse,
  count: number,
): readonly string[] {
  const number = count === 1 ? '' : `-${count}`;
  const names = spec.sources === undefined ? [name] : [...Object.keys(spec.sources), ...Object.keys(spec.load)];
  const isTaken = names.some((one) => one + number in made.sources || one + number in made.load);
  const suffix = isTaken ? `-${name}${number}` : number;
  const said = {
    file: use.preset,
    ...(use.format === undefined ? {} : { format: use.format }),
    ...(use.options === undefined ? {} : { options: use.options }),
    ...(use.select === undefined || use.select.length === 0 ? {} : { select: use.select }),
  };
  Object.assign(made.maps, spec.maps);
  Object.assign(made.custom_fields, spec.custom_fields);
  Object.assign(made.const, spec.const);
  Object.assign(made.dedupe, spec.dedupe);
  if (count === 1) made.checks.push(...(spec.checks ?? []));
  if (spec.sources === undefined) {
    made.sources[name + suffix] = { ...said, ...systemOf(use) };
    made.load[name + suffix] = { ...spec.load[block], from: name + suffix };
    return [name + suffix];
  }
  const renamed = (text: string): string => text + suffix;
  for (const [source, own] of Object.entries(spec.sources))
    made.sources[renamed(source)] = {
      ...systemOf(use),
      ...own,
      ...said,
      ...keepSelect(own),
      ...joinedOptions(own, said),
    };
  for (const [title, one] of Object.entries(spec.load)) {
    const copy = suffix === '' ? one : renameRefs(one, new Set(Object.keys(spec.load)), suffix);
    made.load[renamed(title)] = { ...(copy as object), from: renamed(one.from) };
  }
  return Object.keys(spec.sources).map(renamed);
}

function systemOf({ system }: PresetUse): { readonly system?: string } {
  return system === undefined ? {} : { system };
}

/** What the preset asks of the reader, and what the use of it asks beside. */
function joinedOptions(own: { readonly options?: unknown }, said: { readonly options?: unknown }): object {
  const options = { ...(own.options as object | undefined), ...(said.options as object | undefined) };
  return Object.keys(options).length === 0 ? {} : { options };
}

function keepSelect(own: { readonly select?: unknown }): object {
  return own.select === undefined ? {} : { select: own.select };
}

/** The same block for another file: its relations lead to the other blocks of that file. */
function renameRefs(value: unknown, blocks: ReadonlySet<string>, suffix: string): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => renameRefs(item, blocks, suffix));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const isRef =
        (key === 'ref' || key === 'source') && typeof item === 'string' && (key === 'source' || blocks.has(item));
      return [key, isRef ? `${String(item)}${suffix}` : renameRefs(item, blocks, suffix)];
    }),
  );
}
