import { html, type Markup } from './markup.ts';
import type { Page } from './page.ts';
import { withSectionLinks } from './section-links.ts';

/** What is signed: a checklist, names and dates, and the hash that ties the signature to this plan. */
export function signOffSection(page: Page): Markup {
  const { report, texts } = page;
  const { run, owner, kind } = report;
  const people = texts.signOff.roles.map(
    (role, index) =>
      html`<tr>
        <th scope="row">${role}</th>
        <td class="line">${index === 0 ? owner : null}</td>
        <td class="line"></td>
        <td class="line"></td>
      </tr> `,
  );
  return html`<p>${texts.signOff.intro[kind]}</p>
    <p class="hash"><span>${texts.page.planHash}</span> <code>${run.plan_hash}</code></p>
    ${commands(page)}
    <ul class="checklist">
      ${texts.signOff.checklist[kind].map((line) => html`<li><span class="box" aria-hidden="true">☐</span> <span>${withSectionLinks(line)}</span></li>`)}
    </ul>
    <div class="scroll" role="group" aria-label="${texts.signOff.signatures}" tabindex="0">
      <table class="signatures">
        <thead>
          <tr>
            <th scope="col">${texts.signOff.role}</th>
            <th scope="col">${texts.signOff.name}</th>
            <th scope="col">${texts.signOff.date}</th>
            <th scope="col">${texts.signOff.signature}</th>
          </tr>
        </thead>
        <tbody>
          ${people}
        </tbody>
      </table>
    </div> `;
}

/** What is typed next: to load what was signed; after the load, to verify it and to take it back. */
function commands({ report, texts }: Page): Markup {
  const { run, kind } = report;
  const lines =
    kind === 'plan'
      ? [[texts.signOff.command, `perenos apply ${texts.signOff.planFile} --expect-hash ${run.plan_hash.slice(0, 8)}`]]
      : [
          [texts.page.verifyWith, `perenos verify ${run.id}`],
          ...(report.purpose === 'undo' ? [] : [[texts.page.undoWith, `perenos rollback ${run.id}`]]),
        ];
  return html`${lines.map(([words = '', command = '']) => html`<p>${words} <code class="command">${command}</code></p>`)}`;
}
