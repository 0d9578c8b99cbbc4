import type { FileProfile, QualityProfile, RepeatProfile } from '../../model/profile.ts';
import { wordingOf } from '../errors.ts';
import { bar, legend, type Tone } from '../html/charts.ts';
import type { Path } from '../html/figures.ts';
import { html, type Content, type Markup } from '../html/markup.ts';
import type { Section } from '../html/page.ts';
import { table } from '../html/table.ts';
import { capital, issueName, kindName } from '../names.ts';
import { detailsSection } from './details.ts';
import { findingsTable, placedTables, severityTag, type PlacedTable, type ProfilePage } from './page.ts';

/** The sections after the head, in their order. */
export function profileSections(page: ProfilePage): readonly Section[] {
  const { sections: titles } = page.texts;
  return [
    { id: 'attention', title: titles.attention, body: attentionSection(page) },
    { id: 'columns', title: titles.columns, body: columnsSection(page) },
    { id: 'quality', title: titles.quality, body: qualitySection(page) },
    { id: 'repeats', title: titles.repeats, body: repeatsSection(page) },
    { id: 'details', title: titles.details, body: detailsSection(page) },
    { id: 'files', title: titles.files, body: filesSection(page) },
  ];
}

function attentionSection(page: ProfilePage): Markup {
  const { profile, texts, figures, locale } = page;
  const words = locale.reportTexts.page;
  if (profile.attention.length === 0) return html`<p class="check good">✓ ${texts.nothingOdd}</p>`;
  return html`<p>${texts.attentionIntro}</p>
    ${table({
      label: texts.sections.attention,
      columns: [
        { title: words.whatFound },
        { title: texts.count, numeric: true },
        { title: words.where },
        { title: words.fix },
      ],
      rows: profile.attention.map((finding, index) => [
        html`${severityTag(page, finding)} <b>${issueName(locale, finding.code)}</b
          ><br />${wordingOf(locale, finding.code).message(finding.args)}`,
        figures.count('attention', index, 'count'),
        html`${[profile.files.length > 1 ? finding.file : '', finding.table, finding.column].filter((part) => part !== '').join(' › ')}
        ${finding.line === 0 ? null : html`<br /><span class="where">${words.line} ${figures.count('attention', index, 'line')}</span>`}`,
        wordingOf(locale, finding.code).fix,
      ]),
    })}`;
}

function columnsSection(page: ProfilePage): Markup {
  const { texts } = page;
  const tables = placedTables(page);
  if (tables.length === 0) return html`<p class="none">${texts.noTables}</p>`;
  return html`<p>${texts.columnsIntro}</p>
    ${tables.map((one) => columnsTable(page, one))}`;
}

function columnsTable(page: ProfilePage, { table: one, path, name }: PlacedTable): Markup {
  const { texts, figures, locale } = page;
  const words = locale.reportTexts.page;
  const rows = one.columns.map((column, index) => {
    const at: Path = [...path, 'columns', index];
    return [
      html`<a href="#column-${at.join('-')}"
        >${column.heading.trim() === '' ? words.unnamedColumn : column.heading}</a
      >`,
      page.field(column.field),
      texts.types[column.type],
      figures.count(...at, 'filled'),
      bar([{ tone: 'planned', label: words.filled, value: column.filled }], one.rows),
      html`${column.distinct.exact ? null : html`≈ `}${figures.count(...at, 'distinct', 'count')}`,
      html`<span class="samples">${column.samples.map((sample) => html`<code>${sample}</code> `)}</span>`,
    ];
  });
  return html`<h3>${name}: ${words.rows} ${figures.count(...path, 'rows')}</h3>
    <p class="where">
      ${texts.likely}: ${one.entities.map((kind) => kindName(locale, kind)).join(', ') || texts.noEntities} ·
      ${one.preset === null ? texts.noPreset : html`${texts.preset}: <code>${one.preset}</code>`} · ${texts.firstLine}
      ${figures.count(...path, 'first_line')}
    </p>
    ${table({
      label: `${texts.sections.columns}: ${name}`,
      columns: [
        { title: words.column },
        { title: texts.field },
        { title: texts.type },
        { title: words.filled, numeric: true },
        { title: texts.share },
        { title: texts.distinct, numeric: true },
        { title: texts.samples },
      ],
      rows,
    })}`;
}

const qualityParts: readonly { readonly name: 'as_is' | 'brought' | 'blank' | 'unread'; readonly tone: Tone }[] = [
  { name: 'as_is', tone: 'planned' },
  { name: 'brought', tone: 'fixed' },
  { name: 'blank', tone: 'filtered' },
  { name: 'unread', tone: 'rejected' },
];

function qualitySection(page: ProfilePage): Markup {
  const { texts, figures, locale } = page;
  const words = locale.reportTexts.page;
  const lines = placedTables(page).flatMap(({ table: one, path, name }) =>
    one.columns.flatMap(({ heading, filled, quality }, index) =>
      quality === null ? [] : [{ heading, filled, quality, path: [...path, 'columns', index, 'quality'], name }],
    ),
  );
  if (lines.length === 0) return html`<p class="none">${texts.noQuality}</p>`;
  const isOne = new Set(lines.map(({ name }) => name)).size === 1;
  const titled = ({ heading, name, quality }: (typeof lines)[number]) =>
    `${texts.readers[quality.reader]}: ${isOne ? '' : `${name} › `}${heading}`;
  return html`<p>${texts.qualityIntro}</p>
    ${legend(qualityParts.map(({ name, tone }) => ({ tone, label: texts.quality[name] })))}
    ${table({
      label: texts.sections.quality,
      columns: [
        { title: words.column },
        { title: words.shares },
        ...qualityParts.map(({ name }) => ({ title: texts.quality[name], numeric: true })),
      ],
      rows: lines.map((line): Content[] => [
        titled(line),
        bar(
          qualityParts.map(({ name, tone }) => ({ tone, label: texts.quality[name], value: line.quality[name] })),
          line.filled,
        ),
        ...qualityParts.map(({ name }) => figures.count(...line.path, name)),
      ]),
    })}
    ${lines.map((line) => qualityDetails(page, line.quality, line.path, titled(line)))}`;
}

function qualityDetails(page: ProfilePage, { examples, findings }: QualityProfile, path: Path, title: string) {
  const words = page.locale.reportTexts.page;
  if (examples.length === 0 && findings.length === 0) return null;
  return html`<h3>${title}</h3>
    ${
      examples.length === 0
        ? null
        : table({
            label: `${title}: ${words.repairs}`,
            columns: [{ title: words.before }, { title: words.after }],
            rows: examples.map(({ before, after }) => [html`<code>${before}</code>`, html`<code>${after}</code>`]),
          })
    }
    ${findings.length === 0 ? null : findingsTable(page, findings, [...path, 'findings'], `${title}: ${words.findings}`)}`;
}

function repeatsSection(page: ProfilePage): Markup {
  const { texts } = page;
  const found = placedTables(page).filter(({ table: { repeats } }) => repeats.length > 0);
  if (found.length === 0) return html`<p class="check good">✓ ${texts.noRepeats}</p>`;
  return html`<p>${texts.repeatsIntro}</p>
    ${found.map(({ table: { repeats }, path, name }) => repeatsTable(page, repeats, [...path, 'repeats'], name))}`;
}

function repeatsTable(page: ProfilePage, repeats: readonly RepeatProfile[], path: Path, name: string): Markup {
  const { texts, figures } = page;
  return html`<h3>${name}</h3>
    ${table({
      label: `${texts.sections.repeats}: ${name}`,
      columns: [
        { title: texts.repeatKey },
        { title: texts.groups, numeric: true },
        { title: texts.sharing, numeric: true },
        { title: texts.largest },
      ],
      rows: repeats.map(({ by, groups, examples }, index) => [
        capital(texts.repeatKeys[by]),
        html`${groups.exact ? null : html`≈ `}${figures.count(...path, index, 'groups', 'count')}`,
        figures.count(...path, index, 'records'),
        html`<ul class="plain">
          ${examples.map(
            ({ value, lines }, place) =>
              html`<li>
                ${value === '' ? texts.wholeRow : html`<code>${value}</code>`} ×
                ${figures.count(...path, index, 'examples', place, 'records')}
                <span class="where"
                  >${texts.lines}
                  ${lines.map((_, line) => html`${line === 0 ? null : ', '}${figures.count(...path, index, 'examples', place, 'lines', line)}`)}</span
                >
              </li>`,
          )}
        </ul>`,
      ]),
    })}`;
}

function filesSection(page: ProfilePage): Markup {
  const { profile, figures, locale } = page;
  const words = locale.reportTexts.page;
  const facts = locale.reportTexts.facts;
  const factsOf = ({ facts: found }: FileProfile, place: number): Content =>
    Object.entries(found).map(([name, value]) => {
      const [word = '', ...rest] = name.split(/(?=[ .])/u);
      const shown =
        typeof value === 'number'
          ? figures.count('files', place, 'facts', name)
          : String(value).replaceAll('\t', 'TAB');
      return html`<div>${facts[word] ?? word}${rest.join('')}: ${shown}</div>`;
    });
  return html`${table({
    label: page.texts.sections.files,
    columns: [
      { title: words.file },
      { title: words.format },
      { title: words.bytes, numeric: true },
      { title: words.facts },
      { title: 'SHA-256' },
    ],
    rows: profile.files.map((file, place) => [
      file.file,
      html`${file.format}<br /><span class="where">${file.kind}</span>`,
      figures.count('files', place, 'bytes'),
      factsOf(file, place),
      html`<code class="digest">${file.sha256 ?? '—'}</code>`,
    ]),
  })}
  ${profile.files.map(({ file, findings }, place) =>
    findings.length === 0
      ? null
      : html`<h3>${file}: ${words.findings}</h3>
          ${findingsTable(page, findings, ['files', place, 'findings'], `${file}: ${words.findings}`)}`,
  )}`;
}
