import type { ApiAnswer } from '../../http/caller.ts';
import type { PerenosError } from '../../errors.ts';
import type { MethodTime } from './server-time.ts';
import { asMap, asNumber, asText } from './values.ts';

/** What became of one call of a method. */
export type Reply =
  | {
      readonly kind: 'result';
      readonly result: unknown;
      /** Offset of the next page. */
      readonly next: number | undefined;
    }
  /** The portal refuses: nothing was done. */
  | { readonly kind: 'error'; readonly code: string; readonly text: string }
  | { readonly kind: 'not-executed'; readonly reason: string; readonly stop?: PerenosError }
  | { readonly kind: 'doubt'; readonly reason: string; readonly stop?: PerenosError };

/** A limit of the portal: nothing was done, the same call may be sent later. */
const limitCodes = new Set(['QUERY_LIMIT_EXCEEDED', 'OPERATION_TIME_LIMIT']);
/** The portal does not know itself what it did. */
const unknownCodes = new Set(['INTERNAL_SERVER_ERROR', 'ERROR_UNEXPECTED_ANSWER']);

export function isLimit(code: string): boolean {
  return limitCodes.has(code);
}

export function isUnknown(code: string): boolean {
  return unknownCodes.has(code);
}

/** The error of an answer or of one command; undefined where there is none. `error` may be empty: its presence decides. */
export function errorOf(
  body: Readonly<Record<string, unknown>>,
): { readonly code: string; readonly text: string } | undefined {
  if (!('error' in body)) return undefined;
  return { code: asText(body['error']), text: plainText(asText(body['error_description'])) };
}

/** Texts of errors may hold markup and several messages. */
function plainText(text: string): string {
  return text
    .replace(/<br\s*\/?>/gi, '; ')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 500);
}

/** Is a record said not to be there? Classic methods have no code for it: theirs is empty. */
export function saysGone(reply: Reply): boolean {
  return reply.kind === 'error' && (reply.code === 'NOT_FOUND' || (reply.code === '' && /not found/i.test(reply.text)));
}

/** The body of an answer that answers the call. */
export function replyOf({ json, status }: Pick<ApiAnswer, 'json' | 'status'>): Reply {
  const body = asMap(json);
  const error = errorOf(body);
  if (error !== undefined) return { kind: 'error', ...error };
  if (status >= 400 || !('result' in body)) return { kind: 'error', code: String(status), text: '' };
  return { kind: 'result', result: body['result'], next: asNumber(body['next']) };
}

/** What a call has cost; undefined where the portal does not say. */
export function timeOf(time: unknown): MethodTime | undefined {
  const map = asMap(time);
  const seconds = asNumber(map['duration']);
  if (seconds === undefined) return undefined;
  const operating = asNumber(map['operating']);
  const resetAt = asNumber(map['operating_reset_at']);
  const finish = asNumber(map['finish']);
  return {
    seconds,
    operating,
    resetInSeconds: resetAt === undefined || finish === undefined ? undefined : resetAt - finish,
  };
}

/** How an error is shown: `CODE text`, a dash where there is no code. */
export function reasonOf({ code, text }: { readonly code: string; readonly text: string }): string {
  return `${code === '' ? '-' : code} ${text}`.trim();
}
