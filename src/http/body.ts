import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { HttpFault } from './fault.ts';

const unpack = promisify(gunzip);

interface BodySettings {
  readonly maxBytes: number;
  /** Told of every piece. */
  readonly heard: () => void;
}

/** The whole body of an answer, unpacked. @throws HttpFault when it is too long, cut off or badly packed */
export async function bodyOf(message: IncomingMessage, { maxBytes, heard }: BodySettings): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  if (Number(message.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(message, maxBytes);
  for await (const chunk of message as AsyncIterable<Buffer>) {
    heard();
    length += chunk.length;
    if (length > maxBytes) throw tooLarge(message, maxBytes);
    chunks.push(chunk);
  }
  if (!message.complete) throw new HttpFault('TRUNCATED', 'the answer was cut off');
  return unpacked(Buffer.concat(chunks), message.headers['content-encoding']?.trim().toLowerCase(), maxBytes);
}

async function unpacked(body: Buffer, encoding: string | undefined, maxBytes: number): Promise<Buffer> {
  if (encoding === undefined || encoding === '' || encoding === 'identity' || body.length === 0) return body;
  if (!/^(?:x-)?gzip$/.test(encoding)) throw new HttpFault('BAD_ENCODING', `an answer packed with ${encoding}`);
  try {
    return await unpack(body, { maxOutputLength: maxBytes });
  } catch (cause) {
    const isLong = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    if (isLong) throw new HttpFault('TOO_LARGE', `an answer over ${maxBytes} bytes`, cause);
    throw new HttpFault('BAD_ENCODING', 'an answer that cannot be unpacked', cause);
  }
}

function tooLarge(message: IncomingMessage, maxBytes: number): HttpFault {
  message.destroy();
  return new HttpFault('TOO_LARGE', `an answer over ${maxBytes} bytes`);
}
