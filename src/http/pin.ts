import { createHash } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { ConfigError } from '../errors.ts';
import { HttpFault } from './fault.ts';

/** A key that a server must have. */
export interface Pin {
  /** The server it is for; undefined: every server that is called. */
  readonly host: string | undefined;
  /** SHA-256 of the SubjectPublicKeyInfo of the server's certificate, base64 (RFC 7469 calls it a pin). */
  readonly sha256: string;
}

/**
 * `sha256:<base64 or hex>`, also `host=sha256:…` for one server and `sha256//` as curl writes it.
 * @throws ConfigError
 */
export function readPin(text: string): Pin {
  const parts = /^(?:([^=:]+)=)?sha256(?::|\/\/)(.+)$/i.exec(text.trim());
  const hash = parts?.[2] ?? '';
  const hex = hash.replaceAll(':', '');
  const bytes = /^[0-9a-f]{64}$/i.test(hex) ? Buffer.from(hex, 'hex') : base64(hash);
  if (bytes?.length !== 32) throw new ConfigError('http.pin', { pin: text.slice(0, 100) });
  return { host: parts?.[1]?.toLowerCase(), sha256: bytes.toString('base64') };
}

function base64(text: string): Buffer | undefined {
  return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}

/** The pins of a server: those of its own, else those of every server. */
export function pinsFor(pins: readonly Pin[], host: string): readonly Pin[] {
  const own = pins.filter((pin) => pin.host === host.toLowerCase());
  return own.length > 0 ? own : pins.filter((pin) => pin.host === undefined);
}

/** @throws HttpFault when the server has none of the keys; the connection is closed */
export function checkPin(socket: TLSSocket, expected: readonly Pin[]): void {
  const found = keyOf(socket);
  if (expected.some(({ sha256 }) => sha256 === found)) return;
  socket.destroy();
  throw new HttpFault('TLS_PIN', `the key of the server is sha256:${found ?? 'unknown'}`);
}

function keyOf(socket: TLSSocket): string | undefined {
  try {
    const key = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' });
    return key === undefined ? undefined : createHash('sha256').update(key).digest('base64');
  } catch {
    // A kind of key that OpenSSL does not know.
    return undefined;
  }
}
