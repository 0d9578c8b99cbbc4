import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
};

/** Paths that `npm pack` puts into the package. */
function packed(): readonly string[] {
  const shell = process.platform === 'win32';
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const { stdout } = spawnSync('npm', args, { cwd: root, encoding: 'utf8', shell });
  const [made] = JSON.parse(stdout) as [{ readonly files: readonly { readonly path: string }[] }];
  return made.files.map(({ path }) => path);
}

test('the package holds the program, its mappings, schemas and manual, and nothing of the workshop', () => {
  const files = packed();
  for (const path of [
    'bin/perenos.js',
    'dist/cli.js',
    'mappings/contacts.yaml',
    'schemas/mapping-1.schema.json',
    'schemas/events-1.schema.json',
    'schemas/output-1.schema.json',
    'docs/man/perenos.1',
    'docs/reference/commands.md',
    'LICENSE',
    'README.md',
  ]) {
    expect(files).toContain(path);
  }
  expect(files.filter((path) => /^(src|test|scripts|bench|samples|out)\/|\.map$/.test(path))).toEqual([]);
});

test('the built program imports only what is installed with it', () => {
  const files = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.js'),
  );
  const pattern = /^(?:import|export) [^'"=]*?from '([^'.][^']*)'|import\('([^'.][^']*)'\)/gm;
  const imported = files.flatMap((file) =>
    [...readFileSync(join(root, 'dist', file), 'utf8').matchAll(pattern)].map(([, name, lazy]) => name ?? lazy ?? ''),
  );
  const packages = new Set(
    imported
      .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      ),
  );
  expect(packages.size).toBeGreaterThan(5);
  // The column engine is installed where it can be, and loaded only when a mapping asks for it.
  const installed = { ...manifest.dependencies, ...manifest.optionalDependencies };
  expect([...packages].filter((name) => installed[name] === undefined)).toEqual([]);
});

test('publint finds nothing', async () => {
  const { messages } = await publint({ pkgDir: root, level: 'warning', strict: true });
  expect(messages.map((message) => formatMessage(message, manifest as Record<string, unknown>))).toEqual([]);
});
