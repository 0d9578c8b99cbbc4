import { request } from 'node:http';
import type { Socket } from 'node:net';
import { HttpFault } from './fault.ts';

interface TunnelSettings {
  readonly server: { readonly host: string; readonly port: number };
  /** Of the proxy, with user name and password when it wants them. */
  readonly address: URL;
  readonly signal: AbortSignal | undefined;
}

/** Asks a proxy, over an open connection to it, for a tunnel to a server. @throws HttpFault when it does not let through */
export function openTunnel(socket: Socket, { server, address, signal }: TunnelSettings): Promise<Socket> {
  const authority = `${server.host.includes(':') ? `[${server.host}]` : server.host}:${server.port}`;
  return new Promise((resolve, reject) => {
    const call = request({
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...authorization(address) },
      createConnection: () => socket,
      ...(signal === undefined ? {} : { signal }),
    });
    call.once('connect', (answer, tunnel: Socket) => {
      const status = answer.statusCode ?? 0;
      if (status >= 200 && status < 300) {
        resolve(tunnel);
        return;
      }
      tunnel.destroy();
      reject(new HttpFault(`PROXY_${status}`, `the proxy ${address.host} answers ${status}`));
    });
    call.once('error', (cause) => {
      socket.destroy();
      reject(cause);
    });
    call.end();
  });
}

function authorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '' && password === '') return {};
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };
}
