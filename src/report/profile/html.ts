import type { Locale } from '../../locales/language.ts';
import type { ProfileTexts } from '../../locales/profile-texts.ts';
import type { Profile, QualityProfile } from '../../model/profile.ts';
import { pageDocument } from '../html/document.ts';
import { html, type Content, type Markup } from '../html/markup.ts';
import { wordingOf } from '../errors.ts';
import { issueName } from '../names.ts';
import { openProfilePage, type ProfilePage } from './page.ts';
import { profileSections } from './sections.ts';

/** The profile as one self-contained page, of the look and rules of the report. */
export function renderProfileHtml(profile: Profile, locale: Locale, texts: ProfileTexts): string {
  const page = openProfilePage(profile, locale, texts);
  return pageDocument({
    language: locale.language,
    title: `${texts.title} · ${nameOf(profile)}`,
    words: {
      skip: texts.skip,
      contents: locale.reportTexts.page.contents,
      footer: `${texts.footer} ${profile.tool_version}`,
    },
    head: head(page),
    sections: profileSections(page),
    data: profile,
  });
}

function nameOf({ files }: Profile): string {
  return files.map(({ file }) => file).join(', ');
}

/** Looks of the report's verdicts. */
const looks = { clean: 'ready', remarks: 'remarks', damaged: 'not-ready' } as const;
const signs = { clean: '✓', remarks: '!', damaged: '✕' } as const;

function head(page: ProfilePage): Markup {
  const { profile, texts, locale } = page;
  const { verdict } = profile;
  const instants = new Intl.DateTimeFormat(locale.language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return html`<header id="verdict" class="verdict ${looks[verdict]}">
    <p class="eyebrow">${texts.title} · ${instants.format(new Date(profile.created_at))} UTC</p>
    <h1>${nameOf(profile)}</h1>
    <p class="level"><span class="sign" aria-hidden="true">${signs[verdict]}</span> ${texts.verdict[verdict]}</p>
    <p class="meaning">${texts.meaning[verdict]}</p>
    ${reasons(page)} ${tiles(page)}
    <p class="masking ${profile.masking}">${texts.masking[profile.masking]}</p>
    <h2 class="small">${locale.reportTexts.page.nextSteps}</h2>
    <ol class="steps">
      ${texts.nextSteps[verdict].map((step) => html`<li>${step}</li>`)}
    </ol>
  </header> `;
}

function reasons({ profile, figures, locale }: ProfilePage): Markup | null {
  const shown = profile.attention.slice(0, 3);
  if (shown.length === 0) return null;
  return html`<ul class="reasons">
    ${shown.map(
      ({ code, args, table, column }, index) =>
        html`<li>
          <a href="#attention">${issueName(locale, code)}: ${wordingOf(locale, code).message(args)}</a>
          <span class="where">${[table, column].filter((part) => part !== '').join(' › ')}</span> —
          ${figures.count('attention', index, 'count')}
        </li>`,
    )}
  </ul>`;
}

function tiles({ profile, texts, figures, locale }: ProfilePage): Markup {
  const { filled, cells } = profile.totals;
  const percent = new Intl.NumberFormat(locale.language, { style: 'percent', maximumFractionDigits: 0 });
  const tile = (href: string, number: Content, label: Content, look = '') =>
    html`<li class="${look}">
      <a href="#${href}"><b>${number}</b><span>${label}</span></a>
    </li>`;
  const readable = (reader: QualityProfile['reader']) => {
    const found = profile.files.flatMap(({ tables }) =>
      tables.flatMap(({ columns }) => columns.flatMap(({ quality }) => (quality?.reader === reader ? [quality] : []))),
    );
    const read = found.reduce((sum, { as_is, brought }) => sum + as_is + brought, 0);
    const all = read + found.reduce((sum, { unread }) => sum + unread, 0);
    if (all === 0) return null;
    const share = percent.format(Math.floor((read / all) * 100) / 100);
    return tile('quality', share, `${texts.readers[reader]}: ${texts.readable}`, read === all ? 'planned' : 'rejected');
  };
  return html`<ul class="tiles" aria-label="${locale.reportTexts.page.tiles}">
    ${tile('columns', figures.count('totals', 'rows'), texts.tiles.rows)}
    ${tile('columns', figures.count('totals', 'columns'), texts.tiles.columns)}
    ${tile('columns', html`${cells === 0 ? '—' : percent.format(filled / cells)}`, texts.tiles.filled)}
    ${readable('phone')}${readable('email')}${readable('inn')}
  </ul>`;
}
