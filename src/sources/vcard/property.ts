/** One property of a card: names and parameters in upper case, the value still bytes (one character a byte). */
export interface Property {
  readonly group: string;
  readonly name: string;
  /** Parameters by name; bare ones of version 2.1 stand under `TYPE` or the parameter they are values of. */
  readonly params: ReadonlyMap<string, readonly string[]>;
  readonly value: string;
  readonly line: number;
}

/** Properties whose values are pictures, sounds and keys: passed over, their presence is remembered. */
export const binaryNames: ReadonlySet<string> = new Set(['PHOTO', 'LOGO', 'KEY', 'SOUND', 'X-MS-CARDPICTURE']);

const bareEncodings: ReadonlySet<string> = new Set(['QUOTED-PRINTABLE', 'BASE64', 'B', '8BIT', '7BIT']);

/** Takes `[group.]NAME[;PARAM[=v[,v]]]*:value` apart; undefined when there is no colon or no name. */
export function parseProperty(text: string, line: number): Property | undefined {
  const colon = colonOf(text);
  if (colon < 0) return undefined;
  const [head = '', ...written] = splitOutsideQuotes(text.slice(0, colon), ';');
  const named = /^(?:([A-Za-z0-9_-]+)\.)?([A-Za-z0-9_/-]+)$/.exec(head.trim());
  if (named === null) return undefined;
  const params = new Map<string, string[]>();
  for (const param of written) addParam(params, param);
  return {
    group: named[1] ?? '',
    name: (named[2] ?? '').toUpperCase(),
    params,
    value: text.slice(colon + 1),
    line,
  };
}

/** The colon between head and value: the first one outside quotes. */
function colonOf(text: string): number {
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) isQuoted = !isQuoted;
    else if (code === 0x3a && !isQuoted) return at;
  }
  // A quote that never ends is a plain character.
  return isQuoted ? text.indexOf(':') : -1;
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  if (!text.includes('"')) return text.split(separator);
  const parts = [''];
  let isQuoted = false;
  for (const char of text) {
    if (char === '"') isQuoted = !isQuoted;
    if (char === separator && !isQuoted) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts;
}

function addParam(params: Map<string, string[]>, written: string): void {
  const equals = written.indexOf('=');
  const bare = written.trim().toUpperCase();
  if (equals < 0) {
    if (bare === '') return;
    push(params, bareEncodings.has(bare) ? 'ENCODING' : 'TYPE', bare);
    return;
  }
  const name = written.slice(0, equals).trim().toUpperCase();
  for (const value of splitOutsideQuotes(written.slice(equals + 1), ',')) {
    // RFC 6350 writes lists of types in quotes: TYPE="work,voice".
    for (const one of unquoted(value).split(name === 'TYPE' ? ',' : '\0')) push(params, name, one.trim());
  }
}

function unquoted(value: string): string {
  const text = value.trim();
  return text.startsWith('"') && text.endsWith('"') && text.length > 1 ? text.slice(1, -1) : text;
}

function push(params: Map<string, string[]>, name: string, value: string): void {
  if (value === '') return;
  const known = params.get(name);
  const made = name === 'TYPE' || name === 'ENCODING' || name === 'VALUE' ? value.toUpperCase() : value;
  if (known === undefined) params.set(name, [made]);
  else known.push(made);
}

/** Types of a property, with PREF when the property is preferred in either way of saying so. */
export function typesOf({ params }: Property): ReadonlySet<string> {
  const types = new Set(params.get('TYPE') ?? []);
  if (params.get('PREF')?.[0] === '1') types.add('PREF');
  return types;
}

export type ByteEncoding = 'quoted-printable' | 'base64' | 'none';

export function encodingOf(params: Property['params']): ByteEncoding {
  const written = params.get('ENCODING')?.[0];
  if (written === 'QUOTED-PRINTABLE') return 'quoted-printable';
  return written === 'BASE64' || written === 'B' ? 'base64' : 'none';
}
