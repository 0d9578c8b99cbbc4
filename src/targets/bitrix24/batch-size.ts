import type { EntityKind } from '../../model/entity.ts';
import type { Dialect } from './dialect.ts';
import { isItemKind, type ItemKind } from './portal.ts';
import type { Rest } from './rest.ts';

/** Seconds of server time of one batch. */
const batchSeconds = 20;
/** Commands of a batch, at most, and as many at first. */
const commandsAtMost = 50;
const commandsAtFirst = 10;

/** Name of the method that creates records of a kind. */
export function itemMethod(kind: ItemKind, dialect: Dialect): string {
  return dialect.create(kind, []).method;
}

export function timelineMethod(kind: EntityKind): string {
  return kind === 'note' ? 'crm.timeline.comment.add' : 'crm.activity.todo.add';
}

/**
 * How many records one write should be given: what the portal can do in some twenty seconds. Until it was measured an import is one
 * command, and anything else some.
 */
export function batchSizeFor(
  kind: EntityKind,
  { rest, dialect }: { readonly rest: Rest; readonly dialect: Dialect },
): number {
  const isItem = isItemKind(kind);
  const method = isItem ? itemMethod(kind, dialect) : timelineMethod(kind);
  const atOnce = isItem ? dialect.itemsAtOnce : 1;
  if (!rest.times.isMeasured(method)) return Math.max(atOnce, commandsAtFirst);
  const each = Math.max(rest.times.mean(method) ?? 0, 0.001);
  const commands = Math.min(commandsAtMost, Math.max(1, Math.floor(batchSeconds / (each * atOnce))));
  return commands * atOnce;
}
