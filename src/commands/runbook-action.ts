import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadLocale } from '../locales/language.ts';
import { writeOutput } from '../store/output-file.ts';
import { openPlan, readManifest } from '../store/plan.ts';
import { operationTotals } from '../store/plan-operations.ts';
import type { CommandResult, Invocation } from './command.ts';

/** Prints the steps of the cut-over, with the commands of this project. */
export async function runbookAction({ flags, config }: Invocation): Promise<CommandResult> {
  const { loadingTexts: texts, interfaceTexts } = await loadLocale(config.language);
  const mapping = flags.text('mapping') ?? (existsSync(join(config.root, 'perenos.yaml')) ? 'perenos.yaml' : undefined);
  const file = flags.text('plan');
  const numbers = new Intl.NumberFormat(config.language);
  const totals = file === undefined ? [] : totalsOf(file);
  const lines = totals.map(([kind, count]) => `- ${interfaceTexts.kinds[kind] ?? kind}: ${numbers.format(count)}`);
  const text = texts.runbook({
    mapping: mapping ?? 'perenos.yaml',
    place: file === undefined ? undefined : placeOf(file),
    totals: lines.join('\n'),
  });
  const output = flags.text('output');
  if (output === undefined) return { exitCode: 0, text, summary: { mapping: mapping ?? null } };
  writeOutput(resolve(output), `${text}\n`, 0o644);
  return { exitCode: 0, text: output, summary: { mapping: mapping ?? null }, files: { runbook: resolve(output) } };
}

function totalsOf(file: string): readonly (readonly [string, number])[] {
  const plan = openPlan(file);
  try {
    return [...operationTotals(plan)];
  } finally {
    plan.close();
  }
}

function placeOf(file: string): string {
  const plan = openPlan(file);
  try {
    return readManifest(plan).target.place;
  } finally {
    plan.close();
  }
}
