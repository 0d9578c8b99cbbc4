import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const source = join(dirname(fileURLToPath(import.meta.url)), '..', 'src');

/** Files beside the folders. `root` stands for those that every stage may use. */
const rootFiles = [
  'context.ts',
  'errors.ts',
  'input.ts',
  'xml.ts',
  'xml-repair.ts',
  'archive.ts',
  'piece-decoder.ts',
  'text-input.ts',
  'terminal.ts',
  'failpoint.ts',
  'synced-rename.ts',
  'disk-write.ts',
  'redaction.ts',
  'version.ts',
];

/** Who may import whom, besides itself. A name with `.ts` is one file, any other a folder. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  model: [],
  text: ['model/identifier-kind.ts', 'model/personal-class.ts'],
  root: ['model', 'text'],
  sources: ['model', 'text', 'root', 'http', 'store/database.ts'],
  transforms: ['model', 'text', 'root'],
  matching: ['model', 'text', 'root'],
  http: ['model', 'root'],
  // A memory of texts must not hold on to what they were cut from.
  store: ['model', 'root', 'text/detached.ts'],
  targets: ['model', 'text', 'http', 'root', 'store/database.ts', 'store/output-file.ts', 'store/task-thread.ts'],
  mapping: ['model', 'text', 'transforms', 'root'],
  locales: ['model'],
  report: ['model', 'text', 'locales', 'root'],
  pipeline: [
    'model',
    'text',
    'mapping',
    'matching',
    'store',
    'report',
    'sources/source.ts',
    'targets/target.ts',
    'root',
  ],
  review: ['model', 'text', 'matching', 'store', 'locales', 'report', 'root'],
  'config-settings.ts': [],
  'config-files.ts': ['text', 'config.ts', 'config-settings.ts', 'root'],
  'secret.ts': ['model', 'root'],
  'config.ts': ['config-settings.ts', 'secret.ts', 'model', 'text', 'mapping', 'sources', 'targets', 'http', 'root'],
  emulators: ['model', 'text', 'http', 'root', 'store/database.ts'],
  commands: [
    'model',
    'text',
    'sources',
    'transforms',
    'matching',
    'http',
    'store',
    'targets',
    'mapping',
    'locales',
    'report',
    'pipeline',
    'review',
    'emulators',
    'config.ts',
    'secret.ts',
    'root',
  ],
  cli: ['model', 'commands', 'locales', 'report', 'config.ts', 'config-files.ts', 'root'],
  'cli.ts': ['cli'],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : path.endsWith('.ts') ? [path] : [];
  });
}

/** Relative imports of one file's text, static and dynamic, as paths below `src`. */
function importsOf(file: string, text: string): Import[] {
  const pattern = /(?:from\s+|import\s*\(\s*|import\s+)'(\.[^']+)'/g;
  return [...text.matchAll(pattern)].map((match) => ({
    from: file,
    to: posix.join(posix.dirname(file), match[1] ?? ''),
  }));
}

function roomOf(path: string): string {
  const [first = ''] = path.split('/');
  if (path.includes('/')) return first;
  return rootFiles.includes(first) ? 'root' : first;
}

function isForbidden({ from, to }: Import): boolean {
  const [here, there] = [roomOf(from), roomOf(to)];
  if (here === there) return isSibling(from, to);
  return !(allowed[here] ?? []).some((name) => name === there || name === to);
}

/** Parts of one kind know their contract, never each other; what belongs to one part lies in a folder or prefix of its name. */
function isSibling(from: string, to: string): boolean {
  const parts = /^(transforms|targets)\/([^/]+?)\.ts$/.exec(from);
  const other = /^(transforms|targets)\/([^/]+?)\.ts$/.exec(to);
  if (parts === null || other === null) return false;
  const [one = '', two = ''] = [parts[2], other[2]];
  const isPart = two.startsWith(`${one}-`) || one.startsWith(`${two}-`);
  return !isPart && !['transform', 'target', 'index'].includes(two) && one !== 'index';
}

const imports = filesBelow(source).flatMap((file) =>
  importsOf(relative(source, file).split(sep).join('/'), readFileSync(file, 'utf8')),
);

describe('the dependency rule', () => {
  test('holds for every import of the source', () => {
    const broken = imports.filter(isForbidden).map(({ from, to }) => `${from} imports ${to}`);
    expect(broken).toEqual([]);
  });

  test('sees the imports there are', () => {
    expect(imports.length).toBeGreaterThan(200);
    expect(new Set(imports.map(({ from }) => roomOf(from))).size).toBeGreaterThan(12);
  });

  test.each([
    ['model/contact.ts', "import { sqlite } from '../targets/sqlite.ts';"],
    ['transforms/phone.ts', "import { email } from './email.ts';"],
    ['store/plan.ts', "const x = await import('../mapping/read.ts');"],
    ['pipeline/plan.ts', "import { sqlite } from '../targets/sqlite.ts';"],
    ['report/html.ts', "import type { Plan } from '../store/plan.ts';"],
  ])('refuses a planted import in %s', (file, line) => {
    expect(importsOf(file, line).filter(isForbidden)).toHaveLength(1);
  });

  test('has a rule for every folder and file of the top level', () => {
    const rooms = new Set(imports.map(({ from }) => roomOf(from)));
    expect([...rooms].filter((room) => allowed[room] === undefined)).toEqual([]);
  });
});
