import type { ApiAnswer } from '../../http/caller.ts';
import { asList, asMap, asText } from '../../http/answer-values.ts';
import type { PerenosError } from '../../errors.ts';

/** What became of one request. */
export type Reply =
  | { readonly kind: 'result'; readonly body: Readonly<Record<string, unknown>> }
  /** Some elements did not pass: why, by their request id. What became of the others is not documented. */
  | { readonly kind: 'invalid'; readonly reasons: ReadonlyMap<string, string> }
  /** The account refuses the request as a whole: nothing was done. */
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string }
  | { readonly kind: 'not-executed'; readonly reason: string; readonly stop?: PerenosError }
  | { readonly kind: 'doubt'; readonly reason: string; readonly stop?: PerenosError };

/** The body of an answer that answers the request. */
export function replyOf({ status, json }: Pick<ApiAnswer, 'status' | 'json'>): Reply {
  const body = asMap(json);
  if (status < 300) return { kind: 'result', body };
  const reasons = validationErrors(body);
  if (reasons.size > 0) return { kind: 'invalid', reasons };
  return { kind: 'refused', status, reason: problemText(body, status) };
}

/** `validation-errors` in the words of the account: path, code and sentence of each. */
export function validationErrors(body: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const entries = asList(body['validation-errors']).map((entry) => {
    const { request_id: id, errors } = asMap(entry);
    const texts = asList(errors).map((error) => {
      const { code, path, detail } = asMap(error);
      return [asText(path), asText(code), asText(detail)].filter((part) => part !== '').join(' ');
    });
    return [asText(id), texts.join('; ')] as const;
  });
  return new Map(entries.filter(([id]) => id !== ''));
}

/** Title and sentence of a `problem+json`. */
export function problemText(body: Readonly<Record<string, unknown>>, status: number): string {
  const words = [asText(body['title']), asText(body['detail'] ?? body['hint'])].filter((part) => part !== '');
  return `${status} ${words.join(': ')}`.trim().slice(0, 500);
}
