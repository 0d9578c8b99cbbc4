import type { ReportTexts } from '../report-texts.ts';

/** The words of a report on a rollback: it loads nothing, it puts things back. */
export const undoTexts: ReportTexts['undo'] = {
  title: 'Rollback of a load',
  verdict: {
    plan: { ready: 'CAN BE UNDONE', remarks: 'CAN BE UNDONE, WITH REMARKS', 'not-ready': 'CANNOT BE UNDONE' },
    result: { ready: 'UNDONE', remarks: 'UNDONE WITH REMARKS', 'not-ready': 'NOT ALL UNDONE' },
  },
  verdictMeaning: {
    plan: {
      ready: 'All that the load did can be taken back: nobody has edited the records since. Nothing has been done yet.',
      remarks: 'It can be undone, but not all of it: what stays, and why, is told below. Nothing has been done yet.',
      'not-ready': 'It must not be undone: a limit is broken. Nothing has been done.',
    },
    result: {
      ready: 'Everything in the plan of the rollback is undone.',
      remarks: 'The rollback is finished. Some records stay: they are listed below.',
      'not-ready': 'The rollback is not finished: some steps are not done yet or their outcome is unknown.',
    },
  },
  nextSteps: {
    plan: {
      ready: [
        'See in {changes|section} how many records are deleted and how many get their former values back.',
        'Sign {sign-off|section}: exactly this rollback will be done.',
      ],
      remarks: [
        'Look through {problems|section}: which records and fields stay, and why.',
        'See in {changes|section} how many records are deleted and how many get their former values back.',
        'If that is acceptable, sign {sign-off|section}: exactly this rollback will be done.',
      ],
      'not-ready': ['Remove the causes named above.', 'Plan the rollback again: this one cannot be done.'],
    },
    result: {
      ready: [
        'Look at some records of the CRM: they stand as before the load.',
        'Sign the rollback in {sign-off|section}.',
      ],
      remarks: [
        'See in {problems|section} which records stay, and why.',
        'Delete or correct by hand in the CRM those that are not wanted.',
        'Sign the rollback in {sign-off|section}.',
      ],
      'not-ready': [
        'Run the same command again: it goes on where it stopped.',
        'If that happens again, hand this report to whoever performs the migration.',
      ],
    },
  },
  funnel: 'What becomes of the records of the load',
  columns: { stubs: 'of the load', read: 'in all', update: 'put back', skip: 'keep' },
  loadedColumns: { done: 'undone', rejected: 'kept: the CRM refused' },
  addsUp: 'The sums add up: every record of the load is undone, or stays for a reason that is named.',
  resultAddsUp: 'The sums add up: planned = undone + refused + outcome unknown + not done.',
  loaded: 'Rollback',
  mode: {
    quiet: 'Robots of the CRM may start on records that are put back or deleted: it has no quiet way for that.',
    normal:
      'Robots and notifications of the CRM work as usual: they may start on records that are put back or deleted.',
  },
  conflict: {
    'keep-target': 'If a record is edited in the CRM after this plan was made, its value stays.',
    overwrite: 'If a record is edited in the CRM after this plan was made, its former value is put back all the same.',
    stop: 'If a record is edited in the CRM after this plan was made, the rollback stops.',
  },
  sections: { funnel: 'What becomes of the records of the load', changes: 'What is put back in the CRM' },
  page: {
    planReport: 'Plan of a rollback',
    resultReport: 'Report of a rollback',
    eta: 'The rollback will take',
    etaIntro: 'The CRM takes nothing faster. Records are undone kind by kind, in reverse order.',
    funnelIntro: 'Every record of the load is counted exactly once: it is undone, or it stays and the reason is told.',
    finishedAt: 'Done',
    limits: 'Limits',
    noUpdates: 'No record gets its former values back.',
    updateSamples: 'Examples of what is put back',
    updatesByField: 'Which fields are put back',
    totalParts: { target: 'undone' },
  },
  signOff: {
    intro: {
      plan: 'The signature is for the plan of the rollback with this hash. If the CRM changes, the hash will be another and the signature void.',
      result: 'The plan of the rollback with this hash is done.',
    },
    command: 'To do exactly this rollback:',
    checklist: {
      plan: [
        'It is the right load that is taken back.',
        'The numbers of deleted and restored records in {changes|section} are as expected.',
        'The records that stay ({problems|section}) have been looked at.',
        'Deletion counts as final: there may be no recycle bin.',
        'Fields made by target prepare stay: they are removed by hand.',
      ],
      result: [
        'The numbers of {funnel|section} add up: all that was planned is undone or named.',
        'Some records of the CRM have been compared by hand.',
        'It is decided what happens to the records that stay.',
      ],
    },
  },
};
