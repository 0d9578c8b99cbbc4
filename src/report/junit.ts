import { printable } from '../terminal.ts';
import { type CheckFinding, type CheckOutcome, fullMessage } from './check-finding.ts';

/** JUnit XML: a suite for each file, a failed case for each error; warnings pass and say so in their output. */
export function renderJunit({ files, findings, passed, verdict }: CheckOutcome): string {
  const names = [...new Set([...files, ...findings.map(({ file }) => file), ...passed.map(({ file }) => file)])];
  const suites = names.map((file) => {
    const own = findings.filter((finding) => finding.file === file);
    const good = passed.filter((test) => test.file === file).map(({ name }) => passedCase(file, name));
    const cases = [...own.map(findingCase), ...good];
    const all = cases.length === 0 ? [passedCase(file, 'mapping')] : cases;
    const failures = own.filter(({ severity }) => severity === 'error').length;
    return [
      `  <testsuite name="${xml(file)}" tests="${all.length}" failures="${failures}" errors="0" skipped="0">`,
      ...all,
      '  </testsuite>',
    ].join('\n');
  });
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const tests = suites.reduce((sum, suite) => sum + suite.split('<testcase ').length - 1, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xml(verdict)}" tests="${tests}" failures="${errors}" errors="0">`,
    ...suites,
    '</testsuites>',
  ].join('\n');
}

function findingCase(finding: CheckFinding): string {
  const { file, line, column, code, path, message, severity } = finding;
  const place = `${file}:${line}:${column}`;
  const start = `    <testcase classname="${xml(file)}" name="${xml(`${code} ${path}`.trim())}" file="${xml(file)}" line="${line}">`;
  const text = xml(`${place}\n${fullMessage(finding)}`);
  const body =
    severity === 'error'
      ? `<failure message="${xml(message)}" type="${xml(code)}">${text}</failure>`
      : `<system-out>${text}</system-out>`;
  return `${start}${body}</testcase>`;
}

function passedCase(file: string, name: string): string {
  return `    <testcase classname="${xml(file)}" name="${xml(name)}" file="${xml(file)}"/>`;
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
