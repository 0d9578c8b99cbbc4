import { AccessError, TargetError } from '../../errors.ts';
import type { ApiAnswer, Verdict } from '../../http/caller.ts';
import { errorOf, isUnknown, reasonOf } from './reply.ts';
import { asMap } from './values.ts';

/** Nothing was executed, and nothing will be before a person has acted. */
const denied = new Set([
  'NO_AUTH_FOUND',
  'INVALID_CREDENTIALS',
  'insufficient_scope',
  'user_access_error',
  'allowed_only_intranet_user',
  'PORTAL_DELETED',
  'INVALID_REQUEST',
  'ERROR_MANIFEST_IS_NOT_AVAILABLE',
  'WRONG_AUTH_TYPE',
  'authorization_error',
]);

/**
 * What an answer of a portal means (`reliability.md` section 5 and `formats/bitrix24.md` section 5 of the house documents). The
 * limit of a single method is an answer here: only that method waits.
 */
export function classifyFor(place: string): (answer: ApiAnswer) => Verdict {
  return (answer) => {
    const { status, isJson, json, headers, beginning } = answer;
    if (status >= 300 && status < 400) {
      const stop = new AccessError('target.moved', { place, to: hostIn(headers['location']) });
      return { as: 'doubt', reason: `${status}`, stop };
    }
    const body = asMap(json);
    const error = isJson ? errorOf(body) : undefined;
    if (error === undefined) return withoutError(answer, { as: 'doubt', reason: `${status} ${beginning}`.trim() });
    const { code } = error;
    const reason = reasonOf(error);
    if (code === 'OPERATION_TIME_LIMIT') return { as: 'answer' };
    if (code === 'OVERLOAD_LIMIT') return { as: 'stop', error: new TargetError('target.blocked', { place, reason }) };
    if (code === 'QUERY_LIMIT_EXCEEDED' || status === 429) return { as: 'limit' };
    if (code === 'expired_token') return { as: 'renew' };
    if (denied.has(code) || isDenied(status, code))
      return { as: 'stop', error: new AccessError('target.denied', { place, reason }) };
    if (status >= 500 || isUnknown(code)) return { as: 'doubt', reason };
    return { as: 'answer' };
  };
}

/** The plan or the rights of the user: with 400 it is the right on one kind or record. */
function isDenied(status: number, code: string): boolean {
  return code === 'ACCESS_DENIED' && (status === 401 || status === 403);
}

function withoutError({ status, isJson, json }: ApiAnswer, doubt: Verdict): Verdict {
  if (status === 429) return { as: 'limit' };
  return isJson && status < 300 && 'result' in asMap(json) ? { as: 'answer' } : doubt;
}

/** Only the host: an address may hold a secret. */
function hostIn(location: string | undefined): string {
  return location !== undefined && URL.canParse(location) ? new URL(location).host : '?';
}
