// Makes a fresh clone ready: installs dependencies when they are missing or older than the lock file, and builds.
// Plain JavaScript on Node alone, because it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);
const modified = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

function run(command, args) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : modified(path));
  }
  return latest;
}

// Node 24 ends the process when it collects such an object between two tasks; one that stays reachable ends in order.
const opened = [];

function bindingProblem() {
  try {
    const Database = createRequire(import.meta.url)('better-sqlite3');
    const database = new Database(':memory:');
    opened.push(database);
    database.close();
    return undefined;
  } catch (error) {
    return error;
  }
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`perenos needs Node 20.19 or newer; this is ${process.version}.`);
  console.error(`Нужен Node 20.19 или новее; сейчас ${process.version}.`);
  process.exit(2);
}

if (modified(at('node_modules', '.package-lock.json')) < modified(at('package-lock.json'))) {
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
}

if (bindingProblem() !== undefined) run('npm', ['rebuild', 'better-sqlite3', '--loglevel=error']);
if (bindingProblem() !== undefined) {
  console.error('The SQLite module (better-sqlite3) does not load:', String(bindingProblem()).split('\n')[0]);
  console.error('Run: npm install-scripts approve better-sqlite3 && npm rebuild better-sqlite3');
  console.error('Модуль SQLite не загружается. Выполните команду выше и повторите.');
  process.exit(11);
}

if (modified(at('dist', 'cli.js')) < Math.max(newest(at('src')), modified(at('tsconfig.build.json')))) {
  run(process.execPath, [at('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json']);
}
