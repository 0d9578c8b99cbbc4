// Packs the program, installs the packed file into an empty folder without development dependencies, and runs it there.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'perenos-package-'));

function run(command, args, cwd = folder) {
  const shell = process.platform === 'win32';
  const result = spawnSync(command, args, { cwd, encoding: 'utf8', shell });
  if (result.status !== 0) {
    console.error(`${command} ${args.join(' ')} ended with ${result.status}\n${result.stdout}\n${result.stderr}`);
    process.exit(1);
  }
  return result.stdout;
}

try {
  run('npm', ['pack', '--pack-destination', folder, '--ignore-scripts'], root);
  const [packed] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  writeFileSync(join(folder, 'package.json'), '{"private": true, "allowScripts": {"better-sqlite3": true}}\n');
  run('npm', ['install', '--omit=dev', '--no-audit', '--no-fund', `./${packed}`]);
  writeFileSync(join(folder, 'people.csv'), 'Код;ФИО;Телефон\n1;Иванов Иван Иванович;8 (916) 123-45-67\n');
  const version = run('npx', ['--no-install', 'perenos', '--version']).trim();
  const phone = run('npx', ['--no-install', 'perenos', 'phone', '8 (916) 123-45-67']);
  const loaded = run('npx', ['--no-install', 'perenos', 'run', 'people.csv', '--to', 'crm.db', '--json']);
  run('npx', ['--no-install', 'perenos', 'inspect', 'people.csv']);
  run('npx', ['--no-install', 'perenos', 'mapping', 'suggest', '-s', 'people.csv', '-o', 'perenos.yaml']);
  run('npx', ['--no-install', 'perenos', 'check', 'perenos.yaml', '--format', 'sarif']);
  const created = JSON.parse(loaded).summary.funnel[0].create;
  if (!phone.startsWith('+79161234567') || created !== 1) throw new Error(`wrong result: ${phone} ${created}`);
  console.log(`perenos ${version} runs from its package without development dependencies.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
