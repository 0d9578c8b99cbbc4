import { ConfigError } from '../errors.ts';
import { loadLocale } from '../locales/language.ts';
import { loadReviewTexts } from '../locales/review-texts.ts';
import { decide, type DecisionLine } from '../matching/decisions.ts';
import type { MatchedKind } from '../matching/matcher.ts';
import type { Staged } from '../model/staged.ts';
import { fieldName } from '../report/names.ts';
import { recordsAsRead } from '../store/plan-records.ts';
import { clusterFinder, findNamed, placeFinder } from '../store/plan-review.ts';
import type { Plan } from '../store/plan.ts';
import { printable } from '../terminal.ts';
import type { CommandResult, Invocation } from './command.ts';
import { openLedger, openQueue, signature } from './review-queue.ts';
import { planOfRun } from './run-plan.ts';

const decisions: Readonly<Record<string, 'same' | 'different' | 'later'>> = {
  same: 'same',
  'not-same': 'different',
  later: 'later',
};

/** A record by its name. @throws ConfigError when the plan has none */
export function namedRecord(plan: Plan, name: string): Staged<MatchedKind> {
  const found = findNamed(plan, name);
  const [record] = found === undefined ? [] : recordsAsRead(plan, found.kind as MatchedKind, [found.seq]);
  if (record === undefined) throw new ConfigError('match.unknown-record', { name });
  return record;
}

/** Lists the questions, each with its records and why they are alike. */
export async function reviewListAction(invocation: Invocation): Promise<CommandResult> {
  const { flags, config } = invocation;
  const locale = await loadLocale(config.language);
  const texts = await loadReviewTexts(config.language);
  const plan = planOfRun(invocation);
  try {
    const queue = await openQueue(invocation, plan);
    const open = queue.groups.filter((group) => queue.status(group) === 'open');
    const shown = (flags.flag('all') ? queue.groups : open).slice(0, Number(flags.text('max') ?? '20') || 20);
    const blocks = shown.map((group) => {
      const { score, rule, status } = queue.head(group);
      const view = queue.view(group.id);
      const evidence = (view?.edges[0]?.evidence ?? []).map(
        ({ field, level, weight }) =>
          `${fieldName(locale, field)}: ${locale.reportTexts.evidence[level] ?? level} ${signed(weight)}`,
      );
      const records = (view?.records ?? []).map(
        ({ system, key }, at) => `  ${system}:${key}  ${nameAt(view?.fields, at)}`,
      );
      const title = `${signed(score)} ${texts.bits} · ${locale.reportTexts.rules[rule] ?? rule} · ${texts.statuses[status]}`;
      return printable([title, ...records, `  ${evidence.join('; ')}`].join('\n'));
    });
    const text = [...blocks, texts.questions(open.length, queue.groups.length)].join('\n\n');
    return {
      exitCode: 0,
      text,
      summary: { open: open.length, all: queue.groups.length, groups: shown.map(({ id }) => queue.view(id)) },
      next: open.length === 0 ? [] : ['perenos review serve'],
    };
  } finally {
    plan.close();
  }
}

function nameAt(
  fields: readonly { readonly field: string; readonly texts: readonly (readonly string[])[] }[] = [],
  at: number,
): string {
  const shown = ['full_name', 'name', 'phones', 'emails', 'inn'].map((name) =>
    fields.find(({ field }) => field === name)?.texts[at]?.join(', '),
  );
  return shown.filter((text) => text !== undefined && text !== '').join(' · ');
}

function signed(bits: number): string {
  return `${bits < 0 ? '−' : '+'}${Math.abs(bits).toFixed(1)}`;
}

/** Writes down what a person says of two records. */
export async function reviewDecideAction(invocation: Invocation): Promise<CommandResult> {
  const {
    arguments: [a = '', b = '', said = ''],
    config,
  } = invocation;
  const texts = await loadReviewTexts(config.language);
  const decision = decisions[said];
  if (decision === undefined) {
    throw new ConfigError('cli.bad-choice', {
      name: 'decision',
      value: said,
      choices: Object.keys(decisions).join(', '),
    });
  }
  const plan = planOfRun({ ...invocation, arguments: [] });
  try {
    const [left, right] = [namedRecord(plan, a), namedRecord(plan, b)];
    if (left.kind !== right.kind || left.seq === right.seq)
      throw new ConfigError('match.not-a-pair', { left: a, right: b });
    const ledger = await openLedger(invocation);
    await ledger.add(linesFor(plan, [left, right], { decision, by: signature(invocation) }));
    return {
      exitCode: 0,
      text: printable(texts.decided(decision, a, b)),
      summary: {
        left: { system: left.system, key: left.key },
        right: { system: right.system, key: right.key },
        decision,
      },
      next: ['perenos plan'],
    };
  } finally {
    plan.close();
  }
}

/** "Different" is said of every record behind either side, so that the question does not come back through another pair. */
function linesFor(
  plan: Plan,
  [left, right]: readonly [Staged<MatchedKind>, Staged<MatchedKind>],
  { decision, by }: { readonly decision: 'same' | 'different' | 'later'; readonly by: ReturnType<typeof signature> },
): readonly DecisionLine[] {
  const signed = { ...by, when: new Date(by.when) };
  if (decision === 'same') return [decide([left, right], 'same', signed)];
  const said = decision === 'later' ? 'unsure' : 'different';
  const clusterOf = placeFinder(plan);
  const membersOf = clusterFinder(plan);
  const [a, b] = [left, right].map(({ seq }) => clusterOf(seq)?.cluster ?? seq);
  if (a === b || a === undefined || b === undefined) return [decide([left, right], said, signed)];
  const [firsts, seconds] = [a, b].map((cluster) => recordsAsRead(plan, left.kind, membersOf(cluster))) as [
    Staged<MatchedKind>[],
    Staged<MatchedKind>[],
  ];
  return firsts.flatMap((first) => seconds.map((second) => decide([first, second], said, signed)));
}

/** Sets the records of a group apart. */
export async function splitAction(invocation: Invocation): Promise<CommandResult> {
  const {
    arguments: [name = ''],
    config,
  } = invocation;
  const texts = await loadReviewTexts(config.language);
  const plan = planOfRun({ ...invocation, arguments: [] });
  try {
    const record = namedRecord(plan, name);
    const cluster = placeFinder(plan)(record.seq)?.cluster ?? record.seq;
    const members = clusterFinder(plan)(cluster);
    if (members.length < 2) return { exitCode: 0, text: texts.notMerged, summary: { records: 0 } };
    const by = signature(invocation);
    const records = recordsAsRead(plan, record.kind, members) as readonly Staged<MatchedKind>[];
    const ledger = await openLedger(invocation);
    await ledger.add([decide(records, 'different', { ...by, when: new Date(by.when) })]);
    const summary = { records: records.length, members: records.map(({ system, key }) => ({ system, key })) };
    return { exitCode: 0, text: texts.splitDone(records.length), summary, next: ['perenos plan'] };
  } finally {
    plan.close();
  }
}
