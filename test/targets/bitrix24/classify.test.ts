import { describe, expect, test } from 'vitest';
import type { ApiAnswer } from '../../../src/http/caller.ts';
import { batchReplies } from '../../../src/targets/bitrix24/batch.ts';
import { classifyFor } from '../../../src/targets/bitrix24/classify.ts';

const classify = classifyFor('p.example');

function answer(status: number, json: unknown, more: Partial<ApiAnswer> = {}): ApiAnswer {
  return { status, headers: {}, json, isJson: json !== undefined, beginning: '', milliseconds: 1, ...more };
}

const error = (code: unknown, text = '') => ({ error: code, error_description: text });

/** The rows of the page on reliability (section 5) and of the page on errors of the portal (section 5). */
const rows: readonly (readonly [status: number, json: unknown, as: string, code?: string])[] = [
  [200, { result: 1 }, 'answer'],
  [200, { result: false }, 'answer'],
  [200, { result: null }, 'answer'],
  [200, {}, 'doubt'],
  [200, undefined, 'doubt'],
  [200, error(''), 'answer'],
  [503, error('QUERY_LIMIT_EXCEEDED'), 'limit'],
  [429, error('QUERY_LIMIT_EXCEEDED'), 'limit'],
  [429, undefined, 'limit'],
  [429, error('OPERATION_TIME_LIMIT'), 'answer'],
  [503, error('OVERLOAD_LIMIT'), 'stop', 'target.blocked'],
  [503, error('SOMETHING_ELSE'), 'doubt'],
  [503, undefined, 'doubt'],
  [500, error('INTERNAL_SERVER_ERROR'), 'doubt'],
  [400, error('ERROR_UNEXPECTED_ANSWER'), 'doubt'],
  [502, undefined, 'doubt'],
  [504, undefined, 'doubt'],
  [403, error('PORTAL_DELETED'), 'stop', 'target.denied'],
  [401, error('expired_token'), 'renew'],
  [401, error('NO_AUTH_FOUND'), 'stop', 'target.denied'],
  [403, error('INVALID_CREDENTIALS'), 'stop', 'target.denied'],
  [403, error('insufficient_scope'), 'stop', 'target.denied'],
  [403, error('ACCESS_DENIED'), 'stop', 'target.denied'],
  [403, error('user_access_error'), 'stop', 'target.denied'],
  [400, error('INVALID_REQUEST', 'Https required.'), 'stop', 'target.denied'],
  [404, error('ERROR_METHOD_NOT_FOUND', 'Method not found!'), 'answer'],
  [404, undefined, 'doubt'],
  [400, error('', "Parameter 'fields' must be array."), 'answer'],
  [400, error('ERROR_CORE'), 'answer'],
  [400, error('ACCESS_DENIED'), 'answer'],
  [400, error(0), 'answer'],
  [400, error('100'), 'answer'],
  [302, undefined, 'doubt', 'target.moved'],
  [308, { result: 1 }, 'doubt', 'target.moved'],
];

describe('an answer', () => {
  test.each(rows.map(([...row]) => row))('%i %o: %s %s', (status, json, as, code) => {
    const verdict = classify(answer(status, json));
    expect(verdict.as).toBe(as);
    const stop = verdict.as === 'stop' ? verdict.error : verdict.as === 'doubt' ? verdict.stop : undefined;
    expect(stop?.code).toBe(code);
  });

  test('of a redirection names the other host only: an address may hold a secret', () => {
    const headers = { location: 'https://other.example/rest/1/secret/x' };
    const verdict = classify(answer(302, undefined, { headers }));
    expect(verdict).toMatchObject({ as: 'doubt', stop: { args: { place: 'p.example', to: 'other.example' } } });
  });
});

describe('the answer of a batch', () => {
  const commands = ['a', 'b', 'c'].map((method) => ({ method, parameters: {} }));
  const write = { isWrite: true };

  test('tells each command by its key; what is missing is in doubt', () => {
    const result = {
      result: { c2: 3, other: 4 },
      result_error: { c0: error('', 'нет<br>такого') },
      result_next: [],
      result_time: [],
    };
    expect(batchReplies(result, commands, write).replies).toEqual([
      { kind: 'error', code: '', text: 'нет; такого' },
      { kind: 'doubt', reason: 'missing in the answer' },
      { kind: 'result', result: 3, next: undefined },
    ]);
  });

  test('that halted has done nothing after the failure', () => {
    const result = { result: { c0: 1 }, result_error: { c1: error('X') } };
    expect(batchReplies(result, commands, { ...write, inOrder: true }).replies.map(({ kind }) => kind)).toEqual([
      'result',
      'error',
      'not-executed',
    ]);
  });

  test('empty maps are printed as lists; an error of the server itself leaves a write in doubt', () => {
    const result = { result: [], result_error: { c0: error('INTERNAL_SERVER_ERROR') } };
    expect(batchReplies(result, commands, write).replies.map(({ kind }) => kind)).toEqual(['doubt', 'doubt', 'doubt']);
  });
});
