import type { Call, SystemRequest } from '../emulator.ts';
import { multipartParts } from '../multipart.ts';
import { phpForm, phpJson, phpQuery, type PhpMap } from '../php-parameters.ts';
import { methodName } from './batch.ts';
import { parameter } from './method.ts';

/** What a request asks of the portal. */
export interface PortalCall extends Call {
  readonly kind: 'rest' | 'oauth' | 'empty' | 'unknown';
  /** Lower case. */
  readonly method: string;
  readonly params: PhpMap;
  /** Of an incoming webhook; without it the token in `auth` counts. */
  readonly webhook?: { readonly userId: number; readonly secret: string };
  readonly token?: string;
  /** The body could not be read. */
  readonly isBroken: boolean;
}

const secretNames = new Set(['auth', 'access_token', 'refresh_token', 'client_secret', 'code']);

/** Understands a request: address, and parameters of query and body, of which those of the body win. */
export function readCall(request: SystemRequest, maxInputVariables: number): PortalCall {
  const query = phpQuery(request.query, maxInputVariables);
  const body = bodyParameters(request, maxInputVariables);
  const params: PhpMap = { ...query, ...body };
  const [, root, ...rest] = request.path.split('/');
  const isBroken = body === undefined;
  if (request.method === 'HEAD' || request.method === 'OPTIONS') {
    return call(request, { kind: 'empty', method: request.method.toLowerCase(), params, isBroken });
  }
  if (root === 'oauth') {
    const method = rest[0] === 'authorize' ? 'oauth.authorize' : 'oauth.token';
    return call(request, { kind: 'oauth', method, params, isBroken });
  }
  if (root !== 'rest') return call(request, { kind: 'unknown', method: 'unknown', params, isBroken });
  const parts = rest.filter((part) => part !== '');
  const [userId = '', secret = '', name = ''] = parts;
  if (/^\d+$/.test(userId) && secret !== '') {
    const webhook = { userId: Number(userId), secret };
    return call(request, { kind: 'rest', method: methodName(name), params, isBroken, webhook });
  }
  const token = parameter(params, 'auth') ?? parameter(params, 'access_token');
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const given = typeof token === 'string' ? token : bearer;
  const known = { kind: 'rest', method: methodName(userId), params, isBroken } as const;
  return call(request, given === undefined ? known : { ...known, token: given });
}

function call(request: SystemRequest, read: Omit<PortalCall, 'operation' | 'shownPath' | 'parameters'>): PortalCall {
  const shownPath = request.path.replace(/^(\/rest\/\d+\/)[^/]+/, '$1***');
  return { ...read, operation: read.method, shownPath, parameters: masked(read.params) };
}

function masked(params: PhpMap): PhpMap {
  const entries = Object.entries(params);
  if (!entries.some(([name]) => secretNames.has(name.toLowerCase()))) return params;
  return Object.fromEntries(
    entries.map(([name, value]) => [name, secretNames.has(name.toLowerCase()) ? '***' : value]),
  );
}

/** `undefined` for JSON that cannot be read. */
function bodyParameters({ body, headers }: SystemRequest, most: number): PhpMap | undefined {
  if (body.length === 0) return {};
  const type = headers['content-type'] ?? '';
  if (/^multipart\/form-data/i.test(type)) return phpForm(multipartParts(body, type));
  const text = body.toString('utf8');
  if (/json/i.test(type) || (text.startsWith('{') && !/urlencoded/i.test(type))) return phpJson(text);
  return phpQuery(text, most);
}
