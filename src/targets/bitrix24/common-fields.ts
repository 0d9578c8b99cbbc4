import type { Email, Phone, Ref } from '../../model/field.ts';
import { isOfUserMap } from '../../model/reference.ts';
import { filled, targetRef, type Encoding, type Fields } from './encoding.ts';
import { findNamed, nearestOf, userNamed } from './portal.ts';
import { asId, asInstant, asText, portalInstant } from './values.ts';

/** Canonical fields that every kind has. */
export interface CommonData {
  readonly owner?: Ref | undefined;
  readonly created_at?: string | undefined;
  readonly updated_at?: string | undefined;
  readonly created_by?: Ref | undefined;
  readonly source?: string | undefined;
  readonly comment?: string | undefined;
  readonly phones?: readonly Phone[] | undefined;
  readonly emails?: readonly Email[] | undefined;
}

/** Owner, dates and author of a record. */
export function commonItemFields(data: CommonData, encoding: Encoding): Fields {
  const history = encoding.keepsHistory
    ? {
        createdTime: data.created_at === undefined ? undefined : portalInstant(data.created_at),
        updatedTime: updatedTime(data),
        createdBy: userId(data.created_by, encoding),
      }
    : {};
  return filled({ assignedById: ownerId(data.owner, encoding), ...history });
}

/** Never before the creation: the portal would refuse the record. */
function updatedTime({ created_at: created, updated_at: updated }: CommonData): string | undefined {
  if (created === undefined || updated === undefined) return undefined;
  return portalInstant(Date.parse(updated) < Date.parse(created) ? created : updated);
}

function userId(ref: Ref | undefined, encoding: Encoding): number | undefined {
  const id = ref === undefined ? undefined : encoding.idOf('user', ref);
  return id === undefined ? undefined : Number(id);
}

/** The portal would take somebody who does not work there any more, and the record would be seen by nobody. */
export function ownerId(ref: Ref | undefined, encoding: Encoding): number | undefined {
  const id = userId(ref, encoding);
  if (ref === undefined) return id;
  const { defaultUser, portal } = encoding;
  const person = id === undefined ? undefined : userNamed(portal, String(id));
  const isKept = person?.isActive !== false || (encoding.keepsDismissed && isOfUserMap(ref));
  if (id !== undefined && isKept) return id;
  const fallback = userNamed(portal, defaultUser)?.fullName ?? defaultUser;
  const code = person === undefined ? 'target.user-unknown' : 'target.user-dismissed';
  encoding.note({ code, args: { user: person?.fullName ?? ref.key, fallback } });
  return undefined;
}

export function readCommonFields(fields: Fields): Fields {
  const owner = asId(fields['assignedById']);
  const author = asId(fields['createdBy']);
  return filled({
    owner: owner === undefined ? undefined : targetRef(owner),
    created_at: asInstant(fields['createdTime']),
    created_by: author === undefined ? undefined : targetRef(author),
    comment: textOf(fields['comments']),
  });
}

/** What a text field holds; an empty one holds nothing. */
export function textOf(value: unknown): string | undefined {
  const text = asText(value);
  return text === '' ? undefined : text;
}

/** The code of a list value that is given by its code or by its name; one that the list lacks becomes a finding. */
export function listCode(
  text: string | undefined,
  { list, field }: { readonly list: string; readonly field: string },
  encoding: Encoding,
): string | undefined {
  if (text === undefined) return undefined;
  const values = encoding.portal.lists.get(list) ?? [];
  const found = findNamed(values, text);
  if (found !== undefined) return found.id;
  const nearest = nearestOf(values, text);
  encoding.note({ code: 'target.option-unknown', args: { field, value: text, nearest } });
  return undefined;
}

/** The name of a list value as people see it; an unknown code stands for itself. */
export function listName(code: unknown, list: string, { portal }: Pick<Encoding, 'portal'>): string | undefined {
  const text = textOf(code);
  return text === undefined ? undefined : (portal.lists.get(list)?.find(({ id }) => id === text)?.name ?? text);
}

/** A source that the list lacks is kept as the text beside it. */
export function sourceFields(source: string | undefined, encoding: Encoding): Fields {
  const sourceId = listCode(source, { list: 'SOURCE', field: 'source' }, encoding);
  return filled({ sourceId, sourceDescription: sourceId === undefined ? source : undefined });
}

export function readSource(fields: Fields, encoding: Pick<Encoding, 'portal'>): string | undefined {
  return listName(fields['sourceId'], 'SOURCE', encoding) ?? textOf(fields['sourceDescription']);
}

const usableEmail = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[a-z\d-]+\.)+[a-z][a-z\d-]{1,23}$/i;

/** One address that the portal refuses fails the whole record: such a one is kept in the comment. */
function isUsableEmail(value: string): boolean {
  return value.length <= 250 && usableEmail.test(value);
}

/**
 * The comment of a record with what has no place of its own: extensions and remarks of phones, e-mail addresses that the portal
 * refuses, addresses of a type that is taken.
 */
export function commentFields(data: CommonData, more: readonly string[], encoding: Encoding): Fields {
  const lines = [...phoneRemarks(data.phones ?? [], encoding), ...refusedEmails(data.emails ?? [], encoding), ...more];
  const parts = [data.comment, lines.length === 0 ? undefined : lines.join('\n')];
  const comments = parts.filter((part) => part !== undefined && part !== '').join('\n\n');
  return comments === '' ? {} : { comments };
}

function phoneRemarks(phones: readonly Phone[], { extensions }: Encoding): readonly string[] {
  return phones.flatMap(({ value, ext, comment }) => {
    const extension = ext === undefined || extensions === 'append' ? '' : ` ext. ${ext}`;
    const remark = comment === undefined ? '' : ` (${comment})`;
    return extension + remark === '' ? [] : [`${value}${extension}${remark}`];
  });
}

function refusedEmails(emails: readonly Email[], encoding: Encoding): readonly string[] {
  return emails
    .filter(({ value }) => !isUsableEmail(value))
    .map(({ value }) => {
      encoding.note({ code: 'bitrix24.email-refused', args: { value } });
      return value;
    });
}

export function usableEmails(emails: readonly Email[] | undefined): readonly Email[] {
  return (emails ?? []).filter(({ value }) => isUsableEmail(value));
}

/** Notes what is longer than the portal keeps. */
export function checkLengths(fields: Fields, allowed: Readonly<Record<string, number>>, encoding: Encoding): void {
  for (const [name, most] of Object.entries(allowed)) {
    const { length } = asText(fields[name]);
    if (length > most) encoding.note({ code: 'target.too-long', args: { field: name, length, allowed: most } });
  }
}
