import { stat } from 'node:fs/promises';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { InputError } from '../../errors.ts';
import type { Input } from '../../input.ts';
import { issueAt } from '../../model/issue.ts';
import { option } from '../../model/option.ts';

/** Options of every database: what to read. */
export const databaseOptions = z.strictObject({
  table: option(z.string().min(1).optional(), {
    en: 'Table or view to read; all tables unless given',
    ru: 'Таблица или представление; по умолчанию все таблицы',
  }),
  query: option(z.string().min(1).optional(), {
    en: 'SELECT to read instead of a table; the name of the table in the mapping is then `query`',
    ru: 'Запрос SELECT вместо таблицы; в сопоставлении такая таблица называется `query`',
  }),
});
export type DatabaseOptions = z.output<typeof databaseOptions>;

const mostBytes = 4096;

/** What stands in an address file: one line with the address; lines that begin with `#` are remarks. */
export function addressIn(bytes: Uint8Array, schemes: readonly string[]): string | undefined {
  if (bytes.length > mostBytes) return undefined;
  const lines = Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const [only = ''] = lines;
  const isAddress =
    lines.length === 1 && schemes.some((scheme) => only.startsWith(`${scheme}://`)) && URL.canParse(only);
  return isAddress ? only : undefined;
}

/**
 * The address of a database server out of its file. The file is the secret: the mapping names it and never holds what is in it.
 * @throws InputError when it holds no address
 */
export async function readAddress(input: Input, schemes: readonly string[], context: Context): Promise<URL> {
  const { file } = input;
  const address = addressIn(await input.head(), schemes);
  if (address === undefined) throw new InputError('database.no-address', { file, schemes: schemes.join(', ') });
  if (input.path !== undefined && process.platform !== 'win32') {
    const { mode } = await stat(input.path);
    if ((mode & 0o044) !== 0)
      context.report(issueAt({ table: { file, name: '' }, line: 1 }, { code: 'database.open-secret', args: {} }));
  }
  return new URL(address);
}

/** An error of a driver as ours; its text never shows the password. */
export function databaseFailure(file: string, address: URL, cause: unknown): unknown {
  if (!(cause instanceof Error) || cause instanceof InputError || cause.name === 'AbortError') return cause;
  const password = decodeURIComponent(address.password);
  const code = 'code' in cause && typeof cause.code === 'string' ? `${cause.code}: ` : '';
  const text = password === '' ? cause.message : cause.message.replaceAll(password, '***');
  return new InputError('database.failed', { file, reason: `${code}${text}`.trim() }, {});
}
