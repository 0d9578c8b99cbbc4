import { hash } from 'node:crypto';
import type { Ref } from '../model/field.ts';

/**
 * SHA-256 over a record's data (as JSON) and the keys of everything merged into it: when it is equal, there is nothing to write.
 */
export function payloadHash(data: string, origins: readonly Ref[]): string {
  return hash('sha256', `[${data},${keysOf(origins)}]`, 'hex');
}

/** The same over data as bytes of UTF-8: much faster for text that is not ASCII. */
export function payloadHashOfBytes(data: Buffer, origins: readonly Ref[]): string {
  return hash('sha256', Buffer.concat([bracket, data, Buffer.from(`,${keysOf(origins)}]`)]), 'hex');
}

const bracket = Buffer.from('[');

function keysOf(origins: readonly Ref[]): string {
  return JSON.stringify(origins.map(({ system, key }) => [system, key]));
}
