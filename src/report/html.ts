import type { Locale } from '../locales/language.ts';
import type { Report } from '../model/report.ts';
import { pageDocument } from './html/document.ts';
import { openPage } from './html/page.ts';
import { verdictSection } from './html/section-verdict.ts';
import { sections } from './html/sections.ts';

/** The report as one self-contained page, the report itself as JSON inside. */
export function renderHtml(report: Report, locale: Locale): string {
  const page = openPage(report, locale);
  const { verdict, page: words } = page.texts;
  return pageDocument({
    language: locale.language,
    title: `${verdict[report.kind][report.verdict.level]} · ${report.title ?? report.project}`,
    words: {
      skip: words.skipToContent,
      contents: words.contents,
      footer: `${words.footer} ${report.run.tool_version}`,
    },
    head: verdictSection(page),
    sections: sections(page),
    data: report,
  });
}
