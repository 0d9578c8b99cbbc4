import { Links } from './links.ts';
import type { RowEdit } from './row-edit.ts';
import type { World } from './world.ts';

/** A task or event with the records it belongs to. */
export function completeActivity(object: 'Task' | 'Event', row: RowEdit, world: World): void {
  const { relations } = world;
  world.owners.fill(row);
  const found = new Links(relations);
  const id = row.get('Id');
  const isDeleted = row.get('IsDeleted') === 'true';
  const drop = (link: string): void => {
    if (!isDeleted) world.dropped.add(object, link, world.relations);
  };
  if (!found.add(row.get('WhoId'))) drop(row.get('WhoId'));
  for (const [joint = ''] of relations.find('joint', id)) if (!found.add(joint)) drop(joint);
  const what = row.get('WhatId');
  const isMoved = found.add(what);
  if (!isMoved) drop(what);
  // Salesforce repeats here the account behind the other two: of use where they lead nowhere.
  if (!isMoved || found.isEmpty) found.add(row.get('AccountId'));
  found.write(row);
  const [mail] = relations.find('mail', id);
  if (mail === undefined) return;
  row.set('EmailMessageId', mail[0] ?? null);
  for (const link of found.ids) relations.add('joint', `${id} mail`, [link]);
}

/** An e-mail with the links of its own and those of the task it stands for. */
export function completeMail(row: RowEdit, world: World): void {
  const { relations } = world;
  world.owners.fill(row);
  const found = new Links(relations);
  for (const [link = ''] of relations.find('joint', `${row.get('ActivityId')} mail`)) found.add(link);
  for (const name of ['RelatedToId', 'ParentId']) {
    const id = row.get(name);
    if (!found.add(id) && row.get('IsDeleted') !== 'true') world.dropped.add('EmailMessage', id, world.relations);
  }
  found.write(row);
}
