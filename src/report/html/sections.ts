import type { Page, Section } from './page.ts';
import { appendixSection } from './section-appendix.ts';
import { changesSection } from './section-changes.ts';
import { duplicatesSection } from './section-duplicates.ts';
import { fieldsSection } from './section-fields.ts';
import { funnelSection } from './section-funnel.ts';
import { leftBehindSection } from './section-left-behind.ts';
import { problemsSection } from './section-problems.ts';
import { mapsSection } from './section-maps.ts';
import { existingSection, relationsSection } from './section-relations.ts';
import { signOffSection } from './section-sign-off.ts';
import { sinceSection } from './section-since.ts';
import { totalsSection } from './section-totals.ts';

/** The sections after the verdict, in their order; the verdict is the first. */
export function sections(page: Page): readonly Section[] {
  const { sections: titles } = page.texts;
  return [
    { id: 'funnel', title: titles.funnel, body: funnelSection(page) },
    { id: 'totals', title: titles.totals, body: totalsSection(page) },
    { id: 'changes', title: titles.changes, body: changesSection(page) },
    { id: 'problems', title: titles.problems, body: problemsSection(page) },
    { id: 'fields', title: titles.fields, body: fieldsSection(page) },
    { id: 'duplicates', title: titles.duplicates, body: duplicatesSection(page) },
    { id: 'maps', title: titles.maps, body: mapsSection(page) },
    { id: 'relations', title: titles.relations, body: relationsSection(page) },
    { id: 'existing', title: titles.existing, body: existingSection(page) },
    { id: 'left-behind', title: titles.leftBehind, body: leftBehindSection(page) },
    { id: 'since', title: titles.since, body: sinceSection(page) },
    { id: 'sign-off', title: titles.signOff, body: signOffSection(page) },
    { id: 'appendix', title: titles.appendix, body: appendixSection(page) },
  ];
}
