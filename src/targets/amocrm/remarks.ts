import type { Collection } from './account.ts';
import type { Fields } from './encoding.ts';
import type { Query, Rest } from './rest.ts';
import { asId, asMap, asText } from './values.ts';

/** Stands before a note that holds the comment of a record: the same in every language. */
export const remarkSign = '💬';

/** The note of ours that holds a record's comment. */
export interface Remark {
  readonly noteId: string;
  readonly text: string;
}

export function remarkText(remark: string): string {
  return `${remarkSign} ${remark}`;
}

const ownersAtOnce = 50;

/** Our notes by record; the newest where there are several. @throws TargetError, AccessError */
export async function readRemarks(
  rest: Rest,
  of: Collection,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Remark>> {
  const found = new Map<string, Remark>();
  for (let start = 0; start < ids.length; start += ownersAtOnce) {
    const owners = new Set(ids.slice(start, start + ownersAtOnce));
    for (const row of await notesOf(rest, of, [...owners])) {
      const owner = asId(row['entity_id']);
      const noteId = asId(row['id']);
      const text = noteText(row);
      if (owner === undefined || noteId === undefined || !owners.has(owner) || !text.startsWith(remarkSign)) continue;
      const before = found.get(owner);
      if (before !== undefined && Number(before.noteId) > Number(noteId)) continue;
      found.set(owner, { noteId, text: text.slice(remarkSign.length).trim() });
    }
  }
  return found;
}

/** Plain notes of some records. @throws TargetError, AccessError */
export async function notesOf(rest: Rest, of: Collection, owners: readonly string[]): Promise<readonly Fields[]> {
  const [only] = owners;
  if (only === undefined) return [];
  const type = ['filter[note_type][]', 'common'] as const;
  if (owners.length === 1) return rest.all(`/${of}/${only}/notes`, 'notes', [type]);
  const filter: Query = owners.map((id) => ['filter[entity_id][]', id] as const);
  return rest.all(`/${of}/notes`, 'notes', [...filter, type]);
}

export function noteText(row: Fields): string {
  return asText(asMap(row['params'])['text']).replaceAll('\r\n', '\n').trim();
}
