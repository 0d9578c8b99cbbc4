import type { Input } from '../../input.ts';
import { certainEncoding, detectEncoding } from '../../text/encoding.ts';
import { sniffDelimiter } from '../../text/delimiter.ts';
import { textHead } from './head.ts';
import type { Detection } from '../source.ts';
import { zeroByte, zeroByteLine } from './zero-byte.ts';

/** First bytes of formats that are no text: zip, OLE2, PDF, gzip, 7z, rar, SQLite. */
const binaryStarts = ['504b0304', '504b0506', 'd0cf11e0', '25504446', '1f8b', '377abcaf', '52617221', '53514c69'];
/** First characters of text formats that are no tables: XML, HTML, JSON, vCard, iCalendar, the 1C bank exchange, YAML. */
const otherText = /^\s*(<[!?a-z/]|\{\s*["}]|\[\s*[[{\]"\d-]|BEGIN:V|1CClientBankExchange|---\s)/i;
const ownExtension = /\.(csv|tsv|tab|txt)$/i;

/** A table when its lines are cut evenly; a single column, or a text with zero bytes, only when the name says so. */
export async function detectCsv(input: Input): Promise<Detection | undefined> {
  const bytes = await input.head();
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (binaryStarts.some((binary) => start.startsWith(binary))) return undefined;
  const { encoding, confidence } = detectEncoding(bytes);
  const { text, isWhole } = await textHead(input, encoding);
  if (otherText.test(text)) return undefined;
  const isNamed = ownExtension.test(input.file);
  const damaged = zeroByteLine(text);
  if (damaged !== undefined) {
    if (!isNamed) return undefined;
    return { confidence: 0.3, kind: `text, ${encoding}`, refusal: zeroByte(input.file, damaged) };
  }
  const guess = sniffDelimiter(text, isWhole);
  const certainty = confidence < certainEncoding ? 0.8 : 1;
  if (guess.columns < 2) return isNamed ? { confidence: 0.3 * certainty, kind: `text, ${encoding}` } : undefined;
  const kind = `CSV ${JSON.stringify(guess.delimiter)}, ${encoding}`;
  if (guess.confidence < 0.6) return isNamed ? { confidence: 0.4 * certainty, kind } : { confidence: 0.2, kind };
  const even = 0.5 + 0.3 * guess.confidence;
  return { confidence: Math.round((isNamed ? even : even - 0.15) * certainty * 100) / 100, kind };
}
