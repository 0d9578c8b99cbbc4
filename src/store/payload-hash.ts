import { hash } from 'node:crypto';
import type { Ref } from '../model/field.ts';
import { JsonBytes } from './json-bytes.ts';

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

/** The same hash of data that is to be written. */
export function hashedData(data: unknown, origins: readonly Ref[]): HashedData {
  json.clear();
  json.signs('[');
  const start = json.size;
  json.value(data);
  const end = json.size;
  json.signs(',');
  json.value(origins.map(({ system, key }) => [system, key]));
  json.signs(']');
  const bytes = Buffer.from(json.memory);
  return { data: bytes.subarray(start, end), hash: hash('sha256', bytes.subarray(0, json.size), 'buffer') };
}

/** Used again for every record: a buffer of its own for each would cost as much as its hash. */
let room = Buffer.allocUnsafe(1 << 16);
const json = new JsonBytes(1 << 16);
const bracket = '['.charCodeAt(0);

function keysOf(origins: readonly Ref[]): string {
  const [only] = origins;
  // Most records stand for themselves alone.
  if (only !== undefined && origins.length === 1)
    return `[[${JSON.stringify(only.system)},${JSON.stringify(only.key)}]]`;
  return JSON.stringify(origins.map(({ system, key }) => [system, key]));
}
