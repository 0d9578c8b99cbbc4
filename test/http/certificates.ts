import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A key and a certificate for a test, PEM. */
export interface TestCertificate {
  readonly key: string;
  readonly cert: string;
  /** SHA-256 of the public key, base64. */
  readonly pin: string;
}

const openssl = (folder: string, ...words: readonly string[]): Buffer =>
  execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });

/** Can certificates be made here? */
export function hasOpenssl(): boolean {
  try {
    openssl('.', 'version');
    return true;
  } catch {
    return false;
  }
}

interface Wish {
  readonly name: string;
  /** Such as `IP:127.0.0.1,DNS:localhost`. */
  readonly names: string;
  /** Name of the authority in the folder; self-signed without it. */
  readonly authority?: string;
  readonly isAuthority?: boolean;
  readonly isExpired?: boolean;
}

/** Makes a certificate with the openssl program; `NAME.crt` and `NAME.key` stay in the folder. */
export function certificate(folder: string, wish: Wish): TestCertificate {
  const { name, names, authority, isAuthority, isExpired } = wish;
  const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.crt`)];
  const days = ['-days', isExpired === true ? '-1' : '30'];
  const make = ['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', `/CN=${name}`];
  const use = isAuthority === true ? 'critical,CA:TRUE' : 'CA:FALSE';
  const own = [...make, '-addext', `subjectAltName=${names}`, '-addext', `basicConstraints=${use}`, '-keyout', key];
  if (authority === undefined) {
    openssl(folder, ...own, '-x509', ...days, '-out', cert);
  } else {
    const request = join(folder, `${name}.csr`);
    openssl(folder, ...own, '-out', request);
    const by = [
      '-CA',
      `${authority}.crt`,
      '-CAkey',
      `${authority}.key`,
      '-set_serial',
      '7',
      '-copy_extensions',
      'copyall',
    ];
    openssl(folder, 'x509', '-req', '-in', request, ...by, ...days, '-out', cert);
  }
  const pem = readFileSync(cert, 'utf8');
  const spki = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
  return { key: readFileSync(key, 'utf8'), cert: pem, pin: createHash('sha256').update(spki).digest('base64') };
}
