import type { Rest, Command } from './rest.ts';

/** Rows of a page; it cannot be changed. */
export const pageSize = 50;

/** A list that is read in ascending order of ids. */
export interface PagedList<R> {
  /** Asks for the rows with greater ids; `after` is an id or a reference to one of the same batch. */
  readonly command: (after: string) => Command;
  readonly rows: (result: unknown) => readonly R[];
  readonly idOf: (row: R) => string | undefined;
  /** How a later command of a batch names the last id of a full page that an earlier one has read. */
  readonly lastOf: (key: string) => string;
}

/** Seconds of server time of the pages of one request. */
const requestSeconds = 20;
const pagesAtMost = 50;
const pagesAtFirst = 10;

/**
 * Everything of a list, page by page: nothing is counted, and rows that come or go meanwhile shift no page. After the first page
 * many are asked for in one request, each going on where the one before ends; behind a short page the portal fills in nonsense, so
 * what follows it is thrown away (`formats/bitrix24.md` section 6). @throws TargetError, AccessError
 */
export async function* allPages<R>(rest: Rest, list: PagedList<R>, start = '0'): AsyncGenerator<readonly R[]> {
  let after = start;
  let count = 1;
  for (;;) {
    const pages = await readPages(rest, list, { after, count });
    for (const page of pages) if (page.length > 0) yield page;
    const page = pages.at(-1) ?? [];
    const last = lastId(list, page);
    // A page that does not go on would be read for ever.
    if (page.length < pageSize || last === undefined || Number(last) <= Number(after)) return;
    after = last;
    count = pagesAtOnce(rest, list.command(after).method);
  }
}

function pagesAtOnce(rest: Rest, method: string): number {
  if (!rest.times.isMeasured(method)) return pagesAtFirst;
  const each = Math.max(rest.times.mean(method) ?? 0, 0.001);
  return Math.min(pagesAtMost, Math.max(1, Math.floor(requestSeconds / each)));
}

interface Asked {
  readonly after: string;
  readonly count: number;
}

async function readPages<R>(
  rest: Rest,
  list: PagedList<R>,
  { after, count }: Asked,
): Promise<readonly (readonly R[])[]> {
  const chained = count > 1 ? await readChain(rest, list, { after, count }) : [];
  if (chained.length > 0) return chained;
  const { result } = await rest.read(list.command(after));
  return [list.rows(result)];
}

/** The pages that can be believed: up to the first that is short, failed or does not go on. */
async function readChain<R>(
  rest: Rest,
  list: PagedList<R>,
  { after, count }: Asked,
): Promise<readonly (readonly R[])[]> {
  const replies = await rest.chain(count, (key) => list.command(key === undefined ? after : list.lastOf(key)));
  const pages: (readonly R[])[] = [];
  let last = after;
  for (const reply of replies) {
    if (reply.kind !== 'result') break;
    const page = list.rows(reply.result);
    const [first] = page;
    const firstId = first === undefined ? undefined : list.idOf(first);
    if (firstId !== undefined && Number(firstId) <= Number(last)) break;
    pages.push(page);
    if (page.length < pageSize) break;
    last = lastId(list, page) ?? last;
  }
  return pages;
}

function lastId<R>(list: PagedList<R>, page: readonly R[]): string | undefined {
  const row = page.at(-1);
  return row === undefined ? undefined : list.idOf(row);
}
