import { createReadStream } from 'node:fs';
import { SaxesParser } from 'saxes';

const [, , file = ''] = process.argv;
const parser = new SaxesParser({ xmlns: true });
let elements = 0;
parser.on('opentag', () => {
  elements += 1;
});
parser.on('text', () => {});
parser.on('error', (error) => {
  throw error;
});
for await (const text of createReadStream(file, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
  parser.write(text as string);
}
parser.close();
console.log(`${elements} elements`);
