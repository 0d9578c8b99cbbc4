export {};
export { phone } from './phone.ts';
