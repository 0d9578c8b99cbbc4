import { ConfigError } from '../errors.ts';
import type { EntityKind } from '../model/entity.ts';
import { loadLocale, type Locale } from '../locales/language.ts';
import { verify, type Verification } from '../pipeline/verify.ts';
import { classOfField } from '../model/personal-classes.ts';
import { mask } from '../text/mask.ts';
import { textTable } from '../report/text-table.ts';
import { printable } from '../terminal.ts';
import type { CommandResult, Invocation } from './command.ts';
import { withRunTarget } from './run-target.ts';
import { stageContext } from './stage-context.ts';
import { verify as definition } from './verify.ts';

type MaskField = (value: string, kind: EntityKind, field: string) => string;

/** Reads back what a run wrote and compares it, field by field. */
export async function verifyAction(invocation: Invocation): Promise<CommandResult> {
  const { flags, config } = invocation;
  const sample = flags.flag('all') ? 1 : shareOf(flags.text('sample') ?? '100%');
  const locale = await loadLocale(config.language);
  return withRunTarget(invocation, definition, async ({ plan, manifest, workspace, connection }) => {
    const { context, progress } = stageContext(invocation, locale);
    const found = await verify({ plan, connection, sample, state: workspace.state, context });
    progress.end();
    const masked: MaskField = (value, kind, field) =>
      mask(value, classOfField(kind, field, manifest.personal), {
        masking: config.mask,
        salt: manifest.planHash,
      });
    return {
      exitCode: found.isGood ? 0 : 9,
      text: words(found, locale, masked),
      summary: { ...found, examples: found.examples.map((example) => maskedExample(example, masked)) },
    };
  });
}

function shareOf(text: string): number {
  const match = /^(\d+(?:\.\d+)?)%$/.exec(text.trim());
  const share = match === null ? Number.NaN : Number(match[1]) / 100;
  if (!(share > 0 && share <= 1)) throw new ConfigError('cli.bad-share', { name: 'sample', value: text });
  return share;
}

function maskedExample(example: Verification['examples'][number], masked: MaskField) {
  const { kind, field } = example;
  if (field === undefined) return example;
  const shown = (value: unknown) => masked(textOf(value), kind, field);
  return { ...example, expected: shown(example.expected), actual: shown(example.actual) };
}

function words(
  found: Verification,
  { language, interfaceTexts, loadingTexts: texts }: Locale,
  masked: MaskField,
): string {
  const numbers = new Intl.NumberFormat(language);
  const rows = found.kinds.map(({ kind, written, checked, good }) => [
    interfaceTexts.kinds[kind] ?? kind,
    written,
    checked,
    good,
    checked - good,
  ]);
  const totals = found.totals.map(({ kind, field, group, written, found: there }) => [
    interfaceTexts.kinds[kind] ?? kind,
    field,
    group,
    written,
    there,
  ]);
  const examples = found.examples
    .filter(({ found: as }) => as !== 'normalised')
    .map((example) => {
      const { kind, key, id, field, found: as } = example;
      const head = `${interfaceTexts.kinds[kind] ?? kind} ${printable(key)} (${printable(id)}): ${texts.differences[as]}`;
      if (field === undefined) return head;
      const { expected, actual } = maskedExample(example, masked);
      return `${head} · ${field}: ${printable(textOf(expected))} → ${printable(textOf(actual))}`;
    });
  const format = (value: number) => numbers.format(value);
  return [
    found.isGood ? texts.verifiedGood : texts.verifiedBad,
    textTable([texts.verifyColumns, ...rows], format).join('\n'),
    ...(totals.length === 0 ? [] : [textTable([texts.totalColumns, ...totals], format).join('\n')]),
    ...(examples.length === 0 ? [] : [examples.slice(0, 50).join('\n')]),
  ].join('\n\n');
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '∅';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
