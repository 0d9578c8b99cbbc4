import type { Locale } from '../locales/language.ts';
import type { Report } from '../model/report.ts';
import { painter } from '../terminal.ts';
import { renderText } from './text.ts';

/** The report as one self-contained page. */
export function renderHtml(report: Report, locale: Locale): string {
  const title = escapeHtml(`${locale.reportTexts.title}: ${report.project}`);
  const body = escapeHtml(renderText(report, locale, painter(false)));
  return `<!doctype html>
<html lang="${locale.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>${title}</title>
</head>
<body><h1>${title}</h1><pre>${body}</pre></body>
</html>
`;
}

/** Text as the content or a quoted attribute of an element. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
