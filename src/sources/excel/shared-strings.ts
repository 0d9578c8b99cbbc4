import { checkLimit } from '../../archive.ts';
import type { Input } from '../../input.ts';
import { feedXml } from '../../xml.ts';
import { textCell } from './cell-value.ts';
import { localName } from './package.ts';

/** Texts of a workbook by index; `null` where the text is empty. */
export type SharedStrings = readonly (string | null)[];

/** What a string costs beside its characters. */
const stringOverhead = 24;

/**
 * Reads the table of shared strings. It has to be held, so it is bounded.
 * @throws InputError when the texts need more than `limits.heldBytes`, or one is longer than `limits.fieldBytes`
 */
export async function readSharedStrings(input: Input): Promise<SharedStrings> {
  const strings: (string | null)[] = [];
  const pending = { text: '', reading: false, phonetic: false, held: 0 };
  const handler = {
    open(name: string): void {
      const local = localName(name);
      if (local === 't') pending.reading = !pending.phonetic;
      else if (local === 'si') pending.text = '';
      else if (local === 'rPh') pending.phonetic = true;
    },
    text(value: string): void {
      if (!pending.reading) return;
      pending.text += value;
      if (pending.text.length > input.limits.fieldBytes) checkLimit(input, 'fieldBytes', pending.text.length);
    },
    close(name: string): void {
      const local = localName(name);
      if (local === 't') pending.reading = false;
      else if (local === 'rPh') pending.phonetic = false;
      else if (local === 'si') {
        const text = textCell(detached(pending.text));
        strings.push(text);
        pending.held += stringOverhead + 2 * (text?.length ?? 0);
        checkLimit(input, 'heldBytes', pending.held);
      }
    },
  };
  for await (const _ of feedXml(input, handler));
  return strings;
}

/** A copy: text cut from a chunk would keep the whole chunk in memory. */
function detached(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}
