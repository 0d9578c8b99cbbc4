import { InputError } from '../../errors.ts';
import { shownAddress } from '../../http/address.ts';

/** What is asked of a set of an infobase. */
export interface ODataRequest {
  /** Address of the interface: `https://server/base/odata/standard.odata`. */
  readonly base: string;
  /** `Catalog_Контрагенты`. */
  readonly set: string;
  readonly pageSize: number;
  /** Properties asked for; all when empty. */
  readonly select: readonly string[];
}

/** Gets the answer of an address. */
export type ReadPage = (address: string) => Promise<Buffer>;

interface Page {
  readonly value?: readonly unknown[];
  readonly 'odata.count'?: string | number;
  readonly 'odata.nextLink'?: string;
}

/**
 * The pages of a set as the server answers them, ordered by the key so that no record is met twice or passed over.
 * @throws InputError when the answer is not OData, when pages lead back to one another, or when fewer or more records came than the
 * base has
 */
export async function* readPages(request: ODataRequest, read: ReadPage): AsyncGenerator<Buffer> {
  let address: string | undefined = pageAddress(request, 0);
  let taken = 0;
  let expected: number | undefined;
  let last: Buffer | undefined;
  const asked = new Set<string>();
  while (address !== undefined) {
    asked.add(address);
    const body = await read(address);
    // A server that takes no notice of the number to skip gives its first page for ever.
    if (last?.equals(body) === true && !isEmptyPage(parsed(address, body))) throw circle(request);
    last = body;
    const page = parsed(address, body);
    const count = page.value?.length ?? 0;
    taken += count;
    expected ??= countOf(page);
    yield body;
    const link = page['odata.nextLink'];
    if (link !== undefined) address = followed(request, link);
    else address = count < request.pageSize ? undefined : pageAddress(request, taken);
    if (address !== undefined && asked.has(address)) throw circle(request);
  }
  if (expected === undefined || expected === taken) return;
  throw new InputError('http.changed', { address: shownAddress(setAddress(request)), expected, read: taken });
}

function isEmptyPage({ value = [] }: Page): boolean {
  return value.length === 0;
}

function circle(request: ODataRequest): InputError {
  return new InputError('http.circle', { address: shownAddress(setAddress(request)) });
}

function pageAddress(request: ODataRequest, skip: number): string {
  const url = setAddress(request);
  const { pageSize, select, set } = request;
  const query = new Map([['$format', 'json']]);
  if (select.length > 0) query.set('$select', withKey(select, set).join(','));
  if (hasKey(set)) query.set('$orderby', 'Ref_Key');
  query.set('$top', String(pageSize));
  if (skip > 0) query.set('$skip', String(skip));
  else query.set('$inlinecount', 'allpages');
  // The interface of 1C knows %20, not the plus sign, and its names begin with a dollar sign as it is.
  url.search = [...query].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return url.href;
}

function setAddress({ base, set }: ODataRequest): URL {
  return new URL(`${base.replace(/\/+$/, '')}/${encodeURIComponent(set)}`);
}

/** Catalogs and documents have a key of one column; tables and registers are given in the order of the server. */
function hasKey(set: string): boolean {
  return /^(?:Catalog|Document|ChartOfCharacteristicTypes)_/.test(set) && !set.endsWith('_КонтактнаяИнформация');
}

function withKey(select: readonly string[], set: string): readonly string[] {
  return hasKey(set) && !select.includes('Ref_Key') ? ['Ref_Key', ...select] : select;
}

/** The next page may only be of the same interface: the secret goes with the question. */
function followed(request: ODataRequest, link: string): string {
  const base = new URL(`${request.base.replace(/\/+$/, '')}/`);
  const next = new URL(link, base);
  if (next.origin === base.origin && next.pathname.startsWith(base.pathname)) return next.href;
  throw new InputError('http.redirect', { address: shownAddress(setAddress(request)), status: 200 });
}

function parsed(address: string, body: Buffer): Page {
  const shown = shownAddress(new URL(address));
  try {
    const page: unknown = JSON.parse(body.toString('utf8').replace(/^\ufeff/, ''));
    if (typeof page === 'object' && page !== null && Array.isArray((page as Page).value)) return page;
  } catch {
    // Worded below, with the beginning of what came instead.
  }
  throw new InputError('http.answer', { address: shown, status: 200, text: body.subarray(0, 200).toString('utf8') });
}

function countOf(page: Page): number | undefined {
  const count = Number(page['odata.count'] ?? Number.NaN);
  return Number.isSafeInteger(count) ? count : undefined;
}
