import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConfigError } from '../errors.ts';
import { fileError } from '../input.ts';

/**
 * The certificates of a file as PEM; a file in DER, as Windows saves it, holds one.
 * @throws ConfigError when there is none, InputError when the file cannot be read
 */
export function readCertificates(file: string): string {
  const bytes = contentOf(file);
  const blocks = bytes.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  const found = (blocks ?? [bytes]).map((block) => pemOf(block));
  if (found.some((pem) => pem === undefined)) throw new ConfigError('http.ca-file', { file });
  return found.join('\n');
}

function pemOf(certificate: string | Buffer): string | undefined {
  try {
    return new X509Certificate(certificate).toString();
  } catch {
    return undefined;
  }
}

function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw fileError(file, cause);
  }
}
