import { isZip, openArchive } from '../../archive.ts';
import { InputError } from '../../errors.ts';
import type { Input } from '../../input.ts';
import { decodeAll } from '../../text/decoder.ts';
import { byteOrderMark, detectEncoding } from '../../text/encoding.ts';

/** How a workbook is stored, whatever its file is called. */
export type Container = 'xlsx' | 'xlsb' | 'ods' | 'xls' | 'html' | 'xml2003' | 'fods' | 'encrypted';

const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const workbookExtension = /\.(?:xls[xmb]?|xlt[xm]?|ods|fods)$/i;

/**
 * Looks into a file. Undefined when it is no workbook: text with an `.xls` name is left to whoever reads text.
 * @throws InputError for an archive that cannot be opened
 */
export async function containerOf(input: Input): Promise<Container | undefined> {
  const head = await input.head();
  if (isZip(head)) return zipContainer(input);
  if (ole.every((byte, at) => head[at] === byte)) return oleContainer(head);
  // Workbooks of Excel 2 to 4 are bare records: BOF is 09 00, 09 02 or 09 04.
  const isBareRecord = head[0] === 9 && [0, 2, 4, 8].includes(head[1] ?? -1) && head[3] === 0;
  if (isBareRecord) return 'xls';
  return textContainer(head);
}

/** Whether the name is that of a workbook. */
export function isNamedWorkbook(file: string): boolean {
  return workbookExtension.test(file);
}

async function zipContainer(input: Input): Promise<Container | undefined> {
  const { entries } = await openArchive(input, { backslash: 'separator' });
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  if (names.has('xl/workbook.bin')) return 'xlsb';
  const isPackage = names.has('[content_types].xml') && [...names].some((name) => /(?:^|\/)workbook\.xml$/.test(name));
  if (names.has('xl/workbook.xml') || isPackage) return 'xlsx';
  const mimetype = entries.find(({ name }) => name === 'mimetype');
  if (mimetype === undefined || !names.has('content.xml')) return undefined;
  const type = Buffer.from(await mimetype.input.head()).toString('latin1');
  return type.includes('opendocument.spreadsheet') ? 'ods' : undefined;
}

/** OLE2 holds Word and Outlook files too; which one stands in the names of its streams, in UTF-16. */
function oleContainer(head: Uint8Array): Container | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const holds = (name: string): boolean => bytes.includes(Buffer.from(name, 'utf16le'));
  if (holds('EncryptedPackage')) return 'encrypted';
  if (holds('WordDocument') || holds('PowerPoint Document') || holds('__properties_version1.0')) return undefined;
  return 'xls';
}

function textContainer(head: Uint8Array): Container | undefined {
  const { encoding } = detectEncoding(head);
  const text = decodeAll(head, encoding, byteOrderMark(head)?.encoding === encoding ? byteOrderMark(head)?.length : 0);
  if (!/^\s*</.test(text)) return undefined;
  if (text.includes('urn:schemas-microsoft-com:office:spreadsheet') && /<(?:\w+:)?Workbook[\s>]/.test(text))
    return 'xml2003';
  if (/<office:document\s/.test(text) && text.includes('opendocument.spreadsheet')) return 'fods';
  const isXml = /^\s*<\?xml(?![^>]*\?>\s*(?:<!DOCTYPE html|<html))/i.test(text);
  if (isXml) return undefined;
  return /<table[\s>]/i.test(text) && /<t[dhr][\s>]/i.test(text) ? 'html' : undefined;
}

/** The error of a file that must not be read on, so that detection can refuse it by name. */
export function refusalOf(cause: unknown): InputError | undefined {
  return cause instanceof InputError ? cause : undefined;
}
