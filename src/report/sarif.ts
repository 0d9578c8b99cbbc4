import { type CheckFinding, type CheckOutcome, fullMessage, worstFirst } from './check-finding.ts';

/** GitHub takes 25 000 results of a run and shows 5 000 (its documentation of SARIF support). */
const maxResults = 25_000;

/** SARIF 2.1.0 (OASIS): one run, a rule for each code, the worst results first. */
export function renderSarif({ findings, toolVersion }: CheckOutcome): string {
  const kept = worstFirst(findings).slice(0, maxResults);
  const rules = [...new Map(kept.map((finding) => [finding.code, finding])).values()];
  const indexes = new Map(rules.map(({ code }, index) => [code, index]));
  const dropped = findings.length - kept.length;
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'perenos', semanticVersion: toolVersion, rules: rules.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            ...(dropped === 0 ? {} : { toolExecutionNotifications: [notShown(dropped)] }),
          },
        ],
        results: kept.map((finding) => resultOf(finding, indexes.get(finding.code) ?? 0)),
      },
    ],
  };
  return JSON.stringify(log, undefined, 2);
}

function ruleOf({ code, title, cause, fix, severity }: CheckFinding) {
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: cause },
    help: { text: fix },
    defaultConfiguration: { level: severity },
  };
}

function resultOf(finding: CheckFinding, ruleIndex: number) {
  const { code, severity, file, line, column, fingerprint } = finding;
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: fullMessage(finding) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
          region: { startLine: line, startColumn: column },
        },
      },
    ],
    partialFingerprints: { 'codeAndPath/v1': fingerprint },
  };
}

function notShown(count: number) {
  return { level: 'warning', message: { text: `${count} more results are left out: a host takes ${maxResults}.` } };
}
