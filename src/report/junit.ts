import { printable } from '../terminal.ts';
import { type CheckFinding, type CheckOutcome, fullMessage } from './check-finding.ts';

/**
 * JUnit XML as Jenkins (xUnit plugin, junit-10.xsd) checks it and GitLab reads it: a suite for each file, a failed case for each
 * error; warnings pass and say so in their output. The place stands in the text: a case has no attribute for it.
 */
export function renderJunit({ files, findings, passed, verdict }: CheckOutcome): string {
  const names = [...new Set([...files, ...findings.map(({ file }) => file), ...passed.map(({ file }) => file)])];
  const suites = names.map((file) => {
    const own = findings.filter((finding) => finding.file === file);
    const good = passed.filter((test) => test.file === file);
    const unique = uniqueNames();
    const cases = [
      ...own.map((finding) => findingCase(finding, unique(`${finding.code} ${finding.path}`.trim()))),
      ...good.map(({ name }) => passedCase(file, unique(name))),
    ];
    const all = cases.length === 0 ? [passedCase(file, 'mapping')] : cases;
    const failures = own.filter(({ severity }) => severity === 'error').length;
    const counts = `tests="${all.length}" failures="${failures}" errors="0" skipped="0"`;
    return {
      tests: all.length,
      lines: [`  <testsuite name="${xml(file)}" ${counts} file="${xml(file)}">`, ...all, '  </testsuite>'],
    };
  });
  const failures = findings.filter(({ severity }) => severity === 'error').length;
  const tests = suites.reduce((sum, suite) => sum + suite.tests, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xml(verdict)}" tests="${tests}" failures="${failures}" errors="0">`,
    ...suites.flatMap(({ lines }) => lines),
    '</testsuites>',
  ].join('\n');
}

/** Of several cases with one name GitLab takes the first and drops the others. */
function uniqueNames(): (name: string) => string {
  const seen = new Map<string, number>();
  return (name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  };
}

function findingCase(finding: CheckFinding, name: string): string {
  const { file, line, column, code, message, severity } = finding;
  const text = xml(`${file}:${line}:${column}\n${fullMessage(finding)}`);
  const body =
    severity === 'error'
      ? `<failure message="${xml(message)}" type="${xml(code)}">${text}</failure>`
      : `<system-out>${text}</system-out>`;
  return `    <testcase classname="${xml(file)}" name="${xml(name)}">${body}</testcase>`;
}

function passedCase(file: string, name: string): string {
  return `    <testcase classname="${xml(file)}" name="${xml(name)}"/>`;
}

function xml(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\t', '&#9;');
}
