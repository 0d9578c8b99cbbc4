import type { CommandTexts } from '../../command-texts.ts';
import { pacing } from './flags.ts';

/** Commands for the new system and its stand-ins. */
export const targetCommands: Readonly<Record<string, CommandTexts>> = {
  'target login': {
    summary: 'Keeps the secret of a connection in the project folder, readable by you only.',
    parameters: { connection: 'name of the connection in the mapping' },
    flags: {
      app: 'JSON with client_id, client_secret, redirect_uri and base: a person allows access in the browser',
      crm: 'whose application it is; by the name of the connection where it is left out',
      paste: 'do not wait for the browser on this computer: a person pastes the address',
    },
  },
  'target doctor': {
    summary: 'Checks rights, limits and what is already in the target; changes nothing.',
    flags: {
      ...pacing,
      mapping: 'mapping file',
    },
  },
  'target schema': {
    summary: 'Writes a snapshot of the fields, stages and people of the target, for check and for editors.',
    flags: {
      ...pacing,
      mapping: 'mapping file',
      output: 'file to write to',
    },
  },
  'target prepare': {
    summary: 'Makes the custom fields and markers that the mapping needs in the target, after asking.',
    flags: {
      ...pacing,
      mapping: 'mapping file',
      yes: 'do not ask',
      'dry-run': 'only list what is missing',
    },
  },
  'emulate bitrix24': {
    summary:
      'Runs a Bitrix24 portal for rehearsals on this computer, with the limits, errors and, if wanted, failures of a real one.',
    flags: {
      plan: 'limits of a plan: standard, enterprise or box (on-premise, none)',
      port: 'port; any free one by default',
      state: 'what to begin with: empty, demo (a small invented set) or the file of a snapshot from /admin/state',
      faults: 'JSON file with a list of failures: when which one happens',
      seed: 'start of the random numbers: the same number repeats the failures',
      speed: 'how many times faster than a real CRM: 1 is as slow, max waits for nothing',
      limits: 'whether requests are limited: on or off',
      clock: 'real or virtual: a virtual clock goes on only by requests and by /admin/clock',
      'secret-file': 'write what a loader connects with here, for --token-file',
      record:
        'write every request and answer to this file, one line of JSON each; secrets are masked, personal data is not',
      'tls-key': 'PEM key to serve https with; together with --tls-cert',
      'tls-cert': 'PEM certificate of that key',
    },
  },
  'emulate amocrm': {
    summary:
      'Runs an amoCRM account for rehearsals on this computer, with the limits, errors and, if wanted, failures of a real one.',
    flags: {
      port: 'port; any free one by default',
      state: 'what to begin with: empty, demo (a small invented set) or the file of a snapshot from /admin/state',
      faults: 'JSON file with a list of failures: when which one happens',
      seed: 'start of the random numbers: the same number repeats the failures',
      speed: 'how many times faster than a real CRM: 1 is as slow, max waits for nothing',
      limits: 'whether requests are limited: on or off',
      clock: 'real or virtual: a virtual clock goes on only by requests and by /admin/clock',
      'secret-file': 'write what a loader connects with here, for --token-file',
      record:
        'write every request and answer to this file, one line of JSON each; secrets are masked, personal data is not',
      'tls-key': 'PEM key to serve https with; together with --tls-cert',
      'tls-cert': 'PEM certificate of that key',
    },
  },
};
