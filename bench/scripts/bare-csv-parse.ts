import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';

// Every CSV file of a folder through csv-parse alone, set as a correct reader of Salesforce exports has to set it.
const [, , folder = ''] = process.argv;
let rows = 0;
for (const name of readdirSync(folder)) {
  const parser = parse({ bom: true, record_delimiter: ['\r\n', '\n', '\r'] });
  pipeline(createReadStream(join(folder, name)), parser, () => {});
  for await (const record of parser) rows += Array.isArray(record) ? 1 : 0;
  rows -= 1;
}
console.log(`${rows} rows`);
