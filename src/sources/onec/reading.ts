import { TextDecoder } from 'node:util';
import type { Context } from '../../context.ts';
import type { Input } from '../../input.ts';
import { issueAt, type Finding, type IssueCode } from '../../model/issue.ts';
import type { Row } from '../../model/row.ts';
import type { EncodingChoice, EncodingTrouble } from '../../piece-decoder.ts';
import { declaredEncoding, xmlChoice } from '../../xml.ts';
import type { XmlRepairs } from './xml-entities.ts';
import { XmlScanner } from './xml-scanner.ts';
import { TextReader } from './xml-text.ts';
import { TreeCollector, type TreeVisitor } from './xml-tree.ts';

/** Reports a finding about the file as a whole. */
export function reportFile<C extends IssueCode>(context: Context, file: string, finding: Finding<C>): void {
  context.report(issueAt({ table: { file, name: '' }, line: 1 }, finding));
}

/** Reports a finding about one row. */
export function reportRow<C extends IssueCode>(
  context: Context,
  row: Pick<Row, 'table' | 'line'>,
  finding: Finding<C>,
  place: { readonly column?: string; readonly value?: string } = {},
): void {
  const { table, line } = row;
  context.report(issueAt({ table: { file: table.file, name: table.name }, line }, finding, place));
}

/**
 * Passes every record of an XML file to the visitor, resuming after every chunk. Facts and findings about the encoding and about
 * mended text are reported, unless the file is only being looked through.
 */
export async function* readTree(
  input: Input,
  visitor: TreeVisitor,
  context: Context,
  options: { readonly quiet?: boolean; readonly encoding?: string | undefined } = {},
): AsyncGenerator<void> {
  const quiet = options.quiet ?? false;
  const choice = await xmlChoice(input, options.encoding);
  if (!quiet) await reportEncoding(input, context, choice);
  const texts = new TextReader(choice);
  const scanner = new XmlScanner(input, new TreeCollector(input, visitor), texts);
  for await (const chunk of asciiBased(input, choice)) {
    context.signal.throwIfAborted();
    scanner.write(chunk);
    yield;
  }
  scanner.close();
  if (!quiet) reportTrouble(context, input.file, { choice, trouble: texts.trouble, repairs: scanner.repairs });
  yield;
}

/** The bytes without a byte order mark; what is in UTF-16 as UTF-8. */
async function* asciiBased(input: Input, { encoding }: EncodingChoice): AsyncGenerator<Buffer> {
  const wide = encoding.startsWith('utf-16') ? new TextDecoder(encoding) : undefined;
  let isFirst = true;
  for await (const chunk of input.open() as AsyncIterable<Uint8Array>) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (wide !== undefined) yield Buffer.from(wide.decode(bytes, { stream: true }));
    else yield isFirst && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
    isFirst = false;
  }
  if (wide !== undefined) yield Buffer.from(wide.decode());
}

async function reportEncoding(input: Input, context: Context, { encoding }: EncodingChoice): Promise<void> {
  context.fact({ file: input.file, name: 'encoding', value: encoding, confidence: 1 });
  const declared = declaredEncoding(await input.head());
  if (declared !== undefined) context.fact({ file: input.file, name: 'encoding-declared', value: declared });
}

function reportTrouble(
  context: Context,
  file: string,
  found: { readonly choice: EncodingChoice; readonly trouble: EncodingTrouble; readonly repairs: XmlRepairs },
): void {
  const { encoding } = found.choice;
  const { other, damaged } = found.trouble;
  const { control, escaped } = found.repairs;
  if (other > 0) reportFile(context, file, { code: 'onec.mixed-encoding', args: { count: other, encoding } });
  if (damaged > 0) reportFile(context, file, { code: 'onec.damaged-bytes', args: { count: damaged, encoding } });
  if (control > 0) reportFile(context, file, { code: 'onec.control-characters', args: { count: control } });
  if (escaped > 0) reportFile(context, file, { code: 'onec.lone-markup', args: { count: escaped } });
}
