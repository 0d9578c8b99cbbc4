import type { EmulateTexts } from '../emulate-texts.ts';

const names: Readonly<Record<string, string>> = { bitrix24: 'Битрикс24', amocrm: 'amoCRM' };

export const emulateTexts: EmulateTexts = {
  listening: (system, address) => `Репетиционная ${names[system] ?? system}: ${address}`,
  next: ({ token, file, admin }) =>
    [
      token === undefined
        ? 'Секрет в этом адресе один на все репетиции и никому не вредит: настоящих данных за ним нет, снаружи компьютера портал не виден.'
        : `Токен: ${token}\nОн один на все репетиции и никому не вредит: настоящих данных за ним нет, снаружи компьютера CRM не видна.`,
      '',
      'Что дальше, в другом окне:',
      file === undefined
        ? `  1. Сохраните ${token === undefined ? 'этот адрес' : 'токен'} в файл (или запустите репетицию с --secret-file rehearsal.secret).`
        : `  1. ${token === undefined ? 'Адрес' : 'Токен'} уже записан в файл ${file}.`,
      `  2. Составьте план и загрузите, назвав этот файл: --token-file ${file ?? 'rehearsal.secret'}`,
      `  3. Посмотрите, что получилось: ${admin}counters, ${admin}state, ${admin}log`,
      'Закончить — Ctrl-C; всё загруженное пропадёт.',
    ].join('\n'),
  ended: (requests, refused) => `Репетиция окончена. Запросов: ${requests}, из них отказано из-за лимитов: ${refused}.`,
};
