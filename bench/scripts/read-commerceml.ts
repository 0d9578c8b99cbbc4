import { fileInput } from '../../src/input.ts';
import { commerceml } from '../../src/sources/commerceml.ts';
import { setFlagsFromString } from 'node:v8';

// As the program itself does.
setFlagsFromString('--heap-growing-percent=40');
const [, , file = ''] = process.argv;
const context = {
  signal: new AbortController().signal,
  report: () => {},
  fact: () => {},
  event: () => {},
  now: () => new Date(),
};
let rows = 0;
for await (const batch of commerceml.read(await fileInput(file), {}, context)) rows += batch.length;
console.log(`${rows} rows`);
