import { readWhole } from '../../archive.ts';
import { Links } from './links.ts';
import type { Part } from './parts.ts';
import type { RowEdit } from './row-edit.ts';
import type { World } from './world.ts';

/** Links a note or an attachment to the record it hangs on. */
export function linkParent(object: string, row: RowEdit, world: World): void {
  world.owners.fill(row);
  const found = new Links(world.relations);
  const parent = row.get('ParentId');
  if (!found.add(parent)) {
    if (row.get('IsDeleted') !== 'true') world.dropped.add(object, parent, world.relations);
    found.add(row.get('AccountId'));
  }
  found.write(row);
}

/** A file of Lightning with its links; the text of a note is read from its own file. */
export async function completeContent(row: RowEdit, world: World): Promise<void> {
  const { relations } = world;
  world.owners.fill(row);
  const found = new Links(relations);
  const linked = relations.find('document', row.get('ContentDocumentId'));
  for (const [id = ''] of linked) if (!found.add(id)) world.dropped.add('ContentVersion', id, world.relations);
  if (linked.length === 0) found.add(row.get('FirstPublishLocationId'));
  found.write(row);
  const isCurrent = row.get('IsLatest') !== 'false' && row.get('IsDeleted') !== 'true';
  if (!isCurrent) return;
  const title = row.get('Title') || row.get('PathOnClient');
  const part = file(row, title, world);
  if (row.get('FileType') !== 'SNOTE') return;
  row.set('Body', part === undefined ? row.get('TextPreview') : (await readWhole(part.input)).toString('utf8'));
}

/** Notes where the content of a file lies. */
export function file(row: RowEdit, name: string, { bodies, files, report }: World): Part | undefined {
  if (row.get('IsDeleted') === 'true') return undefined;
  const part = bodies.get(row.get('Id'));
  if (part !== undefined) {
    files.present += 1;
    row.set('File', part.name);
    return part;
  }
  files.missing += 1;
  report({ code: 'salesforce.body-missing', args: { name } });
  return undefined;
}
