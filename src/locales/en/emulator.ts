import type { emulatorIssues } from '../../model/issues/emulator.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const emulator: WordingsOf<typeof emulatorIssues> = {
  'emulator.port': {
    title: 'the port is taken',
    message: ({ port, reason }) => `port ${port} could not be opened: ${reason}`,
    cause: 'Another program listens on it, or you may not use it.',
    fix: 'Name another port, --port 8091, or leave --port out and a free one is taken.',
    example: 'perenos emulate bitrix24 --port 8080, and another server answers on 8080',
  },
  'emulator.faults': {
    title: 'not a list of faults',
    message: ({ file, problem }) => `${file} is not a list of faults: ${problem}`,
    cause:
      'It is a JSON file: a list of rules with the field kind and, where needed, method, nth, every, probability, times.',
    fix: 'Correct the file; samples/emulators/faults.json is an example.',
    example: '[{"kind": "reset-after", "method": "crm.item.batchImport", "every": 10}]',
  },
  'emulator.state': {
    title: 'not a snapshot of the state',
    message: ({ file, problem }) => `${file} is not a snapshot of the state: ${problem}`,
    cause: 'A snapshot is taken from a running rehearsal CRM at /admin/state; that of another system does not fit.',
    fix: 'Take the snapshot again, or name empty or demo.',
    example: '--state plan.json instead of the file saved from http://127.0.0.1:…/admin/state',
  },
};
