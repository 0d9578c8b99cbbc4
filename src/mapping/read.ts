import { hash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError } from '../errors.ts';
import { nearestName } from '../text/nearest-name.ts';
import { insidePath } from './paths.ts';
import { presetNames } from './preset-names.ts';
import type { Problems } from './problems.ts';
import { findSecrets } from './secrets.ts';
import { keyPlace, overlay, placeOf, sourceText, without, type ScalarNode, type TreeNode } from './tree.ts';
import { mappingLimits, parseYaml } from './yaml.ts';

/** The folder of the ready mappings that come with the program. */
export const presetFolder = fileURLToPath(new URL('../../mappings/', import.meta.url));

/** A mapping read from disk with everything it includes, before its shape is checked. */
export interface ReadMapping {
  /** The mapping file as shown to people. */
  readonly file: string;
  /** Absolute folder of the mapping: what it names is relative to it. */
  readonly folder: string;
  readonly root: TreeNode;
  /** Every file read so far; value maps add theirs. */
  readonly files: { file: string; sha256: string }[];
}

/** One file on its way in; `depth` bounds includes of includes. */
interface Reading {
  readonly problems: Problems;
  readonly files: { file: string; sha256: string }[];
  readonly chain: readonly string[];
}

/**
 * Reads a mapping file, the files it includes and the preset it extends, and lays them over each other: preset, then
 * includes in order, then the file itself.
 * @returns undefined when the file has no usable content; `problems` says why
 * @throws ConfigError when the file itself cannot be read
 */
export function readMapping(file: string, problems: Problems): ReadMapping | undefined {
  const path = resolve(file);
  const text = readText(path);
  if (text === undefined) throw new ConfigError('mapping.not-found', { file });
  return readMappingText(text, { file, path }, problems);
}

/** The same for a mapping already in memory; `path` says what its relative names mean. */
export function readMappingText(
  text: string,
  at: { readonly file: string; readonly path: string },
  problems: Problems,
): ReadMapping | undefined {
  const files: { file: string; sha256: string }[] = [];
  const root = readTree({ ...at, text }, { problems, files, chain: [at.path] });
  return root === undefined ? undefined : { file: at.file, folder: dirname(at.path), root, files };
}

/** The text of a file without its byte order mark; undefined when it cannot be read or is over the limit. */
function readText(path: string): string | undefined {
  try {
    const stats = statSync(path);
    if (!stats.isFile() || stats.size > mappingLimits.bytes * 16) return undefined;
    return readFileSync(path, 'utf8').replace(/^\uFEFF/u, '');
  } catch {
    return undefined;
  }
}

function readTree(from: { file: string; path: string; text: string }, reading: Reading): TreeNode | undefined {
  const { problems } = reading;
  const source = sourceText(from.file, from.path, from.text);
  reading.files.push({ file: from.file, sha256: hash('sha256', from.text, 'hex') });
  const own = parseYaml(source, problems);
  if (own === undefined) return undefined;
  if (own.kind !== 'map') {
    problems.add(placeOf(own), { code: 'mapping.wrong-type', args: { key: '', expected: 'map' } });
    return undefined;
  }
  findSecrets(own, problems);
  const layers: TreeNode[] = [];
  const preset = own.entries.get('extends')?.value;
  if (preset !== undefined) pushLayer(layers, readPreset(preset, reading));
  const list = own.entries.get('include')?.value;
  for (const name of list?.kind === 'list' ? list.items : list === undefined ? [] : [list]) {
    const included = readInclude(name, from, reading);
    for (const layer of layers) reportClashes(layer, included, reading);
    reportClashes(own, included, reading);
    pushLayer(layers, included);
  }
  layers.push(without(own, ['include']));
  return layers.reduce(overlay);
}

function pushLayer(layers: TreeNode[], layer: TreeNode | undefined): void {
  if (layer !== undefined) layers.push(without(layer, ['override']));
}

function readPreset(node: TreeNode, reading: Reading): TreeNode | undefined {
  const { problems } = reading;
  const names = presetNames(presetFolder);
  const name = node.kind === 'scalar' ? node.text : '';
  const path = join(presetFolder, `${name}.yaml`);
  const text = names.includes(name) ? readText(path) : undefined;
  if (text === undefined || reading.chain.includes(path)) {
    const args = { name, known: names.join(', ') };
    problems.add(placeOf(node), { code: 'mapping.unknown-preset', args }, nearestName(name, names));
    return undefined;
  }
  return readTree({ file: `mappings/${name}.yaml`, path, text }, { ...reading, chain: [...reading.chain, path] });
}

function readInclude(node: TreeNode, from: { file: string; path: string }, reading: Reading): TreeNode | undefined {
  const { problems, chain } = reading;
  if (node.kind !== 'scalar') {
    problems.add(placeOf(node), { code: 'mapping.wrong-type', args: { key: 'include', expected: 'text' } });
    return undefined;
  }
  const path = nameInside(node, dirname(from.path), problems);
  if (path === undefined) return undefined;
  const text = readText(path);
  if (text === undefined || chain.includes(path) || chain.length > 10) {
    problems.add(placeOf(node), { code: 'mapping.file-missing', args: { file: node.text } });
    return undefined;
  }
  const file = join(dirname(from.file), relative(dirname(from.path), path));
  return readTree({ file, path, text }, { ...reading, chain: [...chain, path] });
}

/** The path of a file named in the mapping; a name that leaves the folder becomes a problem. */
export function nameInside(node: ScalarNode, folder: string, problems: Problems): string | undefined {
  const path = insidePath(folder, node.text);
  if (path === undefined) {
    problems.add(placeOf(node), { code: 'mapping.path-escape', args: { path: node.text } });
  }
  return path;
}

/** Named entries may be given once over all files, unless the included file says `override: true`. */
function reportClashes(base: TreeNode, included: TreeNode | undefined, reading: Reading): void {
  if (base.kind !== 'map' || included?.kind !== 'map') return;
  const override = included.entries.get('override')?.value;
  if (override?.kind === 'scalar' && override.text === 'true') return;
  for (const section of ['sources', 'maps', 'load', 'const', 'custom_fields']) {
    const left = base.entries.get(section)?.value;
    const right = included.entries.get(section)?.value;
    if (left?.kind !== 'map' || right?.kind !== 'map') continue;
    for (const key of right.entries.keys()) {
      if (!left.entries.has(key)) continue;
      const place = keyPlace(included, [section, key]);
      reading.problems.add(place, { code: 'mapping.include-clash', args: { key: `${section}.${key}` } });
    }
  }
}
