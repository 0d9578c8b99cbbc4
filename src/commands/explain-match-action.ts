import { join } from 'node:path';
import { ConfigError } from '../errors.ts';
import { loadLocale } from '../locales/language.ts';
import { loadReviewTexts } from '../locales/review-texts.ts';
import { decisionsFile, readDecisions } from '../matching/decision-file.ts';
import { DecisionBook } from '../matching/decisions.ts';
import { explainPair } from '../matching/explain.ts';
import type { MatchedKind } from '../matching/matcher.ts';
import { defaultDedupeRules } from '../model/dedupe.ts';
import type { Staged } from '../model/staged.ts';
import { explainedLoaded } from '../pipeline/explained-loaded.ts';
import { capital, fieldName } from '../report/names.ts';
import { projectFolder } from '../store/project-folder.ts';
import { painter, printable } from '../terminal.ts';
import type { CommandResult, Invocation } from './command.ts';
import { planMatchInput } from './match-input.ts';
import { namedRecord } from './review-decide-action.ts';
import { dedupeRulesOf } from './review-queue.ts';
import { planOfRun } from './run-plan.ts';

/** Prints how much each field speaks for two records being one, from how rare duplicates are to the verdict. */
export async function explainMatchAction(invocation: Invocation): Promise<CommandResult> {
  const {
    arguments: [a = '', b = ''],
    config,
    terminal,
  } = invocation;
  const locale = await loadLocale(config.language);
  const texts = await loadReviewTexts(config.language);
  const plan = planOfRun({ ...invocation, arguments: [] });
  try {
    const [left, right] = [namedRecord(plan, a), namedRecord(plan, b)];
    if (left.kind !== right.kind || left.seq === right.seq)
      throw new ConfigError('match.not-a-pair', { left: a, right: b });
    const rules = (await dedupeRulesOf(invocation))[left.kind] ?? defaultDedupeRules;
    const lines = await readDecisions(decisionsFile(projectFolder(config.root).folder));
    const book = new DecisionBook(left.kind, lines);
    const file = join(projectFolder(config.root).folder, 'match.db');
    const loaded = explainedLoaded(plan, left.kind, { file, rules });
    const input = { ...planMatchInput(plan, left.kind, book), ...(loaded === undefined ? {} : { loaded }) };
    const pair = { left: left.seq, right: right.seq };
    const found = await explainPair(input, rules, pair).finally(() => loaded?.close());
    if (found === undefined) throw new ConfigError('match.unknown-record', { name: a });
    const paint = painter(terminal.color);
    const evidence = found.evidence.map(({ field, level, weight }) => {
      const words = `${capital(fieldName(locale, field))}: ${locale.reportTexts.evidence[level] ?? level}`;
      return waterfall(words, weight, weight >= 0 ? paint.green : paint.red);
    });
    const text = [
      printable(`${a}  ${nameOf(left.data)}`),
      printable(`${b}  ${nameOf(right.data)}`),
      '',
      waterfall(capital(texts.prior), found.prior, paint.dim),
      ...evidence,
      '─'.repeat(72),
      waterfall(`${texts.score}: ${texts.verdicts[found.verdict]}`, found.posterior, paint.bold),
    ];
    return { exitCode: 0, text: text.join('\n'), summary: found };
  } finally {
    plan.close();
  }
}

/** Words, bits, and a bar: one sign a bit. */
function waterfall(words: string, bits: number, paint: (text: string) => string): string {
  const amount = `${bits < 0 ? '−' : '+'}${Math.abs(bits).toFixed(1)}`.padStart(7);
  return `${words.slice(0, 52).padEnd(52)} ${amount} ${paint((bits < 0 ? '░' : '█').repeat(Math.min(30, Math.round(Math.abs(bits)))))}`;
}

function nameOf(data: Staged<MatchedKind>['data']): string {
  return 'full_name' in data ? data.full_name : data.name;
}
