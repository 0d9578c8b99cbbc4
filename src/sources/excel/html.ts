import type { Context } from '../../context.ts';
import { InputError } from '../../errors.ts';
import type { Input } from '../../input.ts';
import { issueAt } from '../../model/issue.ts';
import { detectEncoding, encodingNamed } from '../../text/encoding.ts';
import { openText } from '../../text-input.ts';
import { HtmlTableReader } from './html-table.ts';
import type { Sheet, Workbook } from './sheet.ts';

const charset = /<meta[^>]*charset\s*=\s*["']?([\w-]+)/i;

/** An HTML page with a table that calls itself `.xls`, as Bitrix24, 1C-Bitrix shops and many reports export. Streams. */
export async function openHtml(input: Input, context: Context, encoding?: string): Promise<Workbook> {
  const head = Buffer.from(await input.head()).toString('latin1');
  const text = await openText(input, encoding ?? (await declaredEncoding(input, head)));
  const collapse = /urn:schemas-microsoft-com:office:excel|name=["']?generator["']?[^>]*(?:excel|libreoffice)/i.test(
    head,
  );
  const sheet: Sheet = {
    name: '',
    hidden: false,
    async *rows() {
      const reader = new HtmlTableReader(input, collapse);
      let damaged = false;
      for await (const chunk of text.chunks()) {
        reader.write(chunk.text);
        damaged ||= chunk.damaged;
        const rows = reader.take();
        if (rows.length > 0) yield rows;
      }
      if (reader.open) throw new InputError('input.truncated', { file: input.file, place: '</tr>' });
      reader.end();
      yield reader.take();
      const place = { table: { file: input.file, name: '' }, line: 1 };
      if (reader.depth > 0) context.report(issueAt(place, { code: 'excel.table-unclosed', args: {} }));
      const { encoding: found, confidence } = text.found;
      context.fact({ file: input.file, name: 'encoding', value: found, confidence });
      if (damaged) {
        const finding = {
          code: 'input.encoding-damage',
          args: { file: input.file, place: '', encoding: found },
        } as const;
        context.report(issueAt(place, finding));
      }
    },
    merges: () => Promise.resolve([]),
    hiddenRows: () => 0,
    percentColumns: () => new Set(),
  };
  return { kind: 'HTML table', sheets: [sheet] };
}

/** What the page says, unless its bytes say otherwise: pages re-saved as UTF-8 keep their old declaration, and the reverse. */
async function declaredEncoding(input: Input, head: string): Promise<string | undefined> {
  const declared = encodingNamed(charset.exec(head)?.[1] ?? '');
  if (declared === undefined || declared.startsWith('utf')) return undefined;
  const guess = detectEncoding(await input.head());
  return guess.encoding.startsWith('utf') && !guess.ascii ? undefined : declared;
}
