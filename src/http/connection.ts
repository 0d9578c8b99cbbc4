import type { ClientRequestArgs } from 'node:http';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectSecure, createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { checkPin, pinsFor, type Pin } from './pin.ts';
import { proxyFor, type ProxySettings } from './proxy.ts';
import { openTunnel } from './tunnel.ts';
import { untilReady } from './until-ready.ts';

/** Whom to trust and which way to go. */
export interface ConnectionSettings {
  /** Certificates of authorities to trust besides those known to Node.js, PEM. */
  readonly certificates?: string | undefined;
  /** Keys that servers must have; a server with the right one needs no authority. */
  readonly pins?: readonly Pin[];
  readonly proxy?: ProxySettings | undefined;
}

/** Time between the tries of several addresses of one name: over a slow line a quarter of a second, as is usual, is too short. */
const addressAttemptMs = 1_000;

/** Opens connections: to the end of the TLS handshake, with everything verified. */
export function connector({ certificates, pins = [], proxy }: ConnectionSettings) {
  let context: SecureContext | undefined;
  const trust = (): SecureContext =>
    (context ??= createSecureContext({
      minVersion: 'TLSv1.2',
      ...(certificates === undefined ? {} : { ca: [...rootCertificates, certificates] }),
    }));
  const open = ({ host, port }: Server, signal: AbortSignal | undefined): Promise<Socket> =>
    untilReady(
      connectPlain({ host, port, noDelay: true, autoSelectFamilyAttemptTimeout: addressAttemptMs }),
      'connect',
      signal,
    );
  const secured = async (socket: Socket, { host }: Server, signal: AbortSignal | undefined): Promise<Socket> => {
    const expected = pinsFor(pins, host);
    const secure = connectSecure({
      socket,
      secureContext: trust(),
      ...(isIP(host) === 0 ? { servername: host } : { host }),
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: expected.length === 0,
    });
    await untilReady(secure, 'secureConnect', signal);
    if (expected.length > 0) checkPin(secure, expected);
    return secure;
  };
  const throughProxy = async (server: Server, address: URL, signal: AbortSignal | undefined): Promise<Socket> => {
    const isSecure = address.protocol === 'https:';
    const place = { host: bare(address.hostname), port: Number(address.port) || (isSecure ? 443 : 80) };
    const socket = await open(place, signal);
    return openTunnel(isSecure ? await secured(socket, place, signal) : socket, { server, address, signal });
  };
  return {
    plain: (options: ClientRequestArgs): Promise<Socket> => open(serverOf(options, 80), options.signal),
    secure: async (options: ClientRequestArgs): Promise<Socket> => {
      const server = serverOf(options, 443);
      const address = proxyFor(server, proxy);
      const { signal } = options;
      const socket = address === undefined ? await open(server, signal) : await throughProxy(server, address, signal);
      return secured(socket, server, signal);
    },
  };
}

/** Host without brackets. */
export interface Server {
  readonly host: string;
  readonly port: number;
}

function serverOf({ host, port }: ClientRequestArgs, usual: number): Server {
  return { host: bare(host ?? 'localhost'), port: Number(port ?? usual) || usual };
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
