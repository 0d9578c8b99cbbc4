// Packs the program, installs the packed file into an empty folder without development dependencies, and runs it there, also
// through npx. Takes a minute; the native module is not built again: its installer is pointed to the one of this project
// (the `local-prebuilds` setting of prebuild-install), unless PERENOS_BUILD=1 asks for a real build.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const workshop = mkdtempSync(join(tmpdir(), 'perenos-package-'));
const environment = { ...process.env, PERENOS_LANG: 'en', NO_COLOR: '1', npm_config_omit: 'dev,optional' };

function run(command, args, cwd) {
  const shell = process.platform === 'win32';
  const result = spawnSync(command, args, { cwd, encoding: 'utf8', shell, env: environment, timeout: 900_000 });
  if (result.status !== 0) {
    throw new Error(`${command} ${args.join(' ')} ended with ${result.status}\n${result.stdout}\n${result.stderr}`);
  }
  return result.stdout;
}

/** Hands the binding that this project has to the installer of better-sqlite3, as the archive it would download. */
function offerBinding() {
  const { version } = createRequire(import.meta.url)('better-sqlite3/package.json');
  const built = join(root, 'node_modules', 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node');
  if (process.env.PERENOS_BUILD === '1' || !existsSync(built)) return;
  const content = join(workshop, 'binding');
  const shelf = join(workshop, 'prebuilds');
  mkdirSync(join(content, 'build', 'Release'), { recursive: true });
  mkdirSync(shelf);
  copyFileSync(built, join(content, 'build', 'Release', 'better_sqlite3.node'));
  const isMusl = process.platform === 'linux' && process.report.getReport().header.glibcVersionRuntime === undefined;
  const { modules } = process.versions;
  const name = `better-sqlite3-v${version}-node-v${modules}-${process.platform}${isMusl ? 'musl' : ''}-${process.arch}.tar.gz`;
  run('tar', ['-czf', join(shelf, name), '-C', content, 'build'], workshop);
  environment.npm_config_better_sqlite3_local_prebuilds = shelf;
}

/** What a person does first with the program, through `perenos` as it stands in the folder. */
function tryOut(call, folder) {
  writeFileSync(join(folder, 'people.csv'), 'Код;ФИО;Телефон\n1;Иванов Иван Иванович;8 (916) 123-45-67\n');
  const phone = call('phone', '8 (916) 123-45-67');
  const loaded = call('run', 'people.csv', '--to', 'crm.db', '--json');
  call('inspect', 'people.csv');
  call('mapping', 'suggest', '-s', 'people.csv', '-o', 'perenos.yaml');
  call('check', 'perenos.yaml', '--format', 'sarif');
  call('run', 'people.csv', '--preset', 'contacts', '--to', 'other.db');
  const created = JSON.parse(loaded).summary.funnel[0].create;
  if (!phone.startsWith('+79161234567') || created !== 1) throw new Error(`wrong result: ${phone} ${created}`);
}

function folderNamed(name) {
  const folder = join(workshop, name);
  mkdirSync(folder);
  return folder;
}

try {
  run('npm', ['pack', '--pack-destination', workshop, '--ignore-scripts'], root);
  const packed = join(
    workshop,
    readdirSync(workshop).find((name) => name.endsWith('.tgz')),
  );
  offerBinding();

  const installed = folderNamed('installed');
  writeFileSync(join(installed, 'package.json'), '{"private": true, "allowScripts": {"better-sqlite3": true}}\n');
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', packed], installed);
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const versionAt = (path) => {
    const manifest = join(installed, path, 'package.json');
    return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : undefined;
  };
  const stray = Object.keys(packages).filter(
    (path) => packages[path].dev === true && packages[path].version === versionAt(path),
  );
  if (stray.length > 0) throw new Error(`development dependencies were installed: ${stray.join(', ')}`);
  tryOut((...words) => run('npx', ['--no-install', 'perenos', ...words], installed), installed);

  const once = folderNamed('once');
  const npx = ['--yes', '--prefer-offline', `--package=${packed}`, 'perenos'];
  const version = run('npx', [...npx, '--version'], once).trim();
  run('npx', [...npx, 'check', join(installed, 'perenos.yaml')], once);

  const sha256 = createHash('sha256').update(readFileSync(packed)).digest('hex');
  console.log(`perenos ${version} runs from its package without development dependencies, installed and through npx.`);
  console.log(`${packed.split(/[\\/]/).at(-1)} sha256 ${sha256}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(workshop, { recursive: true, force: true });
}
