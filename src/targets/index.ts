export { bitrix24 } from './bitrix24.ts';
export { sqlite } from './sqlite.ts';
