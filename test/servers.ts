import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** A real database server in a folder of its own, started for a test. */
export interface Server {
  readonly port: number;
  readonly user: string;
  stop(): Promise<void>;
}

const isRoot = process.getuid?.() === 0;

function find(name: string, folders: readonly string[]): string | undefined {
  const all = [...folders, ...(process.env['PATH'] ?? '').split(delimiter)];
  return all.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

function postgresFolders(): readonly string[] {
  const base = '/usr/lib/postgresql';
  return existsSync(base) ? readdirSync(base).map((version) => join(base, version, 'bin')) : [];
}

/** Programs of PostgreSQL from the system's packages; undefined when they are not installed. */
export function postgresPrograms(): { readonly initdb: string; readonly postgres: string } | undefined {
  const initdb = find('initdb', postgresFolders());
  const postgres = find('postgres', postgresFolders());
  return initdb === undefined || postgres === undefined ? undefined : { initdb, postgres };
}

/** Programs of MariaDB or MySQL; undefined when they are not installed. */
export function mysqlPrograms(): { readonly install: string; readonly server: string } | undefined {
  const folders = ['/usr/sbin', '/usr/bin'];
  const install = find('mariadb-install-db', folders);
  const server = find('mariadbd', folders);
  return install === undefined || server === undefined ? undefined : { install, server };
}

/** Servers refuse to run as root: there they run as nobody. */
function asUser(program: string, args: readonly string[]): [string, string[]] {
  return isRoot
    ? ['setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', program, ...args]]
    : [program, [...args]];
}

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'perenos-db-'));
  chmodSync(folder, 0o755);
  if (isRoot) chownSync(folder, 65_534, 65_534);
  return folder;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function started(
  child: ChildProcess,
  folder: string,
  isReady: (log: string) => boolean,
): Promise<() => Promise<void>> {
  let log = '';
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    const look = (chunk: Buffer): void => {
      log += chunk.toString();
      if (isReady(log)) resolve();
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.once('exit', () => reject(new Error(`the server ended: ${log}`)));
  });
  return async () => {
    child.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
}

export async function startPostgres(programs: NonNullable<ReturnType<typeof postgresPrograms>>): Promise<Server> {
  const folder = ownFolder();
  const port = await freePort();
  const data = join(folder, 'data');
  execFileSync(
    ...asUser(programs.initdb, ['-D', data, '-U', 'perenos', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C']),
    {
      stdio: 'pipe',
    },
  );
  const [program, args] = asUser(programs.postgres, [
    '-D',
    data,
    '-p',
    String(port),
    '-h',
    '127.0.0.1',
    '-k',
    folder,
    '-F',
  ]);
  const child = spawn(program, args, { stdio: 'pipe' });
  const stop = await started(child, folder, (log) => log.includes('ready to accept connections'));
  return { port, user: 'perenos', stop };
}

export async function startMysql(programs: NonNullable<ReturnType<typeof mysqlPrograms>>): Promise<Server> {
  const folder = ownFolder();
  const port = await freePort();
  const data = join(folder, 'data');
  // Programs unpacked elsewhere have their tables beside them.
  const base = `--basedir=${dirname(dirname(programs.server))}`;
  const auth = [
    '--no-defaults',
    base,
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ];
  execFileSync(...asUser(programs.install, auth), { stdio: 'pipe', cwd: folder });
  const own = [`--socket=${join(folder, 's')}`, `--pid-file=${join(folder, 'pid')}`, '--bind-address=127.0.0.1'];
  const [program, args] = asUser(programs.server, [
    '--no-defaults',
    base,
    `--datadir=${data}`,
    `--port=${port}`,
    ...own,
  ]);
  const child = spawn(program, args, { stdio: 'pipe', cwd: folder });
  const stop = await started(child, folder, (log) => log.includes('ready for connections'));
  return { port, user: 'root', stop };
}
