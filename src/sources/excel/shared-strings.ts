import { checkLimit } from '../../archive.ts';
import type { Input } from '../../input.ts';
import { feedXml } from '../../xml.ts';
import { textCell } from './cell-value.ts';
import { localName } from './package.ts';
import { StringStore } from './string-store.ts';

/** Texts of a workbook by index, '' where the text is empty. */
export interface SharedStrings {
  get(index: number): string | undefined;
}

export const noStrings: SharedStrings = { get: () => undefined };

/**
 * Reads the table of shared strings. It has to be held, so it is bounded.
 * @throws InputError when the texts need more than `limits.heldBytes`, or one is longer than `limits.fieldBytes`
 */
export async function readSharedStrings(input: Input): Promise<SharedStrings> {
  const strings = new StringStore();
  const pending = { text: '', reading: false, phonetic: false };
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
        strings.add(textCell(pending.text) ?? '');
        checkLimit(input, 'heldBytes', strings.bytes);
      }
    },
  };
  for await (const _ of feedXml(input, handler));
  return strings;
}
