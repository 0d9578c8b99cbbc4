import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mappingJsonSchema } from '../src/mapping/schema.ts';

/** Writes the JSON Schema of the mapping file; with --check fails when the one on disk is stale. */
const path = fileURLToPath(new URL('../schemas/mapping-1.schema.json', import.meta.url));
const made = `${JSON.stringify(mappingJsonSchema(), null, 2)}\n`;

if (process.argv.includes('--check')) {
  const current = readOr(path, '');
  if (current !== made) {
    console.error('schemas/mapping-1.schema.json is stale: run npm run generated');
    process.exitCode = 1;
  }
} else {
  writeFileSync(path, made);
}

function readOr(file: string, fallback: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return fallback;
  }
}
