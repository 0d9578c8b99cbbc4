import { type Archive, checkLimit, openArchive } from '../../archive.ts';
import { InputError } from '../../errors.ts';
import type { Input } from '../../input.ts';
import { feedXml } from '../../xml.ts';

/** One relationship of a part (ECMA-376 part 2, 6.5). */
export interface Relationship {
  /** Last word of the type, the same in transitional and strict files: `worksheet`, `sharedStrings`. */
  readonly type: string;
  /** Part name for internal ones, address for external ones. */
  readonly target: string;
  readonly external: boolean;
}

/** A zip of XML parts. Names are found whatever their case: 1C writes `xl/SharedStrings.xml`. */
export interface Package {
  readonly file: string;
  part(name: string): Input | undefined;
  /** Relationships of a part by id; of the package itself for ''. */
  relationships(part: string): Promise<ReadonlyMap<string, Relationship>>;
}

/** @throws InputError for an archive that is damaged, hostile or over the limits */
export async function openPackage(input: Input): Promise<Package> {
  const parts = partIndex(await openArchive(input, { backslash: 'separator' }));
  const part = (name: string): Input | undefined => parts.get(name) ?? parts.get(name.toLowerCase());
  return {
    file: input.file,
    part,
    async relationships(owner) {
      const slash = owner.lastIndexOf('/') + 1;
      const found = part(`${owner.slice(0, slash)}_rels/${owner.slice(slash)}.rels`);
      return found === undefined ? new Map() : await readRelationships(found, owner.slice(0, slash));
    },
  };
}

/** @throws InputError naming the part that is not there */
export function requirePart(parts: Package, name: string): Input {
  const found = parts.part(name);
  if (found === undefined) throw new InputError('excel.part-missing', { file: parts.file, part: name });
  return found;
}

/** Calls `open` for every element of a small part, by its name without a prefix. */
export async function readElements(
  input: Input,
  open: (name: string, attributes: Readonly<Record<string, string>>) => void,
): Promise<void> {
  const handler = {
    open: (name: string, attributes: Readonly<Record<string, string>>) => open(localName(name), attributes),
    text: () => {},
    close: () => {},
  };
  for await (const _ of feedXml(input, handler));
}

/** `x:row` -> `row`. */
export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** An attribute in the namespace of relationships, whatever its prefix: `r:id`. */
export function relationshipId(attributes: Readonly<Record<string, string>>): string | undefined {
  for (const name in attributes) if (name.endsWith(':id')) return attributes[name];
  return undefined;
}

function partIndex(archive: Archive): ReadonlyMap<string, Input> {
  const parts = new Map<string, Input>();
  for (const { name, input } of archive.entries) {
    const lower = name.toLowerCase();
    if (!parts.has(lower)) parts.set(lower, input);
  }
  // An exact name wins over one that differs by case.
  for (const { name, input } of archive.entries) parts.set(name, input);
  return parts;
}

async function readRelationships(input: Input, folder: string): Promise<ReadonlyMap<string, Relationship>> {
  const found = new Map<string, Relationship>();
  let held = 0;
  await readElements(input, (name, attributes) => {
    if (name !== 'Relationship') return;
    const { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode } = attributes;
    const external = mode === 'External';
    held += 200 + 2 * (id.length + target.length);
    checkLimit(input, 'heldBytes', held);
    found.set(id, {
      type: type.slice(type.lastIndexOf('/') + 1),
      target: external ? target : resolveTarget(folder, target),
      external,
    });
  });
  return found;
}

/** `../media/a.png` against `xl/worksheets/` -> `xl/media/a.png`. Targets may be absolute, and 1C writes backslashes. */
function resolveTarget(folder: string, target: string): string {
  const path = target.replaceAll('\\', '/').split('#')[0] ?? '';
  const steps = (path.startsWith('/') ? path : folder + path).split('/');
  const kept: string[] = [];
  for (const step of steps) {
    if (step === '..') kept.pop();
    else if (step !== '' && step !== '.') kept.push(step);
  }
  return kept.join('/');
}
