import type { Locale } from '../locales/language.ts';
import type { Wording } from '../model/issue-definition.ts';
import type { EntityKind } from '../model/entity.ts';
import type { IssueCode } from '../model/issue.ts';
import { printable } from '../terminal.ts';

/** A kind of records as people call it. */
export function kindName({ interfaceTexts }: Locale, kind: EntityKind | null): string {
  return kind === null ? '' : (interfaceTexts.kinds[kind] ?? kind);
}

/** A canonical field as people call it; custom fields by their own name, what is not known as it is. */
export function fieldName({ reportTexts }: Locale, field: string | null): string {
  if (field === null) return '';
  const [name = '', ...rest] = field.split('.');
  const known = reportTexts.fields[name];
  if (known === undefined) return field;
  return name === 'custom' && rest.length > 0 ? `${known} ${rest.join('.')}` : known;
}

/** A finding's title as the start of a line. */
export function issueName({ messages }: Locale, code: IssueCode): string {
  return capital(messages[code].title);
}

/** What was found, in one sentence; a field in it is named as people call it. */
export function findingText(locale: Locale, code: IssueCode, args: unknown): string {
  const wording = locale.messages[code] as Wording<unknown>;
  if (typeof args !== 'object' || args === null || !('field' in args) || typeof args.field !== 'string') {
    return wording.message(args);
  }
  return wording.message({ ...args, field: fieldName(locale, args.field) });
}

/** A word as the start of a line or cell. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** `file › sheet:line` of a sample, on one line. */
export function placeName({
  file,
  sheet,
  line,
}: {
  readonly file: string;
  readonly sheet: string;
  readonly line: number;
}): string {
  const place = [file, sheet].filter((part) => part !== '').join(' › ');
  return oneLine(line > 0 ? `${place}:${line}` : place);
}

/** Text from data, safe to print inside a line. */
export function oneLine(text: string): string {
  return printable(text).replace(/\s+/gu, ' ').trim();
}
