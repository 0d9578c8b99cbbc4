import type { CommandTexts } from '../../command-texts.ts';

/** Commands for reports and for rows to be corrected. */
export const reportsCommands: Readonly<Record<string, CommandTexts>> = {
  report: {
    summary: 'Показывает отчёт запуска или плана ещё раз или пишет его страницей HTML либо файлом JSON.',
    parameters: { run: 'запуск, файл плана или report.json; по умолчанию последний запуск' },
    flags: { output: 'куда записать: файл .html или .json' },
  },
  'report diff': {
    summary: 'Сравнивает два отчёта: какие замечания появились и исчезли, какие суммы изменились.',
    parameters: { before: 'прежний отчёт: запуск, файл плана или report.json', after: 'новый отчёт' },
    flags: {},
  },
  'rejects show': {
    summary: 'Показывает отклонённые строки запуска с исходными значениями, причинами и советами.',
    parameters: { run: 'запуск; по умолчанию последний' },
    flags: {
      code: 'только строки с этим замечанием',
      plan: 'файл плана вместо запуска',
      max: 'сколько строк показать',
    },
  },
  'rejects export': {
    summary: 'Записывает строки, которые нужно исправить, в книгу Excel, CSV или JSON.',
    parameters: { run: 'запуск; по умолчанию последний' },
    flags: {
      output: 'куда записать, .xlsx, .csv или .json',
      code: 'только строки с этим замечанием',
      only: 'какие строки: rejected (отклонённые), warn (с предупреждениями) или fixed (исправленные автоматически)',
      owner: 'только замечания, о которых решает владелец данных (data) или интегратор (integrator)',
      'no-values': 'без значений: книгу можно показать тем, кому нельзя видеть персональные данные',
      plan: 'файл плана вместо запуска',
      'csv-for': 'excel (безопасно открывать, точка с запятой) или machine (как есть, запятые)',
    },
  },
  'rejects import': {
    summary: 'Принимает исправления из книги отклонённых строк; их применит следующий план.',
    parameters: { file: 'книга, которую сделала perenos rejects export, .xlsx или .ods' },
    flags: {
      'dry-run': 'только проверить, ничего не записывать',
      mapping: 'файл сопоставления, которым проверять; по умолчанию perenos.yaml в папке проекта',
      plan: 'файл плана, из которого выгружена книга',
    },
  },
};
