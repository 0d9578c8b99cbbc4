import { InputError } from '../../errors.ts';

const lineEnd = /\r\n?|\n/g;

/** Zero bytes are in no text: what refuses a file that has one, with its line, counted from 1. */
export function zeroByte(file: string, line: number): InputError {
  return new InputError('csv.zero-byte', { file, line }, { place: { file, line } });
}

/** The line of the first zero byte of a text; undefined when it has none. */
export function zeroByteLine(text: string): number | undefined {
  const at = text.indexOf('\0');
  return at === -1 ? undefined : 1 + (text.slice(0, at).match(lineEnd)?.length ?? 0);
}
