import type { Report } from '../model/report.ts';

/** `report.json`: equal reports give equal bytes. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
