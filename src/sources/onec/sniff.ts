import { isZip, openArchive } from '../../archive.ts';
import { InputError } from '../../errors.ts';
import type { Input } from '../../input.ts';
import { xmlChoice } from '../../xml.ts';
import type { Detection } from '../source.ts';
import { beginning, rootOf, type XmlRoot } from './xml-root.ts';

export type OnecFormat = 'commerceml' | 'enterprise-data' | '1c-kd2' | '1c-dump' | '1c-odata' | '1c-bank';

/** What a file is, by its content. */
export interface OnecShape {
  readonly format: OnecFormat;
  readonly kind: string;
  readonly refusal?: InputError;
}

const known = new WeakMap<Input, Promise<OnecShape | undefined>>();

/** What a 1C source answers when asked whether it reads the input. */
export async function detectOnec(input: Input, format: OnecFormat): Promise<Detection | undefined> {
  const shape = await sniff(input);
  if (shape?.format !== format) return undefined;
  const { kind, refusal } = shape;
  return { confidence: 0.95, kind, ...(refusal === undefined ? {} : { refusal }) };
}

/** Looks at the first bytes, and into a zip; undefined for what is not from 1C. Asked once per input however many sources ask. */
export function sniff(input: Input): Promise<OnecShape | undefined> {
  const before = known.get(input);
  if (before !== undefined) return before;
  const shape = look(input, true);
  known.set(input, shape);
  return shape;
}

/**
 * The inputs to read: the file itself, or every part of a zip that is of the format.
 * @throws InputError when the file was understood and holds nothing to read
 */
export async function partsOf(input: Input, format: OnecFormat): Promise<readonly Input[]> {
  const shape = await sniff(input);
  if (shape?.refusal !== undefined) throw shape.refusal;
  if (!isZip(await input.head())) return [input];
  const { entries } = await openArchive(input);
  const parts: Input[] = [];
  for (const entry of entries) {
    if (entry.bytes > 0 && (await look(entry.input, false))?.format === format) parts.push(entry.input);
  }
  return parts;
}

/** A set is of a format when all of its parts are. */
async function lookAtParts(parts: readonly Input[]): Promise<OnecShape | undefined> {
  const shapes = await Promise.all(parts.map((part) => sniff(part)));
  const [first] = shapes;
  return shapes.every((shape) => shape?.format === first?.format)
    ? (shapes.find((shape) => shape?.refusal !== undefined) ?? first)
    : undefined;
}

async function look(input: Input, mayBeZip: boolean): Promise<OnecShape | undefined> {
  if (input.parts !== undefined) return lookAtParts(input.parts);
  const head = await input.head();
  if (isZip(head)) return mayBeZip ? lookIntoZip(input) : undefined;
  const { file } = input;
  const signature = Buffer.from(head.subarray(0, 200)).toString('latin1');
  if (signature.startsWith('\xff\xff\xff\x7f'))
    return refused('1C:Enterprise', new InputError('onec.configuration', { file }));
  if (signature.startsWith('1CDBMSV8')) return refused('1CD', new InputError('onec.infobase', { file, kind: '.1CD' }));
  if (signature.startsWith('1CIBDmpF')) return refused('dt', new InputError('onec.infobase', { file, kind: '.dt' }));
  if (signature.replace(/^<\?xml[^>]{0,150}\?>\s*/, '').startsWith('\xe0\0\0\x01')) {
    return refused('Fast Infoset', new InputError('onec.fast-infoset', { file }));
  }
  if (/^(?:\xef\xbb\xbf)?\s*1CClientBankExchange/.test(signature)) return bankShape(head);
  return lookAtText(input);
}

async function lookIntoZip(input: Input): Promise<OnecShape | undefined> {
  // A damaged archive is nothing we can claim; reading it says what is wrong.
  const archive = await openArchive(input).catch((cause: unknown) => {
    if (cause instanceof InputError) return undefined;
    throw cause;
  });
  const entries = archive?.entries ?? [];
  if (entries.some(({ name }) => name.toLowerCase() === '[content_types].xml')) return undefined;
  for (const entry of entries.slice(0, 200)) {
    if (entry.bytes === 0 || !/\.(?:xml|json|txt)$/i.test(entry.name)) continue;
    const shape = await look(entry.input, false).catch(damagedEntry);
    if (shape !== undefined && shape.refusal === undefined) return { ...shape, kind: `${shape.kind} (zip)` };
  }
  return undefined;
}

function damagedEntry(cause: unknown): undefined {
  if (!(cause instanceof InputError)) throw cause;
}

function refused(kind: string, refusal: InputError): OnecShape {
  return { format: '1c-dump', kind, refusal };
}

function bankShape(head: Uint8Array): OnecShape {
  const version = /=(1\.\d\d)\s/.exec(Buffer.from(head.subarray(0, 500)).toString('latin1'))?.[1];
  return { format: '1c-bank', kind: `1CClientBankExchange ${version ?? ''}`.trim() };
}

async function lookAtText(input: Input): Promise<OnecShape | undefined> {
  const choice = await xmlChoice(input).catch(() => undefined);
  if (choice === undefined) return undefined;
  const text = beginning(await input.head(), choice);
  if (text.startsWith('{')) return lookAtJson(input, text);
  if (!text.startsWith('<')) return undefined;
  const root = rootOf(text);
  return root === undefined ? undefined : lookAtRoot(input, root, text);
}

function lookAtJson(input: Input, text: string): OnecShape | undefined {
  const first = text.slice(0, 4_000);
  if (/^\{\s*"odata\.error"/.test(first)) {
    const answer = /"value"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(first)?.[1];
    const said = answer === undefined ? '' : String(JSON.parse(answer));
    return odataRefused(new InputError('onec.odata-error', { file: input.file, answer: said }));
  }
  return /"odata\.metadata"\s*:/.test(first) ? { format: '1c-odata', kind: 'OData 3 (JSON)' } : undefined;
}

function odataRefused(refusal: InputError): OnecShape {
  return { format: '1c-odata', kind: 'OData 3', refusal };
}

const enterpriseData = 'http://v8.1c.ru/edi/edi_stnd/EnterpriseData/';
const odataNamespace = 'http://schemas.microsoft.com/ado/2007/08/dataservices';

function lookAtRoot(input: Input, root: XmlRoot, text: string): OnecShape | undefined {
  const { file } = input;
  const spaces = Object.entries(root.attributes).flatMap(([name, value]) => (name.startsWith('xmlns') ? [value] : []));
  switch (root.name) {
    case 'КоммерческаяИнформация':
      return { format: 'commerceml', kind: `CommerceML ${commerceMlVersion(root, text)}`.trim() };
    case 'ФайлОбмена':
      return { format: '1c-kd2', kind: 'Конвертация данных 2' };
    case '_1CV8DtUD':
      return { format: '1c-dump', kind: 'Выгрузка и загрузка данных XML' };
    case 'Edmx':
      return odataRefused(new InputError('onec.odata-description', { file }));
    case 'MetaDataObject':
      return refused('MDClasses', new InputError('onec.metadata', { file, root: metadataObject(text) }));
    case 'Message':
    case 'Body':
      return enterpriseDataShape(root, spaces, text);
    case 'feed':
    case 'entry':
      return text.includes(odataNamespace) ? { format: '1c-odata', kind: 'OData 3 (Atom)' } : undefined;
    case 'error':
      return spaces.some((space) => space.startsWith(odataNamespace)) ? odataRefused(atomError(file, text)) : undefined;
    case 'document':
      return spaces.some((space) => space.includes('v8.1c.ru/8.2/data/spreadsheet'))
        ? refused('mxl', new InputError('onec.spreadsheet-xml', { file }))
        : undefined;
    default:
      return root.prefix === 'mdclass'
        ? refused('MDClasses', new InputError('onec.metadata', { file, root: root.name }))
        : undefined;
  }
}

function atomError(file: string, text: string): InputError {
  const answer = /<(?:\w+:)?message[^>]*>([^<]*)</.exec(text)?.[1] ?? '';
  return new InputError('onec.odata-error', { file, answer: answer.trim() });
}

function metadataObject(text: string): string {
  return (
    /<GeneratedType\s+name="([^"]{1,200})"|:GeneratedType\s+name="([^"]{1,200})"/.exec(text)?.[2] ?? 'MetaDataObject'
  );
}

function enterpriseDataShape(root: XmlRoot, spaces: readonly string[], text: string): OnecShape | undefined {
  const start = text.slice(0, 64 * 1024);
  const at = start.indexOf(enterpriseData);
  const own = at >= 0 || spaces.some((space) => space.startsWith('http://www.1c.ru/SSL/Exchange/'));
  const hasParts =
    root.name === 'Body' ? /<[\w:]*(?:Справочник|Документ)\./u.test(start) : /<[\w:]*(?:Header|Body)[\s/>]/.test(start);
  if (!own && !(hasParts && /[<:](?:Справочник|Документ)\./u.test(start))) return undefined;
  const version = at < 0 ? '' : (/^[\d.]+/.exec(start.slice(at + enterpriseData.length))?.[0] ?? '');
  return { format: 'enterprise-data', kind: `EnterpriseData ${version}`.trim() };
}

/** 1 when the data is in attributes; else what the root says, or 3 or 2 by its namespace. */
export function commerceMlVersion(root: Pick<XmlRoot, 'attributes'>, text: string): string {
  const declared = root.attributes['ВерсияСхемы']?.trim() ?? '';
  if (declared !== '') return declared;
  if (/<(?:Каталог|Документ|Контрагент)\s[^<>]*(?:Идентификатор|Наименование|Номер)\s*=/u.test(text)) return '1';
  const space = root.attributes['xmlns'] ?? '';
  return space.endsWith('commerceml_3') ? '3' : '2';
}
