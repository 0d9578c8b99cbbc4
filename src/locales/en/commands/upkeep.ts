import type { CommandTexts } from '../../command-texts.ts';
import { pacing } from './flags.ts';

/** Commands for what a load leaves. */
export const upkeepCommands: Readonly<Record<string, CommandTexts>> = {
  'ops list': {
    summary: 'Lists the operations of a run that are in doubt, or in another state.',
    parameters: { run: 'run id; default the newest run' },
    flags: { state: 'in_doubt, rejected, planned or done' },
  },
  'ops resolve': {
    summary: 'Says what became of an operation in doubt, when you have looked in the target yourself.',
    parameters: { operation: 'number of the operation' },
    flags: { as: 'done:ID, retry or skip', run: 'run id; default the newest run' },
  },
  'duplicates remove': {
    summary: 'Takes records away that exist once too often because a request was delivered twice.',
    parameters: { run: 'run id; default the newest run' },
    flags: {
      ...pacing,
      yes: 'do not ask',
      'dry-run': 'only list them',
    },
  },
  'state rebuild': {
    summary: 'Finds the records of a plan in the target again when the journal was lost.',
    parameters: { run: 'run id; default the newest run' },
    flags: {
      ...pacing,
      plan: 'plan file instead of a run',
    },
  },
  'audit verify': {
    summary: 'Checks that nobody changed the log of what was written into targets.',
    flags: {},
  },
  purge: {
    summary:
      'Deletes plans, reports, workbooks and other files with data of people, and keeps a log of what was deleted.',
    flags: { run: 'only of this run', all: 'of all runs', yes: 'do not ask', 'dry-run': 'only list the files' },
  },
  runbook: {
    summary: 'Prints the steps of the cut-over with the commands of this project.',
    flags: { mapping: 'mapping file', plan: 'plan whose numbers to show', output: 'file to write to' },
  },
};
