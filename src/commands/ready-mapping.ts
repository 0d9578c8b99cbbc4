import { ConfigError } from '../errors.ts';
import type { Input } from '../input.ts';
import { compilePresets } from '../mapping/compile-presets.ts';
import { presetHead } from '../mapping/preset-heads.ts';
import type { PresetUse } from '../mapping/preset-sections.ts';
import { fitPreset } from '../mapping/presets.ts';
import { fileSystem, tableSystem } from '../mapping/key-system.ts';
import type { Defaults } from '../model/defaults.ts';
import { recognise, sourceInputs } from '../pipeline/inputs.ts';
import * as registry from '../sources/index.ts';
import type { Source } from '../sources/source.ts';
import { headingList } from '../text/heading-list.ts';
import type { Invocation } from './command.ts';
import type { LoadedMapping } from './project-mapping.ts';
import { readingOptions } from './reading-options.ts';
import { refuseEmpty, tableHeads, type TableHead } from './table-heads.ts';

/**
 * Makes a mapping for files from the ready ones: each table takes the preset that its headings fit.
 * @throws ConfigError when a table fits none, InputError when a file cannot be read
 */
export async function readyMapping(invocation: Invocation): Promise<LoadedMapping> {
  const { arguments: files, config, context } = invocation;
  if (files.length === 0) throw new ConfigError('cli.no-mapping', { folder: config.root });
  const uses: PresetUse[] = [];
  const sources: readonly Source[] = Object.values(registry);
  const format = invocation.flags.text('format');
  const search = { base: process.cwd(), limits: config.limits, sources, format };
  for (const input of await sourceInputs(files, search)) uses.push(...(await usesOf(input, invocation)));
  const mapping = await compilePresets(joined(uses), {
    project: 'perenos',
    language: config.language,
    defaults: defaultsOf(invocation),
    targetType: 'sqlite',
    now: context.now(),
  });
  // Whoever has no mapping has set no limits either: what is rejected is listed, the rest is loaded.
  const limits = { ...mapping.target.limits, maxRejectShare: 1 };
  // Nor has he said what becomes of owners whom nobody knows: they are listed.
  const owners = { onUnknown: 'empty' } as const;
  return { mapping: { ...mapping, owners, target: { ...mapping.target, limits } }, base: process.cwd() };
}

async function usesOf(input: Input, { flags, context }: Invocation): Promise<readonly PresetUse[]> {
  const sources: readonly Source[] = Object.values(registry);
  const { source } = await recognise(input, sources, flags.text('format'));
  const options = readingOptions(flags);
  const asked = flags.text('preset');
  const isFolder = input.path !== undefined || input.parts === undefined;
  const files = isFolder ? [input.file] : (input.parts ?? []).map(({ file }) => file);
  const whole = asked === undefined ? source.preset : isOfFormat(asked) ? asked : undefined;
  if (whole !== undefined) return [{ preset: whole, files, format: source.name, options }];
  const heads = await tableHeads(source, { input, options, context });
  const system = fileSystem(input.file);
  const chosen = heads.map((head) => ({ head, preset: asked ?? fitPreset(head.columns, head.rows)?.preset }));
  const fitting = chosen.filter(({ preset }) => preset !== undefined);
  const [first] = heads;
  // Headings without records say nothing that could be loaded.
  if (first === undefined) return refuseEmpty(source, { input, options, context });
  if (fitting.length === 0) throw noPreset(input, first);
  const isFirst = (preset: string, at: number): boolean => fitting.findIndex((one) => one.preset === preset) === at;
  return fitting.map(({ head, preset = '' }, at) => ({
    preset,
    files,
    format: source.name,
    options,
    system: isFirst(preset, at) ? system : tableSystem(system, head.name),
    ...(heads.length === 1 ? {} : { select: [head.name] }),
  }));
}

/** A preset that names its own sources reads whole files, whatever tables they hold. */
function isWhole(name: string): boolean {
  return presetHead(name)?.hasSources === true;
}

/** A preset of a format whose tables are always the same: it names its tables itself. */
function isOfFormat(name: string): boolean {
  return isWhole(name) && presetHead(name)?.fits === undefined;
}

/** Several files of one format whose tables are always the same are one export: relations lead from one file to another. */
function joined(uses: readonly PresetUse[]): readonly PresetUse[] {
  const result: PresetUse[] = [];
  for (const use of uses) {
    const isMeant = isWhole(use.preset) && use.select === undefined;
    const same = isMeant
      ? result.findIndex(
          ({ preset, format, select }) => preset === use.preset && format === use.format && select === undefined,
        )
      : -1;
    const before = result[same];
    if (before === undefined) result.push(use);
    else result[same] = { ...before, files: [...before.files, ...use.files] };
  }
  return result;
}

function defaultsOf({ flags }: Invocation): Partial<Defaults> {
  const country = flags.text('country')?.toUpperCase();
  const cityCode = flags.text('cityCode');
  return { ...(country === undefined ? {} : { country }), ...(cityCode === undefined ? {} : { cityCode }) };
}

function noPreset(input: Input, head: TableHead): ConfigError<'cli.no-preset'> {
  return new ConfigError('cli.no-preset', {
    file: input.file,
    table: head.name,
    headings: headingList(head.columns),
  });
}
