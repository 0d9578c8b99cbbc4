import { createHash } from 'node:crypto';
import type { EntityKind } from './entity.ts';
import type { Ref } from './field.ts';

/** Constant name of what a project has loaded. */
export function originatorOf(project: string): string {
  return `perenos:${project}`;
}

/**
 * The marker of a record within a project (`reliability.md` section 6 of the house documents): kind, system and key; what is too long
 * keeps its beginning and gets a hash. A key that is an e-mail address or a phone is hashed: a marker holds no personal data.
 * @param longest characters that the target has room for, at least 100
 */
export function originIdOf(kind: EntityKind, { system, key }: Ref, longest = 255): string {
  const text = `${kind}:${system}:${isPersonal(key) ? `#${markerHash(key)}` : key}`;
  return text.length <= longest ? text : `${text.slice(0, 60)}#${markerHash(text)}`;
}

function isPersonal(key: string): boolean {
  return key.includes('@') || /^\+\d[\d\s()-]{6,}$/.test(key);
}

/** 32 hex digits. */
export function markerHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
