import type { FaultKind } from '../fault-kinds.ts';
import { RestError } from './rest-error.ts';

type Wording = readonly [code: string, description: string, status: number];

const wordings: Readonly<Partial<Record<FaultKind, Wording>>> = {
  429: ['OPERATION_TIME_LIMIT', 'Method is blocked due to operation time limit.', 429],
  503: ['QUERY_LIMIT_EXCEEDED', 'Too many requests', 503],
  500: ['INTERNAL_SERVER_ERROR', 'Internal server error', 500],
  overload: ['OVERLOAD_LIMIT', 'REST API is blocked due to overload.', 503],
  expired_token: ['expired_token', 'The access token provided has expired.', 401],
  'empty-error': ['', 'Не удалось выполнить действие.<br>', 400],
  'portal-deleted': ['PORTAL_DELETED', 'Portal was deleted', 403],
  'item-error': ['ERROR_CORE', 'Не удалось сохранить запись.<br>', 400],
};

/** The portal's own words for a fault that refuses a call; `undefined` for other kinds. */
export function refusal(kind: FaultKind): RestError | undefined {
  const wording = wordings[kind];
  if (wording === undefined) return undefined;
  const [code, description, status] = wording;
  return new RestError(code, description, status);
}
