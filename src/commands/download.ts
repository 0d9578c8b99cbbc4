import { rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HttpSettings } from '../http/client.ts';
import type { Transport } from '../http/transport.ts';
import type { CompiledMapping, CompiledSource } from '../mapping/compiled.ts';
import { odataOptions } from '../sources/onec-odata.ts';
import type { Secrets } from './connection-secret.ts';

export interface DownloadSetup {
  /** Folder the answers are kept in: of the run, for its owner only. */
  readonly folder: string;
  readonly http: Omit<HttpSettings, 'credentials' | 'transport'> & { readonly transport: () => Promise<Transport> };
  /** The secret of a connection by its name. */
  readonly secret: Secrets;
}

/**
 * Fetches what the sources of a mapping with an address give and puts files in place of the addresses, so that everything after
 * reads files: what was loaded can be looked at, and its hash is that of the plan. Sources of one address are fetched once.
 * @throws ConfigError, AccessError, InputError
 */
export async function download(mapping: CompiledMapping, setup: DownloadSetup): Promise<CompiledMapping> {
  if (mapping.sources.every((source) => source.url === undefined && !isDatabase(source))) return mapping;
  const fetched = new Map<string, readonly string[]>();
  const sources: CompiledSource[] = [];
  for (const source of mapping.sources) {
    if (isDatabase(source)) {
      sources.push({ ...source, files: [await addressFile(source.connection, setup)] });
      continue;
    }
    if (source.url === undefined) {
      sources.push(source);
      continue;
    }
    const id = JSON.stringify([source.url, source.connection, source.options]);
    const files = fetched.get(id) ?? (await fetchSource(source, source.url, setup));
    fetched.set(id, files);
    sources.push({ ...source, files });
  }
  return { ...mapping, sources };
}

/** A database whose address is the secret of a connection. */
function isDatabase(source: CompiledSource): source is CompiledSource & { readonly connection: string } {
  return source.connection !== undefined && source.url === undefined && source.files.length === 0;
}

const addressFolder = 'addresses';

/** The address as a file for its owner only, as the sources of databases take it; it goes as soon as the rows are read. */
async function addressFile(connection: string, { folder, secret }: DownloadSetup): Promise<string> {
  const own = join(folder, addressFolder);
  const file = join(own, connection);
  await mkdir(own, { recursive: true, mode: 0o700 });
  await writeFile(file, `${await secret(connection)}\n`, { mode: 0o600 });
  return file;
}

/** Removes the addresses that `download` wrote. */
export function forgetAddresses(folder: string): void {
  rmSync(join(folder, addressFolder), { recursive: true, force: true });
}

async function fetchSource(source: CompiledSource, base: string, setup: DownloadSetup): Promise<readonly string[]> {
  const { readAddress } = await import('../http/client.ts');
  const { readPages } = await import('../sources/onec/odata-pages.ts');
  const { sets, select, page_size: pageSize } = odataOptions.parse(source.options);
  const folder = join(setup.folder, source.name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const credentials = source.connection === undefined ? undefined : await setup.secret(source.connection);
  const http: HttpSettings = { ...setup.http, transport: await setup.http.transport(), credentials };
  const files: string[] = [];
  for (const set of sets) {
    const request = { base, set, pageSize, select: select[set] ?? [] };
    for await (const body of readPages(request, (address) => readAddress(address, 'application/json', http))) {
      const file = join(folder, `${set}-${String(files.length + 1).padStart(5, '0')}.json`);
      await writeFile(file, body, { mode: 0o600 });
      files.push(file);
    }
  }
  return files;
}
