import { hash } from 'node:crypto';
import type { AuditEntry } from '../store/audit-log.ts';
import { actor } from '../store/actor.ts';
import type { Operation } from '../targets/target.ts';
import type { Applying } from './applying.ts';

type Audited = Pick<Applying, 'context' | 'runId' | 'connection' | 'state'>;

interface Done {
  /** Of a settlement: `done`, `rejected`, `in_doubt`. */
  readonly outcome: string;
  readonly targetId: string | undefined;
  /** Where it is not the one of the operation. */
  readonly action?: string;
}

/** The line of the audit log for one operation that was sent: names of fields, never their values. */
export function auditEntry(run: Audited, operation: Operation, { outcome, targetId, action }: Done): AuditEntry {
  const { kind, marker, changes, data, payloadHash } = operation;
  const written = operation.action === 'update' ? changes.map(({ field }) => field) : [];
  return {
    ts: run.context.now().toISOString(),
    run: run.runId,
    op: operation.id,
    actor: actor(),
    connection: run.connection.identity.place,
    entity: kind,
    source: `key#${hash('sha256', `${run.state.lineage} ${marker.system} ${marker.key}`, 'hex').slice(0, 12)}`,
    target_id: targetId ?? null,
    action: action ?? operation.action,
    outcome,
    fields: operation.action === 'create' ? Object.keys(data) : written,
    payload_hash: payloadHash,
  };
}
