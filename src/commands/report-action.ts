import { extname, resolve } from 'node:path';
import { ConfigError } from '../errors.ts';
import { loadLocale } from '../locales/language.ts';
import { diffReports } from '../report/diff.ts';
import { renderDiff } from '../report/diff-text.ts';
import { renderHtml } from '../report/html.ts';
import { renderJson } from '../report/json.ts';
import { writeOutput } from '../store/output-file.ts';
import { painter } from '../terminal.ts';
import type { CommandResult, Invocation } from './command.ts';
import { reportResult } from './result.ts';
import { storedReport } from './stored-report.ts';

/** Renders the report of a run or plan again: as text, or into a page or JSON file. */
export async function reportAction(invocation: Invocation): Promise<CommandResult> {
  const { flags, config } = invocation;
  const report = storedReport(invocation, invocation.arguments[0]);
  const locale = await loadLocale(config.language);
  const output = flags.text('output');
  if (output === undefined) return reportResult(report, { invocation, locale }, { exitCode: 0 });
  const format = extname(output).toLowerCase();
  if (!['.html', '.htm', '.json'].includes(format)) {
    throw new ConfigError('cli.bad-choice', { name: 'output', value: output, choices: '*.html, *.json' });
  }
  const file = resolve(output);
  writeOutput(file, format === '.json' ? renderJson(report) : renderHtml(report, locale), 0o644);
  const files = format === '.json' ? { report_json: file } : { report: file };
  return reportResult(
    report,
    { invocation, locale },
    { exitCode: 0, files, lines: [locale.interfaceTexts.reportAt(file)] },
  );
}

/** Compares two reports by the stable ids of their findings and by their sums. */
export async function reportDiffAction(invocation: Invocation): Promise<CommandResult> {
  const [before, after] = invocation.arguments;
  const { config, terminal } = invocation;
  const diff = diffReports(storedReport(invocation, before), storedReport(invocation, after));
  const locale = await loadLocale(config.language);
  const style = { width: terminal.width, paint: painter(terminal.color) };
  return { exitCode: 0, text: renderDiff(diff, locale, style), summary: diff };
}
