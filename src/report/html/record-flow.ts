import type { Report } from '../../model/report.ts';
import type { Tone } from './charts.ts';
import type { Path } from './figures.ts';
import { flowChart, type FlowLink, type FlowNode } from './flow.ts';
import { html, type Markup } from './markup.ts';
import type { Page } from './page.ts';

/** What becomes of records of a kind: a name, its numbers by kind, where all of them are added up, its colour. */
interface Outcome {
  readonly id: string;
  readonly label: string;
  readonly tone: Tone;
  readonly values: readonly number[];
  readonly total: Path;
}

/** The flow of records from what was read to what became of them; the account above holds the same numbers. */
export function recordFlow(page: Page): Markup | null {
  const { report, texts, figures } = page;
  const outcomes = report.result_overall === null ? planned(page) : [...performed(page), ...gone(page)];
  if (!report.overall.adds_up || report.overall.read === 0) return null;
  const left: FlowNode[] = report.funnel.map(({ kind }, index) => ({
    id: kind,
    label: page.kind(kind),
    figure: figures.drawn('funnel', index, 'read'),
    tone: 'filtered',
  }));
  const right: FlowNode[] = outcomes.map(({ id, label, tone, total }) => {
    return { id, label, tone, figure: figures.drawn(...total) };
  });
  const links: FlowLink[] = report.funnel.flatMap(({ kind }, index) =>
    outcomes.map(({ id, values }) => ({ from: kind, to: id, value: values[index] ?? 0 })),
  );
  return html`<h3>${texts.page.flow}</h3>
    ${flowChart({ label: inWords(page, outcomes), left, right, links })}`;
}

function planned(page: Page): readonly Outcome[] {
  const tones = { create: 'planned', update: 'fixed', delete: 'error', unchanged: 'rest', skip: 'rest' } as const;
  const names = ['create', 'update', 'delete', 'unchanged', 'skip'] as const;
  return [...names.map((name) => outcomeOf(page, name, tones[name])), ...gone(page)];
}

function gone(page: Page): readonly Outcome[] {
  return (['merged', 'rejected', 'filtered'] as const).map((name) => outcomeOf(page, name, name));
}

function outcomeOf({ report, texts }: Page, name: keyof Report['overall'] & FlowName, tone: Tone): Outcome {
  return {
    id: name,
    label: texts.columns[name],
    tone,
    values: report.funnel.map((line) => line[name]),
    total: ['overall', name],
  };
}

type FlowName = 'create' | 'update' | 'delete' | 'unchanged' | 'skip' | 'merged' | 'rejected' | 'filtered';

function performed({ report, texts }: Page): readonly Outcome[] {
  const tones = { done: 'planned', skipped: 'rest', rejected: 'error', in_doubt: 'warning', blocked: 'rest' } as const;
  return (['done', 'skipped', 'rejected', 'in_doubt', 'blocked'] as const).map((name) => ({
    id: `result-${name}`,
    label: texts.loadedColumns[name],
    tone: tones[name],
    values: report.funnel.map(({ kind }) => report.result.find((line) => line.kind === kind)?.[name] ?? 0),
    total: ['result_overall', name],
  }));
}

/** `Contacts 47: planned 32, merged 9, ...` for each kind. */
function inWords({ report, texts, locale, kind }: Page, outcomes: readonly Outcome[]): string {
  const numbers = new Intl.NumberFormat(locale.language);
  return report.funnel
    .map((line, index) => {
      const parts = outcomes
        .filter(({ values }) => (values[index] ?? 0) > 0)
        .map(({ label, values }) => `${label} ${numbers.format(values[index] ?? 0)}`);
      return texts.page.flowOf(`${kind(line.kind)} ${numbers.format(line.read)}`, parts.join(', '));
    })
    .join(' ');
}
