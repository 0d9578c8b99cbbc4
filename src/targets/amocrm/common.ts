import { filled } from '../../http/answer-values.ts';
import type { Ref } from '../../model/field.ts';
import { targetRef } from '../../model/target-ref.ts';
import { personOf } from './account.ts';
import type { AccountRecord, Encoding, Fields } from './encoding.ts';
import { asId, asText, instantOfSeconds, secondsOf } from './values.ts';

/** Canonical fields that every kind has. */
export interface CommonData {
  readonly owner?: Ref | undefined;
  readonly created_at?: string | undefined;
  readonly updated_at?: string | undefined;
  readonly created_by?: Ref | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly comment?: string | undefined;
}

/** Owner, author and dates. */
export function commonMembers(data: CommonData, encoding: Encoding): Fields {
  const createdAt = secondsOf(data.created_at);
  const updatedAt = secondsOf(data.updated_at);
  return filled({
    responsible_user_id: ownerId(data.owner, encoding),
    created_by: userId(data.created_by, encoding),
    created_at: createdAt,
    updated_at: updatedAt === undefined ? undefined : Math.max(updatedAt, createdAt ?? 0),
  });
}

export function userId(ref: Ref | undefined, { idOf, account }: Encoding): number | undefined {
  const id = ref === undefined ? undefined : idOf('user', ref);
  return id === undefined || personOf(account, id) === undefined ? undefined : Number(id);
}

/** The account refuses somebody who does not work there any more. */
export function ownerId(ref: Ref | undefined, encoding: Encoding): number | undefined {
  if (ref === undefined) return undefined;
  const { account, defaultUser, idOf, note } = encoding;
  const person = personOf(account, idOf('user', ref));
  if (person?.isActive === true) return Number(person.id);
  const fallback = personOf(account, defaultUser)?.fullName ?? defaultUser;
  const code = person === undefined ? 'target.user-unknown' : 'target.user-dismissed';
  note({ code, args: { user: person?.fullName ?? ref.key, fallback } });
  return undefined;
}

export function readCommon({ members, tags, remark }: AccountRecord, { tag }: Encoding): Fields {
  const owner = asId(members['responsible_user_id']);
  const author = asId(members['created_by']);
  const own = tags.filter((name) => name !== tag);
  return filled({
    owner: owner === undefined ? undefined : targetRef(owner),
    created_at: instantOfSeconds(members['created_at']),
    created_by: author === undefined ? undefined : targetRef(author),
    tags: own.length === 0 ? undefined : own,
    comment: remark === undefined || remark === '' ? undefined : remark,
  });
}

/** What a member or field holds as text; an empty one holds nothing. */
export function textOf(value: unknown): string | undefined {
  const text = asText(value);
  return text === '' ? undefined : text;
}

/** The comment with what has no field of its own. */
export function remarkOf(comment: string | undefined, left: readonly string[]): string | undefined {
  const parts = [comment, left.join('\n')].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? undefined : parts.join('\n\n').replaceAll('\r\n', '\n').trim();
}

/** Tags of a record: its own and that of the project, each once. */
export function tagsOf(tags: readonly string[] | undefined, { tag }: Encoding): readonly string[] {
  return [...new Set([...(tags ?? []), tag])];
}

/** Notes what is longer than the account keeps. */
export function checkLength(field: string, text: string | undefined, encoding: Encoding): void {
  const allowed = 255;
  if (text !== undefined && text.length > allowed)
    encoding.note({ code: 'target.too-long', args: { field, length: text.length, allowed } });
}
