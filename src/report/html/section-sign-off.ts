import { html, type Markup } from './markup.ts';
import type { Page } from './page.ts';

/** What is signed: a checklist, names and dates, and the hash that ties the signature to this plan. */
export function signOffSection({ report, texts }: Page): Markup {
  const { run, owner, kind } = report;
  const short = run.plan_hash.slice(0, 8);
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
    ${kind === 'plan' ? html`<p>${texts.signOff.command} <code>perenos apply ${texts.signOff.planFile} --expect-hash ${short}</code></p>` : null}
    <ul class="checklist">
      ${texts.signOff.checklist[kind].map((line) => html`<li><span class="box" aria-hidden="true">☐</span> ${line}</li>`)}
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
