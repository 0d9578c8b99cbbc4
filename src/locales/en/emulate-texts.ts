import type { EmulateTexts } from '../emulate-texts.ts';

const names: Readonly<Record<string, string>> = { bitrix24: 'Bitrix24', amocrm: 'amoCRM' };

export const emulateTexts: EmulateTexts = {
  listening: (system, address) => `Rehearsal ${names[system] ?? system}: ${address}`,
  next: ({ token, file, admin }) =>
    [
      token === undefined
        ? 'The secret in this address is the same in every rehearsal and does no harm: there is nothing real behind it, and it cannot be reached from outside this computer.'
        : `Token: ${token}\nIt is the same in every rehearsal and does no harm: there is nothing real behind it, and it cannot be reached from outside this computer.`,
      '',
      'What to do next, in another window:',
      file === undefined
        ? `  1. Save ${token === undefined ? 'this address' : 'the token'} in a file (or start the rehearsal with --secret-file rehearsal.secret).`
        : `  1. ${token === undefined ? 'The address' : 'The token'} is in the file ${file} already.`,
      `  2. Plan and load with that file: --token-file ${file ?? 'rehearsal.secret'}`,
      `  3. See what came of it: ${admin}counters, ${admin}state, ${admin}log`,
      'Ctrl-C ends it; everything loaded is gone then.',
    ].join('\n'),
  ended: (requests, refused) => `The rehearsal is over. Requests: ${requests}, of which refused by limits: ${refused}.`,
};
