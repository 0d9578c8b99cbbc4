import { TextDecoder } from 'node:util';
import type { EncodingChoice } from '../../piece-decoder.ts';

/** The opening tag of a document. */
export interface XmlRoot {
  /** Without the prefix. */
  readonly name: string;
  readonly prefix: string;
  /** Names with their prefixes. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** The decoded beginning of a file, without a byte order mark and leading blanks. A letter cut at its end is lost. */
export function beginning(head: Uint8Array, choice: EncodingChoice): string {
  return new TextDecoder(choice.encoding).decode(head).trimStart();
}

// What may stand before the root: instructions, comments, a document type.
const prolog = /^(?:\s+|<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>)/;
const tag = /^<(?:([\p{L}_][\p{L}\p{N}_.-]*):)?([\p{L}_][\p{L}\p{N}_.-]*)([^<>]*)/u;
// Bounded, so that a long run of letters is not tried from every letter to its end.
const attribute = /([\p{L}_][\p{L}\p{N}_.:-]{0,99})\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)')/gu;

export function rootOf(text: string): XmlRoot | undefined {
  let rest = text;
  for (let match = prolog.exec(rest); match !== null; match = prolog.exec(rest)) rest = rest.slice(match[0].length);
  const [, prefix = '', name, inside = ''] = tag.exec(rest) ?? [];
  if (name === undefined) return undefined;
  const attributes: Record<string, string> = {};
  for (const [, key = '', double, single] of inside.matchAll(attribute)) attributes[key] = double ?? single ?? '';
  return { name: name.normalize('NFC'), prefix, attributes };
}
