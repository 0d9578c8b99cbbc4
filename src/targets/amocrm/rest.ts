import { asList, asMap } from '../../http/answer-values.ts';
import type { ApiAnswer, Caller } from '../../http/caller.ts';
import { PerenosError, TargetError } from '../../errors.ts';
import { problemText, replyOf, type Reply } from './reply.ts';

type Fields = Readonly<Record<string, unknown>>;
/** Name and value of each parameter: `filter[id][]` may come several times. */
export type Query = readonly (readonly [name: string, value: string])[];

/** Elements of one page of a list. */
export const pageSize = 250;

/** Requests of API v4. */
export class Rest {
  private readonly caller: Caller;
  private readonly base: string;

  /** @param base address of the account, without a slash at the end */
  constructor(caller: Caller, base: string) {
    this.caller = caller;
    this.base = base;
  }

  onWrite(listener: () => void): void {
    this.caller.onWrite = listener;
  }

  /** The body of what is read; empty where there is nothing. @throws TargetError, AccessError */
  async read(path: string, query: Query = []): Promise<Fields> {
    return bodyOf(path, await this.get(path, query));
  }

  /** One record by its id; undefined when it is not there. @throws TargetError, AccessError */
  async one(path: string, query: Query = []): Promise<Fields | undefined> {
    const answer = await this.get(path, query);
    if (answer.status === 404 || answer.json === undefined) return undefined;
    return bodyOf(path, answer);
  }

  /** Like `read`; undefined when the account refuses the question itself. @throws TargetError, AccessError */
  async ask(path: string, query: Query): Promise<Fields | undefined> {
    const answer = await this.get(path, query);
    return answer.status >= 400 ? undefined : asMap(answer.json);
  }

  /** The pages of a list. @throws TargetError, AccessError */
  async *pages(path: string, name: string, query: Query = []): AsyncGenerator<readonly Fields[]> {
    for (let page = 1; ; page += 1) {
      const body = await this.read(path, [...query, ['page', String(page)], ['limit', String(pageSize)]]);
      const rows = rowsOf(body, name);
      if (rows.length > 0) yield rows;
      if (!hasNext(body)) return;
    }
  }

  /** A whole list. @throws TargetError, AccessError */
  async all(path: string, name: string, query: Query = []): Promise<readonly Fields[]> {
    const rows: Fields[] = [];
    for await (const page of this.pages(path, name, query)) rows.push(...page);
    return rows;
  }

  /** Writes elements in one request; nothing is ever sent again when nobody knows what became of it. */
  async write(verb: 'POST' | 'PATCH', path: string, elements: readonly Fields[]): Promise<Reply> {
    const call = {
      method: path,
      verb,
      url: this.urlOf(path, []),
      body: JSON.stringify(elements),
      isWrite: true,
    } as const;
    try {
      const result = await this.caller.call(call);
      return result.kind === 'answer' ? replyOf(result.answer) : result;
    } catch (error) {
      // A token that could not be renewed: the account has refused the request.
      if (!(error instanceof PerenosError)) throw error;
      return { kind: 'not-executed', reason: error.message, stop: error };
    }
  }

  private async get(path: string, query: Query): Promise<ApiAnswer> {
    return this.caller.read({ method: path, verb: 'GET', url: this.urlOf(path, query) });
  }

  private urlOf(path: string, query: Query): URL {
    const url = new URL(`${this.base}/api/v4${path}`);
    for (const [name, value] of query) url.searchParams.append(name, value);
    return url;
  }
}

function bodyOf(path: string, { status, json }: ApiAnswer): Fields {
  if (status >= 400) throw new TargetError('amocrm.answer', { path, reason: problemText(asMap(json), status) });
  return asMap(json);
}

/** Elements of a page or of the answer to a write. */
export function rowsOf(body: Fields, name: string): readonly Fields[] {
  return asList(asMap(body['_embedded'])[name]).map(asMap);
}

export function hasNext(body: Fields): boolean {
  return asMap(body['_links'])['next'] !== undefined;
}
