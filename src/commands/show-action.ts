import { ConfigError, InputError } from '../errors.ts';
import { loadLocale } from '../locales/language.ts';
import type { Report } from '../model/report.ts';
import { findOperation, operationOrigins } from '../store/plan-operations.ts';
import { openPlan, readDocument, readManifest, type Plan } from '../store/plan.ts';
import { printable } from '../terminal.ts';
import type { CommandResult, Invocation } from './command.ts';
import { reportResult } from './result.ts';

/** Shows a plan as its report, or one operation of it with its payload and origins. */
export async function showAction(invocation: Invocation): Promise<CommandResult> {
  const [file = ''] = invocation.arguments;
  const plan = openPlan(file);
  try {
    const operation = invocation.flags.text('op');
    if (operation !== undefined) return showOperation(plan, operation);
    const report = readDocument(plan, 'report') as Report | undefined;
    if (report === undefined) throw new InputError('plan.not-a-plan', { file });
    const locale = await loadLocale(invocation.config.language);
    const { planHash } = readManifest(plan);
    const next = [`perenos apply ${file} --expect-hash ${planHash.slice(0, 8)}`];
    return reportResult(report, { invocation, locale }, { exitCode: 0, next });
  } finally {
    plan.close();
  }
}

function showOperation(plan: Plan, id: string): CommandResult {
  const number = Number(id);
  const operation = Number.isSafeInteger(number) ? findOperation(plan, number) : undefined;
  if (operation === undefined) throw new ConfigError('cli.bad-number', { name: 'op', value: id });
  const { text: _data, tableId: _table, line: _line, ...shown } = operation;
  const summary = { ...shown, origins: operationOrigins(plan)(operation) };
  return { exitCode: 0, text: printable(JSON.stringify(summary, undefined, 2)), summary };
}
