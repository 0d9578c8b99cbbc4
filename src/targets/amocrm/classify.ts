import { asMap, asText } from '../../http/answer-values.ts';
import type { ApiAnswer, Call, Verdict } from '../../http/caller.ts';
import { AccessError, TargetError } from '../../errors.ts';
import { problemText } from './reply.ts';

/** Pauses after a limit answer: a second, doubled up to a minute (`formats/amocrm.md` section 2). */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/**
 * What an answer of an account means (`reliability.md` section 5 and `formats/amocrm.md` sections 2 and 7 of the house documents). A
 * block is lifted by people only: nothing is sent after a 403.
 */
export function classifyFor(place: string): (answer: ApiAnswer, call: Call) => Verdict {
  let limits = 0;
  return (answer) => {
    const { status, isJson, json, headers, beginning } = answer;
    const reason = isJson ? problemText(asMap(json), status) : `${status} ${beginning}`.trim();
    if (status === 429) {
      limits += 1;
      return { as: 'limit', waitMs: waitOf(answer) ?? Math.min(longestPauseMs, firstPauseMs * 2 ** (limits - 1)) };
    }
    limits = 0;
    if (status >= 300 && status < 400) {
      const stop = new AccessError('target.moved', { place, to: hostIn(headers['location']) });
      return { as: 'doubt', reason: String(status), stop };
    }
    if (status === 401) return { as: 'renew' };
    if (status === 402) return { as: 'stop', error: new AccessError('amocrm.unpaid', { place }) };
    if (status === 403) return { as: 'stop', error: forbidden(place, isJson, reason) };
    if (status >= 500 || !isJson) return { as: 'doubt', reason };
    return status < 300 || isProblem(json) ? { as: 'answer' } : { as: 'doubt', reason };
  };
}

function forbidden(place: string, isJson: boolean, reason: string): AccessError | TargetError {
  return isJson
    ? new AccessError('target.denied', { place, reason })
    : new TargetError('target.blocked', { place, reason });
}

/** An error of the API itself, not of something on the way. */
function isProblem(json: unknown): boolean {
  const { title, status, detail, 'validation-errors': errors } = asMap(json);
  return errors !== undefined || asText(title) !== '' || asText(detail) !== '' || asText(status) !== '';
}

function waitOf({ headers, json }: ApiAnswer): number | undefined {
  const text = headers['retry-after'] ?? asText(asMap(json)['retry_after']);
  return /^\d+$/.test(text) ? Number(text) * 1000 : undefined;
}

/** Only the host: an address may hold a secret. */
function hostIn(location: string | undefined): string {
  return location !== undefined && URL.canParse(location) ? new URL(location).host : '?';
}
