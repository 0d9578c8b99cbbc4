import type { LoadingTexts, RunbookFacts } from '../loading-texts.ts';

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const loadingTexts: LoadingTexts = {
  verifiedGood: 'Everything that was checked stands in the target as it was written.',
  verifiedBad: 'The target holds something else than what was written.',
  verifyColumns: ['kind', 'written', 'checked', 'good', 'different'],
  totalColumns: ['kind', 'field', 'currency, pipeline, stage', 'written', 'found'],
  differences: {
    normalised: 'written in another way',
    truncated: 'cut off',
    'missing-field': 'not stored',
    changed: 'changed since',
    'changed-by-person': 'changed by somebody since',
    defaulted: 'the target put its own value',
    'missing-record': 'not there any more',
    'extra-record': 'refused, yet there',
    duplicate: 'there more than once',
  },
  rollbackPlanned: (file) => `The plan that takes the run back is in ${file}. Nothing was written yet.`,
  preparedStays:
    'Fields and lists made by target prepare are not taken back: the audit log lists them, they are removed by hand.',
  rollbackColumns: ['kind', 'take away', 'restore', 'edited since, kept'],
  forecast: (whole) => `The load will take about ${whole}; the target's limits decide:`,
  forecastColumns: ['kind', 'operations', 'requests', 'time', 'bound by'],
  boundBy: { requests: 'requests a second', 'server-time': 'server time' },
  lengthOfTime: (seconds) =>
    seconds < 90
      ? `${seconds} s`
      : seconds < 5400
        ? `${Math.round(seconds / 60)} min`
        : `${(seconds / 3600).toFixed(1)} h`,
  aboutToUndo: (place) => `About to take back in ${place}:`,
  nothingToResume: 'Every run came to its end: there is nothing to continue.',
  opsColumns: ['operation', 'kind', 'record', 'action', 'attempts', 'reason'],
  noOps: (run) => `Run ${run} has no such operations.`,
  resolved: (operation) => `Operation ${operation} is settled as said; perenos resume goes on.`,
  noDoubled: 'No record is known to exist more than once.',
  doubledFound: (count) => `${counted(count, 'record exists', 'records exist')} once too often:`,
  doubledRemoved: (count) => `Taken away: ${count}.`,
  doubledEdited: 'Edited since and therefore kept:',
  rebuilt: (found, records) => `Found by their markers: ${found} of ${records} records.`,
  noAudit: 'There is no audit log: nothing was loaded over an API from this folder.',
  auditWhole: (lines) => `The audit log is whole: ${counted(lines, 'line', 'lines')}.`,
  auditBroken: (line, file) => `${file}: line ${line} does not follow from the one before it: the log was changed.`,
  purgeWould: (files) =>
    `To be deleted: ${counted(files, 'file', 'files')} and what stood in the target before updates.`,
  purged: (files, log) => `Deleted: ${counted(files, 'file', 'files')}. What was deleted is in ${log}.`,
  diagnosis: { good: 'good', 'worth-a-look': 'look', bad: 'BAD' },
  doctorColumns: ['', 'what', 'found'],
  nothingToDiagnose: 'This target needs no preparation.',
  schemaWritten: (file, pipelines, users) =>
    `Snapshot written to ${file}: ${counted(pipelines, 'pipeline', 'pipelines')}, ${counted(users, 'person', 'people')}.`,
  nothingToPrepare: 'The target has everything this mapping needs.',
  prepareColumns: ['what', 'kind', 'name', ''],
  preparations: {
    'custom-field': 'custom field',
    option: 'option',
    stage: 'stage',
    pipeline: 'pipeline',
    'marker-field': 'field for our marker',
  },
  prepared: (count) => `Made in the target: ${count}.`,
  openToAllow: 'Open this link in the browser and allow access:',
  openAndPaste: 'Open this link in the browser, allow access, and paste the address that it comes back to:',
  pasteHere: 'Address:',
  allowed: 'Done: go back to perenos, this tab may be closed.',
  loggedIn: (connection) => `The secret of ${connection} is kept in .perenos/secrets, readable by you only.`,
  runbook,
};

function runbook({ mapping, place, totals }: RunbookFacts): string {
  const where = place === undefined ? 'the new CRM' : place;
  return `# Cut-over to ${where}

1. Freeze the old system: from now on nobody changes customers, deals or tasks in it.
2. Export everything once more into the folder that the mapping names.
3. \`perenos check ${mapping}\`: the mapping still fits the files.
4. \`perenos target doctor\` and \`perenos target prepare\`: rights, limits, missing fields.
5. \`perenos plan --mapping ${mapping} -o cutover.pplan\`: read the report; correct rejected rows and plan again.
${totals === '' ? '' : `\n   Operations of the plan:\n${totals}\n`}
6. Sign-off: the owner reads the report and signs the plan's hash.
7. \`perenos apply cutover.pplan --expect-hash HASH\`. When it stops, run the same command again: what is done is not sent twice.
8. \`perenos verify --all\`: reads everything back and compares.
9. \`perenos report -o report.html\`: keep the page with the signature.

Until step 7 no record is made and nothing need be taken back; \`target prepare\` makes fields and lists only. After it,
\`perenos rollback -o undo.pplan\` takes away what was created and nobody has edited since, and puts former values back. Fields and
lists that were made stay: the audit log \`.perenos/audit.ndjson\` names them, they are removed by hand. From the moment people work
in the new CRM, going back costs more than going on.`;
}
