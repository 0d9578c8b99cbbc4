import type { emulatorIssues } from '../../model/issues/emulator.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const emulator: WordingsOf<typeof emulatorIssues> = {
  'emulator.port': {
    title: 'порт занят',
    message: ({ port, reason }) => `порт ${port} открыть не удалось: ${reason}`,
    cause: 'Его слушает другая программа, или на него нет прав.',
    fix: 'Назовите другой порт: --port 8091, — или уберите --port, и программа возьмёт свободный.',
    example: 'perenos emulate bitrix24 --port 8080, а на 8080 уже отвечает другой сервер',
  },
  'emulator.faults': {
    title: 'непонятный список сбоев',
    message: ({ file, problem }) => `${file} — не список сбоев: ${problem}`,
    cause: 'Нужен файл JSON: список правил, у каждого поле kind и, если надо, method, nth, every, probability, times.',
    fix: 'Исправьте файл; образец — samples/emulators/faults.json.',
    example: '[{"kind": "reset-after", "method": "crm.item.batchImport", "every": 10}]',
  },
  'emulator.state': {
    title: 'непонятный снимок состояния',
    message: ({ file, problem }) => `${file} — не снимок состояния: ${problem}`,
    cause: 'Снимок берут у работающей репетиционной CRM по адресу /admin/state; снимок другой системы не подходит.',
    fix: 'Возьмите снимок заново или назовите empty или demo.',
    example: '--state plan.json вместо файла, сохранённого с http://127.0.0.1:…/admin/state',
  },
};
