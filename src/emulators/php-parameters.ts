/** A value as PHP has it after reading a query, a form or JSON. A list and a map are both "arrays" there. */
export type PhpValue = string | number | boolean | null | PhpList | PhpMap;
export type PhpList = readonly PhpValue[];
export interface PhpMap {
  readonly [key: string]: PhpValue;
}

type Building = Map<string, Building | PhpValue>;

/** PHP stops reading after so many values of one query, form or body and keeps silent about the rest. */
export const maxInputVariables = 1000;

/**
 * Reads `a[b][0]=v&c=1`, percent-encoded or not, in the notation of PHP: brackets make maps, `a[]=` counts up, maps with the
 * keys 0..n-1 come out as lists. A name without `=` has an empty value; empty pieces (a trailing `&`) are skipped.
 */
export function phpQuery(text: string, most: number = Infinity): PhpMap {
  const root: Building = new Map();
  let count = 0;
  for (const piece of text.split('&')) {
    if (piece === '') continue;
    count += 1;
    if (count > most) break;
    const at = piece.indexOf('=');
    const name = decoded(at === -1 ? piece : piece.slice(0, at));
    putNamed(root, name, at === -1 ? '' : decoded(piece.slice(at + 1)));
  }
  return builtMap(root);
}

/** The parts of a multipart form, as `phpQuery` gives them. Files become their text in base64. */
export function phpForm(parts: readonly { readonly name: string; readonly value: string }[]): PhpMap {
  const root: Building = new Map();
  for (const { name, value } of parts) putNamed(root, name, value);
  return builtMap(root);
}

/** Parameters of JSON. Anything but an object gives none, as PHP does with a body it cannot read. */
export function phpJson(text: string): PhpMap | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (asMap(value as PhpValue) ?? {}) : undefined;
  } catch {
    return undefined;
  }
}

export function isPhpArray(value: PhpValue | undefined): value is PhpList | PhpMap {
  return typeof value === 'object' && value !== null;
}

/** A list seen as the map PHP has; `undefined` for what is no array. */
export function asMap(value: PhpValue | undefined): PhpMap | undefined {
  if (!isPhpArray(value)) return undefined;
  return Array.isArray(value) ? Object.fromEntries(value.entries()) : (value as PhpMap);
}

/** The values of an array in order, whatever its keys. */
export function asList(value: PhpValue | undefined): PhpList | undefined {
  return isPhpArray(value) ? Object.values(value) : undefined;
}

/** A value as text: an array becomes the word PHP has for it. */
export function phpText(value: PhpValue | undefined, missing = ''): string {
  if (value === undefined || value === null) return missing;
  return typeof value === 'object' ? 'Array' : String(value);
}

/** What PHP prints for a map: `[]` when it is empty, a list when its keys are 0..n-1. */
export function phpArray<T>(map: Readonly<Record<string, T>>): Readonly<Record<string, T>> | readonly T[] {
  const keys = Object.keys(map);
  return keys.every((key, at) => key === String(at)) ? Object.values(map) : map;
}

function decoded(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return unescapedBytes(spaced);
  }
}

/** Percent signs that are no escapes stand for themselves; bytes that are no UTF-8 become replacement characters. */
function unescapedBytes(text: string): string {
  const bytes: number[] = [];
  const source = Buffer.from(text);
  for (let at = 0; at < source.length; at += 1) {
    const hex = source[at] === 0x25 ? /^[0-9a-f]{2}$/i.exec(source.toString('latin1', at + 1, at + 3)) : null;
    bytes.push(hex === null ? (source[at] ?? 0) : Number.parseInt(hex[0], 16));
    if (hex !== null) at += 2;
  }
  return Buffer.from(bytes).toString('utf8');
}

/** `a[b][]` as its path `a`, `b`, `''`. A bracket that is never closed belongs to the name. */
function pathOf(name: string): string[] {
  const open = name.indexOf('[');
  if (open <= 0) return [name];
  const path = [name.slice(0, open)];
  const pattern = /\[([^\]]*)\]/y;
  pattern.lastIndex = open;
  for (let part = pattern.exec(name); part !== null; part = pattern.exec(name)) path.push(part[1] ?? '');
  return path.length === 1 ? [name] : path;
}

function putNamed(root: Building, name: string, value: string): void {
  const path = pathOf(name);
  let map = root;
  for (const [at, part] of path.entries()) {
    const key = part === '' && at > 0 ? String(nextIndex(map)) : part;
    if (at === path.length - 1) {
      map.set(key, value);
      return;
    }
    const inner = map.get(key);
    const next: Building = inner instanceof Map ? inner : new Map();
    if (next !== inner) map.set(key, next);
    map = next;
  }
}

function nextIndex(map: Building): number {
  let next = 0;
  for (const key of map.keys()) if (/^(?:0|[1-9]\d*)$/.test(key)) next = Math.max(next, Number(key) + 1);
  return next;
}

function builtMap(building: Building): PhpMap {
  return Object.fromEntries([...building].map(([key, value]) => [key, built(value)]));
}

function built(value: Building | PhpValue): PhpValue {
  return value instanceof Map ? (phpArray(builtMap(value)) as PhpValue) : value;
}
