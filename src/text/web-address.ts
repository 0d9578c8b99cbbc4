import { domainToASCII } from 'node:url';

export type UrlReading =
  | { readonly status: 'ok'; readonly value: string }
  | { readonly status: 'invalid' | 'email' }
  | { readonly status: 'scheme'; readonly scheme: string };

const shape = /^(?:([a-z][a-z0-9+.-]*):(?:\/\/)?)?([^/?#\s]+)([^\s]*)$/i;
const host =
  /^(?:[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_-]{0,61}[\p{L}\p{N}\p{M}])?\.){1,8}(?:xn--[a-z0-9-]{2,59}|\p{L}[\p{L}\p{M}]{1,23})$/u;
const ip = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;

/**
 * A web address in normal form: scheme and host in lower case, no default port, no lone slash at the end. A missing scheme
 * is not added: whether the site answers to https is not known here.
 */
export function readUrl(text: string): UrlReading {
  const found = text.length > 2000 ? null : shape.exec(text);
  if (!found) return { status: 'invalid' };
  const [, rawScheme, rawHost = '', rest = ''] = found;
  const scheme = rawScheme?.toLowerCase();
  const isPort = scheme !== undefined && scheme.includes('.') && /^\d+$/.test(rawHost);
  if (isPort) return finish('', `${scheme}:${rawHost}`, rest);
  if (scheme === 'mailto') return { status: 'email' };
  if (scheme !== undefined && !['http', 'https', 'ftp'].includes(scheme)) return { status: 'scheme', scheme };
  if (rawHost.includes('@')) return scheme === undefined ? { status: 'email' } : { status: 'invalid' };
  return finish(scheme === undefined ? '' : `${scheme}://`, rawHost, rest);
}

function finish(scheme: string, authority: string, rest: string): UrlReading {
  const [, name = '', port] = /^(.*?)(?::(\d{1,5}))?$/.exec(authority) ?? [];
  const lower = name.toLowerCase().replace(/\.$/, '');
  if (!ip.test(lower) && (!host.test(lower) || domainToASCII(lower) === '')) return { status: 'invalid' };
  if (/^www\.[^.]*$/.test(lower)) return { status: 'invalid' };
  const isDefault = (scheme === 'http://' && port === '80') || (scheme === 'https://' && port === '443');
  const tail = port === undefined || isDefault ? '' : `:${port}`;
  return { status: 'ok', value: `${scheme}${lower}${tail}${rest === '/' ? '' : rest}` };
}
