import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadLocale } from '../src/locales/language.ts';
import { codesPage } from './docs/codes.ts';
import { commandsPage } from './docs/commands.ts';
import { formatsPage } from './docs/formats.ts';
import { functionsPage } from './docs/functions.ts';
import { manPage } from './docs/man-page.ts';
import { schemaPage } from './docs/schema-page.ts';
import { systemsPage } from './docs/systems.ts';

/** Writes the reference from the registries; with --check fails when a page on disk is stale. */
const [en, ru] = await Promise.all([loadLocale('en'), loadLocale('ru')]);
const pages: Readonly<Record<string, string>> = {
  'docs/reference/commands.md': commandsPage(en, ru),
  'docs/reference/functions.md': functionsPage(),
  'docs/reference/schema.md': schemaPage(),
  'docs/reference/codes.md': codesPage(en, ru),
  'docs/reference/formats.md': formatsPage(),
  'docs/man/perenos.1': manPage(en),
  'docs/man/ru/perenos.1': manPage(ru),
  'docs/reference/systems.md': systemsPage(),
};

const isCheck = process.argv.includes('--check');
for (const [name, made] of Object.entries(pages)) {
  const path = fileURLToPath(new URL(`../${name}`, import.meta.url));
  if (!isCheck) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, made);
  } else if (readOr(path, '') !== made) {
    console.error(`${name} is stale: run npm run generated`);
    process.exitCode = 1;
  }
}

function readOr(file: string, fallback: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return fallback;
  }
}
