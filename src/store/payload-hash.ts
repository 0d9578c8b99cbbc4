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

/** A record's data as bytes of UTF-8 with its hash: a text is turned into bytes once, for the hash and for the database. */
export interface HashedData {
  /** Overwritten by the next call. */
  readonly data: Buffer;
  readonly hash: Buffer;
}

/** The same hash of data that is still text. */
export function hashedData(text: string, origins: readonly Ref[]): HashedData {
  const end = `,${keysOf(origins)}]`;
  const most = 1 + (text.length + end.length) * 3;
  if (most > room.length) room = Buffer.allocUnsafe(most * 2);
  room[0] = bracket;
  const dataEnd = 1 + room.write(text, 1);
  const length = dataEnd + room.write(end, dataEnd);
  return { data: room.subarray(1, dataEnd), hash: hash('sha256', room.subarray(0, length), 'buffer') };
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
