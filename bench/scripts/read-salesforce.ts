import { setFlagsFromString } from 'node:v8';
import { defaultInputLimits, folderInput } from '../../src/input.ts';
import { salesforce } from '../../src/sources/salesforce.ts';

// As the program itself does.
setFlagsFromString('--heap-growing-percent=40');
const [, , folder = ''] = process.argv;
const context = {
  signal: new AbortController().signal,
  report: () => {},
  fact: () => {},
  event: () => {},
  now: () => new Date(),
};
let rows = 0;
const input = await folderInput(folder, defaultInputLimits, folder);
for await (const batch of salesforce.read(input, {}, context)) rows += batch.length;
console.log(`${rows} rows`);
