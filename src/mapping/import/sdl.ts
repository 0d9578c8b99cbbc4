import type { ForeignLookup, ForeignMapping, ForeignPair, LeftOut } from './foreign.ts';
import { guessObject, isKnownField } from './salesforce-fields.ts';

/**
 * Reads a `.sdl` of Salesforce Data Loader: Java properties `COLUMN=Field[, Field]`, a quoted left side is a fixed value, an empty
 * side means unmapped. Maps of exports are turned around: their left side is the field, their right side the column of the file.
 */
export function readSdl(text: string, at: { readonly name: string; readonly object?: string }): ForeignMapping {
  const lines = propertyLines(text);
  const isExport = looksLikeExport(lines);
  const leftOut: LeftOut[] = [];
  const pairs: ForeignPair[] = [];
  const lookups: ForeignLookup[] = [];
  for (const { left, right, line } of lines) {
    const [column, fields] = isExport ? [right, left] : [left, right];
    const constant = /^"(.*)"$/.exec(column)?.[1];
    const names = fields
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    if (names.length === 0 || column === '') {
      leftOut.push({ what: `${line}: ${left}=${right}`, why: 'unmapped' });
      continue;
    }
    if (constant !== undefined && constant.trim() === '') {
      leftOut.push({ what: `${line}: ${left}=${right}`, why: 'empty-constant' });
      continue;
    }
    for (const field of names) {
      const parent = parentOf(field);
      if (parent !== undefined && constant === undefined) lookups.push({ ...parent, column });
      else pairs.push({ field, ...(constant === undefined ? { column } : { constant }) });
    }
  }
  const object =
    at.object ??
    guessObject(
      at.name,
      [...pairs, ...lookups].map(({ field }) => field),
    );
  return { steps: [{ name: at.name, object, pairs, lookups }], leftOut };
}

interface Property {
  readonly left: string;
  readonly right: string;
  readonly line: number;
}

/** Java properties: `#` and `!` comments, `\` escapes, a line that ends with `\` goes on in the next. */
function propertyLines(text: string): readonly Property[] {
  const found: Property[] = [];
  let whole = '';
  for (const [index, raw] of text
    .replace(/^\uFEFF/u, '')
    .split(/\r\n|[\r\n]/)
    .entries()) {
    const line = whole + raw.trimStart();
    if (whole === '' && (line === '' || /^[#!]/.test(line))) continue;
    if (/(?:^|[^\\])(?:\\\\)*\\$/.test(line)) {
      whole = line.slice(0, -1);
      continue;
    }
    whole = '';
    const { key, value } = splitProperty(line);
    found.push({ left: unescaped(key).trim(), right: unescaped(value).trim(), line: index + 1 });
  }
  return found;
}

/** At the first `=` or `:` that no backslash stands before, else at the first space; quoted constants may hold any of them. */
function splitProperty(line: string): { readonly key: string; readonly value: string } {
  const quoted = /^"(?:[^"\\]|\\.)*"/.exec(line)?.[0].length ?? 0;
  for (let at = quoted; at < line.length; at++) {
    if (line[at] === '\\') at += 1;
    else if (line[at] === '=' || line[at] === ':') return { key: line.slice(0, at), value: line.slice(at + 1) };
  }
  const [, key, value] = /^((?:\\.|[^\\\s])+)\s+(\S.*)$/.exec(quoted > 0 ? '' : line) ?? [];
  return key === undefined || value === undefined ? { key: line, value: '' } : { key, value };
}

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (_whole, hex: string | undefined, sign: string | undefined) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return { n: '\n', t: '\t', r: '\r', f: '\f' }[sign ?? ''] ?? sign ?? '';
  });
}

/** The side whose names are fields of Salesforce, letter by letter; `Account.Name` is a path of a query. */
function looksLikeExport(lines: readonly Property[]): boolean {
  const score = (name: string) =>
    name
      .split(',')
      .filter((part) => isKnownField(part.trim()) || /__[cr]$/.test(part.trim()) || /^[A-Z]\w*\.\w/.test(part.trim()))
      .length;
  const left = lines.reduce((sum, line) => sum + score(line.left), 0);
  const right = lines.reduce((sum, line) => sum + score(line.right), 0);
  return left > right;
}

/** `Parent:Account-Oracle_Id__c` and the older `Parent:Oracle_Id__c`: a parent found by one of its fields. */
function parentOf(field: string): Omit<ForeignLookup, 'column'> | undefined {
  const named = /^(\w+):(\w+)-(\w+)$/.exec(field);
  if (named !== null) return { field: named[1] ?? '', objects: [named[2] ?? ''], parentField: named[3] ?? '' };
  const older = /^(\w+):(\w+)$/.exec(field);
  if (older === null) return undefined;
  return { field: older[1] ?? '', objects: [], parentField: older[2] ?? '' };
}
