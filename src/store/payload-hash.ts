import { hash } from 'node:crypto';
import type { Ref } from '../model/field.ts';

/**
 * SHA-256 over a record's data (as JSON) and the keys of everything merged into it: when it is equal, there is nothing to write.
 */
export function payloadHash(data: string, origins: readonly Ref[]): string {
  return hash('sha256', `[${data},${JSON.stringify(origins.map(({ system, key }) => [system, key]))}]`, 'hex');
}
