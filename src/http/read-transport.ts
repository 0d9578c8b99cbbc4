import { readCertificates } from './certificates.ts';
import { readPin } from './pin.ts';
import { readProxy } from './proxy.ts';
import { openTransport, type Transport } from './transport.ts';

interface TransportPlaces {
  /** File with certificates of authorities; empty: none. */
  readonly caFile: string;
  readonly pins: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The transport that settings and the environment ask for. @throws ConfigError, InputError */
export function readTransport({ caFile, pins, environment }: TransportPlaces): Transport {
  return openTransport({
    certificates: caFile === '' ? undefined : readCertificates(caFile),
    pins: pins.map(readPin),
    proxy: readProxy(environment),
  });
}
