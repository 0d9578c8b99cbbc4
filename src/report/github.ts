import { printable } from '../terminal.ts';
import { type CheckFinding, type CheckOutcome, fullMessage, worstFirst } from './check-finding.ts';

/** GitHub shows ten annotations of each level a step; more would be dropped without a word. */
const maxAnnotations = 10;
/** A step summary may have 1 MiB; some room is left for its end. */
const maxSummaryBytes = 1_000_000;

/** Workflow commands: the ten worst errors and warnings as annotations, then one notice with the totals. */
export function renderGithub({ findings, verdict }: CheckOutcome): string {
  const shown = (['error', 'warning'] as const).flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity).slice(0, maxAnnotations),
  );
  return [...shown.map(annotation), `::notice title=perenos check::${data(verdict)}`].join('\n');
}

/** The whole list as a Markdown table for the summary of the step, cut before it grows over the host's limit. */
export function renderGithubSummary({ findings, verdict }: CheckOutcome): string {
  const lines = [`### perenos check: ${cell(verdict)}`, ''];
  if (findings.length > 0) lines.push('| | | | |', '|---|---|---|---|');
  let bytes = 200;
  let left = findings.length;
  for (const { severity, file, line, column, code, message } of worstFirst(findings)) {
    const row = `| ${severity} | ${cell(`${file}:${line}:${column}`)} | ${code} | ${cell(message)} |`;
    bytes += Buffer.byteLength(row) + 1;
    if (bytes > maxSummaryBytes) break;
    lines.push(row);
    left -= 1;
  }
  if (left > 0) lines.push('', `… + ${left}`);
  return `${lines.join('\n')}\n`;
}

function annotation(finding: CheckFinding): string {
  const { severity, file, line, column, code } = finding;
  const place = `file=${property(file)},line=${line},col=${column},title=${property(code)}`;
  return `::${severity} ${place}::${data(fullMessage(finding))}`;
}

function data(text: string): string {
  return printable(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function cell(text: string): string {
  return printable(text)
    .replace(/[|\\`<>]/g, '\\$&')
    .replaceAll('\n', ' ');
}
