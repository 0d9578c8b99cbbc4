import { createHash } from 'node:crypto';
import type { EntityKind } from '../../model/entity.ts';
import type { Ref } from '../../model/field.ts';

/** Longest text of ORIGINATOR_ID and ORIGIN_ID. */
const longest = 255;
/** Longest XML_ID of a requisite and a bank account. */
const longestXmlId = 45;

/** Constant name of what a project has loaded. */
export function originatorOf(project: string): string {
  return `perenos:${project}`;
}

/**
 * The marker of a record as ORIGIN_ID (`reliability.md` section 6 of the house documents): kind, system and key; what is too long
 * keeps its beginning and gets a hash. A key that is an e-mail address or a phone is hashed: a marker holds no personal data.
 */
export function originIdOf(kind: EntityKind, { system, key }: Ref): string {
  const text = `${kind}:${system}:${isPersonal(key) ? `#${hashOf(key)}` : key}`;
  return text.length <= longest ? text : `${text.slice(0, 60)}#${hashOf(text)}`;
}

/** XML_ID of a part of a record, the same on every run. */
export function xmlIdOf(originator: string, originId: string, part: string): string {
  return `perenos:${hashOf(`${originator}\n${originId}\n${part}`)}`.slice(0, longestXmlId);
}

function isPersonal(key: string): boolean {
  return key.includes('@') || /^\+\d[\d\s()-]{6,}$/.test(key);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
