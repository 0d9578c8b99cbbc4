export { csv } from './csv.ts';
export { json } from './json.ts';
export { excel } from './excel.ts';
export { commerceml } from './commerceml.ts';
export { enterpriseData } from './enterprise-data.ts';
export { onecBank as '1cBank' } from './onec-bank.ts';
export { onecDump as '1cDump' } from './onec-dump.ts';
export { onecKd2 as '1cKd2' } from './onec-kd2.ts';
export { onecOdata as '1cOdata' } from './onec-odata.ts';
