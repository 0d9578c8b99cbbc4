import type { AmocrmEmulator } from '../../src/emulators/amocrm.ts';
import { createAmocrmEmulator } from '../../src/emulators/amocrm.ts';
import { defaultToken, type AmocrmSettings } from '../../src/emulators/amocrm/settings.ts';

/** What an answer holds: tests look into it by name, and a wrong name fails them. */
// oxlint-disable-next-line no-explicit-any
export type Loose = any;

/** An answer, its JSON read; `body` is text when it is no JSON and undefined when there is none. */
export interface Answered {
  readonly status: number;
  readonly type: string;
  readonly body: Loose;
}

export interface Portal {
  readonly emulator: AmocrmEmulator;
  /** @param path below /api/v4 */
  call(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  get(path: string): Promise<Answered>;
  post(path: string, body: unknown): Promise<Answered>;
  patch(path: string, body: unknown): Promise<Answered>;
}

export const start = Date.UTC(2026, 10, 1, 9, 0, 0);

const atOnce = { readMs: 0, writeMs: 0, elementMs: 0 };

/** An account with a virtual clock, without limits and without any delay unless the settings say otherwise. */
export async function openPortal(settings: AmocrmSettings = {}): Promise<Portal> {
  const emulator = await createAmocrmEmulator({
    clock: 'virtual',
    startAt: start,
    limits: false,
    latency: atOnce,
    ...settings,
  });
  const token = settings.tokens?.[0]?.token ?? defaultToken;
  const call: Portal['call'] = async (method, path, body, headers = {}) => {
    const response = await fetch(path.startsWith('http') ? path : `${emulator.url}/api/v4${path}`, {
      method,
      redirect: 'manual',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return answerOf(response);
  };
  return {
    emulator,
    call,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    patch: (path, body) => call('PATCH', path, body),
  };
}

export async function answerOf(response: Response): Promise<Answered> {
  const text = await response.text();
  const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
  const isJson = type.endsWith('json') && text !== '';
  return { status: response.status, type, body: isJson ? JSON.parse(text) : text === '' ? undefined : text };
}

/** Numbers of the records an answer to a bulk write names. */
export function idsOf({ body }: Answered, name: string): number[] {
  return body._embedded[name].map(({ id }: { id: number }) => id);
}

/** What the validator of the vendor says about one element. */
export function errorsOf({ body }: Answered, index = 0): readonly { code: string; path: string }[] {
  return body['validation-errors'][index].errors.map(({ code, path }: { code: string; path: string }) => ({
    code,
    path,
  }));
}
