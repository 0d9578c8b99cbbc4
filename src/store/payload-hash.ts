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
  const end = `,${keysOf(origins)}]`;
  const most = 1 + data.length + end.length * 3;
  if (most > room.length) room = Buffer.allocUnsafe(most * 2);
  room[0] = bracket;
  room.set(data, 1);
  const length = 1 + data.length + room.write(end, 1 + data.length);
  return hash('sha256', room.subarray(0, length), 'hex');
}

/** Used again for every record: a buffer of its own for each would cost as much as its hash. */
let room = Buffer.allocUnsafe(1 << 16);
const bracket = '['.charCodeAt(0);

function keysOf(origins: readonly Ref[]): string {
  const [only] = origins;
  // Most records stand for themselves alone.
  if (only !== undefined && origins.length === 1)
    return `[[${JSON.stringify(only.system)},${JSON.stringify(only.key)}]]`;
  return JSON.stringify(origins.map(({ system, key }) => [system, key]));
}
