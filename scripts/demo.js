// The demo: migrates samples/stories into out/demo/crm.db and says what to look at.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, 'out', 'demo');
const shown = (path) => relative(process.cwd(), path) || path;

rmSync(out, { recursive: true, force: true });

// The people of the story are invented, so nothing need be masked.
const result = spawnSync(
  process.execPath,
  [
    join(root, 'bin', 'perenos.js'),
    'run',
    '--mapping',
    join(root, 'samples', 'stories', 'perenos.yaml'),
    '--project',
    out,
    '--to',
    join(out, 'crm.db'),
    '--report',
    join(out, 'report.html'),
    '--mask',
    'none',
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
);

// 1 says that some records were rejected: the story has a row without a name, on purpose.
if (result.status !== 0 && result.status !== 1) process.exit(result.status ?? 70);

console.log(`
Look at / Посмотрите:
  ${shown(join(out, 'report.html'))}   the report / отчёт
  ${shown(join(out, 'report.json'))}   the same for programs / то же для программ
  ${shown(join(out, 'crm.db'))}        the clean database / чистая база

  sqlite3 ${shown(join(out, 'crm.db'))} "SELECT full_name, phone, email, company FROM contact_flat"
  node bin/perenos.js rejects show --project ${shown(out)}`);
