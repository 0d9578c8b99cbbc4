export { amocrm } from './amocrm.ts';
export { bitrix24 } from './bitrix24.ts';
export { sqlite } from './sqlite.ts';
export { amocrmFiles } from './amocrm-files.ts';
export { bitrix24Files } from './bitrix24-files.ts';
