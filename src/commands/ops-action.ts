import { existsSync } from 'node:fs';
import { ConfigError } from '../errors.ts';
import { loadLocale } from '../locales/language.ts';
import { textTable } from '../report/text-table.ts';
import { actor } from '../store/actor.ts';
import { AuditLog } from '../store/audit-log.ts';
import { projectFolder } from '../store/project-folder.ts';
import { stateToRead } from '../store/state-to-read.ts';
import type { OperationState, RunRow, Settlement, State } from '../store/state.ts';
import { openPlan, readManifest } from '../store/plan.ts';
import { findOperation, operationOrigins } from '../store/plan-operations.ts';
import { printable } from '../terminal.ts';
import type { CommandResult, Invocation } from './command.ts';
import { opsResolve } from './ops-resolve.ts';
import { withWorkspace } from './workspace.ts';

/** Lists operations of a run by what became of them; those in doubt unless another state is asked for. */
export async function opsListAction({
  config,
  flags,
  arguments: [asked],
  context,
}: Invocation): Promise<CommandResult> {
  const project = projectFolder(config.root);
  if (!existsSync(project.stateFile)) throw new ConfigError('cli.no-run', { folder: config.root });
  const { interfaceTexts, loadingTexts } = await loadLocale(config.language);
  const state = stateToRead(project, context.now());
  try {
    const run = runNamed(state, asked);
    const wanted = (flags.text('state') ?? 'in_doubt') as OperationState;
    // What a run that broke off was sending is in doubt, though no later run has said so yet.
    const broken = wanted === 'in_doubt' ? state.sendingEntries(run.run_id) : [];
    const entries = [...state.entries(run.run_id, wanted), ...broken];
    const operations = entries.map(({ op_id, kind, system, key, action, attempts, reason, target_id }) => {
      return { op_id, kind, system, key, action, attempts, reason, target_id };
    });
    const rows = operations.map(({ op_id, kind, system, key, action, attempts, reason }) => [
      op_id,
      interfaceTexts.kinds[kind] ?? kind,
      printable(`${system}:${key}`),
      action,
      attempts,
      printable(reason ?? ''),
    ]);
    const numbers = new Intl.NumberFormat(config.language);
    const table = textTable([loadingTexts.opsColumns, ...rows], (value) => numbers.format(value));
    const isOpen = wanted === 'in_doubt' && rows.length > 0;
    return {
      exitCode: isOpen ? 8 : 0,
      text: rows.length === 0 ? loadingTexts.noOps(run.run_id) : table.join('\n'),
      summary: { run_id: run.run_id, state: wanted, operations },
      next: isOpen ? ['perenos resume'] : [],
    };
  } finally {
    state.close();
  }
}

/** A person says what became of an operation; it is written into the audit log. */
export async function opsResolveAction(invocation: Invocation): Promise<CommandResult> {
  const { config, flags, context } = invocation;
  const id = Number(invocation.arguments[0]);
  const { loadingTexts } = await loadLocale(config.language);
  return withWorkspace(invocation, opsResolve, async ({ state, project }) => {
    const run = runNamed(state, flags.text('run'));
    // Nobody else is at work: what a broken run was sending is in doubt.
    state.doubtUnsettled(run.run_id);
    const entry = state.entry(run.run_id, id);
    if (entry === undefined || entry.state === 'done') {
      throw new ConfigError('cli.unknown-operation', { operation: invocation.arguments[0] ?? '', run: run.run_id });
    }
    const settlement = resolution(run, id, flags.text('as') ?? '');
    const { account } = accountOf(run);
    new AuditLog(project.auditFile).append([
      {
        ts: context.now().toISOString(),
        run: run.run_id,
        op: id,
        actor: actor(),
        connection: run.target,
        entity: entry.kind,
        source: '',
        target_id: settlement.targetId ?? null,
        action: `resolve ${flags.text('as') ?? ''}`,
        outcome: settlement.state,
        fields: [],
        payload_hash: entry.payload_hash,
      },
    ]);
    state.resolve(run.run_id, account, context.now().getTime(), settlement);
    return { exitCode: 0, text: loadingTexts.resolved(id), summary: { operation: id, state: settlement.state } };
  });
}

function runNamed(state: State, asked: string | undefined): RunRow {
  const runs = state.runs();
  const run = asked === undefined ? runs[0] : runs.find(({ run_id }) => run_id === asked);
  if (run === undefined) throw new ConfigError('cli.unknown-run', { run: asked ?? '' });
  return run;
}

function accountOf(run: RunRow): { readonly account: string } {
  const plan = openPlan(run.plan_file);
  try {
    return { account: readManifest(plan).target.account };
  } finally {
    plan.close();
  }
}

function resolution(run: RunRow, id: number, as: string): Settlement {
  const done = /^done:(.+)$/.exec(as);
  if (as === 'retry') return { id, state: 'planned' };
  if (as === 'skip') return { id, state: 'rejected', reason: JSON.stringify({ code: 'target.skipped', args: {} }) };
  if (done?.[1] === undefined)
    throw new ConfigError('cli.bad-choice', { name: '--as', value: as, choices: 'done:ID, retry, skip' });
  const plan = openPlan(run.plan_file);
  try {
    const operation = findOperation(plan, id);
    if (operation === undefined)
      throw new ConfigError('cli.unknown-operation', { operation: String(id), run: run.run_id });
    const origins = operationOrigins(plan)(operation);
    return {
      id,
      state: 'done',
      targetId: done[1],
      done: { kind: operation.kind, origins, payloadHash: operation.payloadHash },
    };
  } finally {
    plan.close();
  }
}
