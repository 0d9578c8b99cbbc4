import { join } from 'node:path';
import type { Defaults } from '../model/defaults.ts';
import { compileMappingText, type CompileOptions } from './compile.ts';
import type { CompiledMapping } from './compiled.ts';
import { addPreset, noSections, type PresetUse } from './preset-sections.ts';
import { presetOf } from './presets.ts';
import { presetFolder } from './read.ts';

/** What a mapping made of presets says beside them. */
export interface PresetSettings extends CompileOptions {
  readonly project?: string;
  readonly language?: 'ru' | 'en';
  readonly defaults?: Partial<Defaults>;
  readonly targetType?: string;
}

/**
 * A mapping made of presets, one block a use. File names are taken as they are: they come from the command line, not from
 * a mapping.
 * @throws MappingError for an unknown preset
 */
export async function compilePresets(
  uses: readonly PresetUse[],
  settings: PresetSettings = {},
): Promise<CompiledMapping> {
  const path = join(presetFolder, 'run.yaml');
  const files = new Map<string, readonly string[]>();
  const text = JSON.stringify(documentOf(uses, settings, files));
  const made = await compileMappingText(text, { file: 'preset', path }, settings);
  return {
    ...made,
    file: [...new Set(uses.map((use) => `mappings/${use.preset}.yaml`))].join(', '),
    sources: made.sources.map((source) => ({ ...source, files: files.get(source.name) ?? [] })),
  };
}

/** The mapping as a document; `files` is told which files each of its sources has. */
function documentOf(
  uses: readonly PresetUse[],
  settings: PresetSettings,
  files: Map<string, readonly string[]>,
): unknown {
  const unknown = uses.find((use) => presetOf(use.preset) === undefined);
  if (unknown !== undefined) return { perenos: 1, extends: unknown.preset, load: {} };
  const made = noSections();
  const counts = new Map<string, number>();
  for (const use of uses) {
    const preset = presetOf(use.preset);
    if (preset === undefined) continue;
    const count = (counts.get(use.preset) ?? 0) + 1;
    counts.set(use.preset, count);
    for (const source of addPreset(made, preset, use, count)) files.set(source, use.files);
  }
  const { defaults, project, language, targetType } = settings;
  return {
    perenos: 1,
    ...(project === undefined ? {} : { project }),
    ...(language === undefined ? {} : { locale: language }),
    ...(targetType === undefined ? {} : { target: { type: targetType } }),
    ...(defaults === undefined ? {} : { defaults: writtenDefaults(defaults) }),
    ...made,
  };
}

function writtenDefaults({ country, cityCode, timezone, currency, dateFormats }: Partial<Defaults>): unknown {
  return {
    country,
    city_code: cityCode,
    timezone,
    currency,
    ...(dateFormats === undefined ? {} : { date: dateFormats }),
  };
}
