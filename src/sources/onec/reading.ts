import type { Context } from '../../context.ts';
import type { Input } from '../../input.ts';
import { issueAt, type Finding, type IssueCode } from '../../model/issue.ts';
import type { Row } from '../../model/row.ts';
import { declaredEncoding, feedXml, xmlChoice } from '../../xml.ts';
import { XmlRepair } from '../../xml-repair.ts';
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
  const repair = new XmlRepair();
  const collector = new TreeCollector(input, visitor);
  if (!quiet) await reportEncoding(input, context, options.encoding);
  const feed = feedXml(input, collector, {
    repair,
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
    onTrouble: ({ other, damaged }, { encoding }) => {
      if (quiet) return;
      const { file } = input;
      if (other > 0) reportFile(context, file, { code: 'onec.mixed-encoding', args: { count: other, encoding } });
      if (damaged > 0) reportFile(context, file, { code: 'onec.damaged-bytes', args: { count: damaged, encoding } });
    },
  });
  for await (const step of feed) {
    context.signal.throwIfAborted();
    yield step;
  }
  if (!quiet) reportRepair(context, input.file, repair);
}

async function reportEncoding(input: Input, context: Context, named: string | undefined): Promise<void> {
  const { encoding } = await xmlChoice(input, named);
  context.fact({ file: input.file, name: 'encoding', value: encoding, confidence: 1 });
  const declared = declaredEncoding(await input.head());
  if (declared !== undefined) context.fact({ file: input.file, name: 'encoding-declared', value: declared });
}

function reportRepair(context: Context, file: string, repair: XmlRepair): void {
  if (repair.control > 0)
    reportFile(context, file, { code: 'onec.control-characters', args: { count: repair.control } });
  if (repair.escaped > 0) reportFile(context, file, { code: 'onec.lone-markup', args: { count: repair.escaped } });
}
