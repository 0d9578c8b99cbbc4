import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { presetNames } from './preset-names.ts';
import { presetFolder } from './read.ts';
import type { MappingSpec } from './schema.ts';

/** What has to be known of a preset to tell whether a table is its own, without reading the rest of it. */
export interface PresetHead {
  readonly name: string;
  /** The headings that only this system has; undefined for a plain table and for a format whose tables are always the same. */
  readonly fits: MappingSpec['fits'];
  /** It names its tables itself. */
  readonly hasSources: boolean;
  /** Its tables come from one system, whose keys never meet those of others. */
  readonly isOfSystem: boolean;
}

/** The section `fits` of a preset: its line and the lines below that are indented, comments or empty. */
const fitsSection = /^fits:[^\n]*\n(?:[ #-][^\n]*\n|\r?\n)*/mu;
const sourcesSection = /^sources:/mu;
const systemOfSources = /^sources:[^\n]*\n(?: [^\n]*\n)*? [^\n]*\bsystem:/mu;

let cached: readonly PresetHead[] | undefined;

/** The heads of the presets that come with the program; read once. Reading the presets whole takes a hundred times as long. */
export function presetHeads(): readonly PresetHead[] {
  cached ??= presetNames(presetFolder).map((name) => headOf(name));
  return cached;
}

/** The head of one preset; undefined when there is none of this name. */
export function presetHead(name: string): PresetHead | undefined {
  return presetHeads().find((head) => head.name === name);
}

function headOf(name: string): PresetHead {
  const text = readFileSync(join(presetFolder, `${name}.yaml`), 'utf8');
  const [section] = fitsSection.exec(text) ?? [];
  // The presets come with the program; that heads and presets agree is tested.
  const written =
    section === undefined ? undefined : (parse(section, { schema: 'failsafe' }) as Pick<MappingSpec, 'fits'>);
  return { name, fits: written?.fits, hasSources: sourcesSection.test(text), isOfSystem: systemOfSources.test(text) };
}
