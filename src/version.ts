import { readFileSync } from 'node:fs';

/** Version of the installed package. */
export const toolVersion = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { readonly version: string }
).version;
