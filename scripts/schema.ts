import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { mappingJsonSchema } from '../src/mapping/editor-schema.ts';
import { streamEvent } from '../src/model/event.ts';
import { outputDocument } from '../src/model/output.ts';
import { profileJsonSchema } from '../src/model/profile-schema.ts';
import { reportJsonSchema } from '../src/model/report-schema.ts';

/** Writes the JSON Schemas that ship with the package; with --check fails when one on disk is stale. */
const schemas: Readonly<Record<string, unknown>> = {
  'mapping-1': mappingJsonSchema(),
  'output-1': { ...z.toJSONSchema(outputDocument, { target: 'draft-7' }), title: 'perenos --json, version 1' },
  'events-1': { ...z.toJSONSchema(streamEvent, { target: 'draft-7' }), title: 'perenos --events, version 1' },
  'profile-1': profileJsonSchema(),
  'report-1': reportJsonSchema(),
};

for (const [name, schema] of Object.entries(schemas)) {
  const path = fileURLToPath(new URL(`../schemas/${name}.schema.json`, import.meta.url));
  const made = `${JSON.stringify(schema, null, 2)}\n`;
  if (!process.argv.includes('--check')) {
    writeFileSync(path, made);
  } else if (readOr(path, '') !== made) {
    console.error(`schemas/${name}.schema.json is stale: run npm run generated`);
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
