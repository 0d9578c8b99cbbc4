import { BlockList, isIP } from 'node:net';
import { ConfigError } from '../errors.ts';
import { isLoopback } from './address.ts';

/** A proxy, and the servers that are reached without it. */
export interface ProxySettings {
  /** `http:` or `https:`, with user name and password when it wants them: never printed. */
  readonly address: URL;
  /** As in NO_PROXY: names, `.domain`, addresses, `address/bits`, `host:port`, `*`. */
  readonly except: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** From `https_proxy` and `no_proxy`, in small letters or capitals; small ones win, as in curl. @throws ConfigError */
export function readProxy(environment: Environment): ProxySettings | undefined {
  const text = environment['https_proxy'] ?? environment['HTTPS_PROXY'] ?? '';
  if (text.trim() === '') return undefined;
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const address = URL.canParse(whole) ? new URL(whole) : undefined;
  // What follows @ may be shown, what stands before it may not.
  if (address === undefined || !/^https?:$/.test(address.protocol) || address.hostname === '')
    throw new ConfigError('http.proxy', { proxy: text.replace(/^.*@/, '').slice(0, 200) });
  const except = (environment['no_proxy'] ?? environment['NO_PROXY'] ?? '').split(/[\s,]+/).filter(Boolean);
  return { address, except };
}

/** The proxy to reach a server through; undefined for this computer and for what is excepted. */
export function proxyFor(
  { host, port }: { readonly host: string; readonly port: number },
  settings: ProxySettings | undefined,
): URL | undefined {
  if (settings === undefined || isLoopback(host)) return undefined;
  const name = host.toLowerCase();
  return settings.except.some((entry) => isExcepted(entry.toLowerCase(), name, port)) ? undefined : settings.address;
}

function isExcepted(entry: string, host: string, port: number): boolean {
  if (entry === '*') return true;
  const parts = /^(.*):(\d+)$/.exec(entry);
  const hasPort = parts !== null && isIP(entry) === 0;
  if (hasPort && Number(parts[2]) !== port) return false;
  const place = (hasPort ? (parts[1] ?? '') : entry).replace(/^\[|\]$/g, '');
  if (isIP(host) > 0) return place === host || isInNetwork(place, host);
  const domain = place.replace(/^\*?\./, '');
  return host === domain || host.endsWith(`.${domain}`);
}

function isInNetwork(place: string, host: string): boolean {
  const [network = '', bits = ''] = place.split('/');
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(network) === 0 || isIP(network) !== isIP(host) || !/^\d{1,3}$/.test(bits)) return false;
  if (Number(bits) > (family === 'ipv6' ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family);
  return list.check(host, family);
}
