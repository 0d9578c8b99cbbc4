import { hash } from 'node:crypto';
import type { Context } from '../context.ts';
import { actor } from '../store/actor.ts';
import type { AuditEntry, AuditLog } from '../store/audit-log.ts';
import type { Connection, Preparation } from '../targets/target.ts';

export interface PrepareSetup {
  readonly preparations: readonly Preparation[];
  readonly connection: Pick<Connection, 'identity'>;
  readonly audit: AuditLog;
  readonly runId: string;
  readonly context: Pick<Context, 'now'>;
}

/**
 * Makes fields, options, stages and pipelines in a target, one after the other, each told to the audit log: they stay there when a load
 * is taken back. One that fails ends it.
 * @throws TargetError, AccessError
 */
export async function prepare(setup: PrepareSetup): Promise<void> {
  const { preparations, audit } = setup;
  for (const [index, preparation] of preparations.entries()) {
    try {
      await preparation.make();
    } catch (error) {
      // Nobody knows whether it was made: the next `prepare` looks.
      audit.append([entryOf(setup, preparation, { op: index + 1, outcome: 'in_doubt' })]);
      throw error;
    }
    audit.append([entryOf(setup, preparation, { op: index + 1, outcome: 'done' })]);
  }
}

function entryOf(
  { runId, connection, context }: PrepareSetup,
  { kind, what, name, detail }: Preparation,
  { op, outcome }: { readonly op: number; readonly outcome: string },
): AuditEntry {
  return {
    ts: context.now().toISOString(),
    run: runId,
    op,
    actor: actor(),
    connection: connection.identity.place,
    entity: kind,
    source: '',
    target_id: null,
    action: 'prepare',
    outcome,
    fields: [name],
    payload_hash: hash('sha256', JSON.stringify([what, kind, name, detail]), 'hex'),
    made: { what, name, detail },
  };
}
