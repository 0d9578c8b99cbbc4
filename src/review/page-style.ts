/** The page's style sheet: light, dark and narrow. */
export const pageStyle = `
:root { color-scheme: light dark; --bg: #fff; --fg: #1b1f24; --soft: #57606a; --line: #d0d7de; --panel: #f6f8fa; --accent: #0b57d0;
  --accent-fg: #fff; --mark: #ffe08a; --mark-fg: #3d2b00; --good: #1a6b35; --bad: #b3261e; --chosen: #dce9ff; --result: #eef7f0; }
@media (prefers-color-scheme: dark) { :root { --bg: #15181d; --fg: #e6e9ed; --soft: #a9b2bc; --line: #3a424c; --panel: #1d2229; --accent: #8ab4f8;
  --accent-fg: #0b1a33; --mark: #6b5200; --mark-fg: #fff3cf; --good: #7fd69b; --bad: #ffb4ab; --chosen: #22385c; --result: #18271d; } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; font: 15px/1.45 system-ui, "Segoe UI", Roboto, sans-serif; background: var(--bg); color: var(--fg); }
.page { display: grid; grid-template: auto 1fr / 330px 1fr; height: 100vh; }
header { grid-column: 1 / -1; display: flex; gap: 16px; align-items: center; padding: 8px 16px; border-bottom: 1px solid var(--line); background: var(--panel); }
h1 { font-size: 18px; margin: 0; }
h2 { font-size: 19px; margin: 0 0 10px; overflow-wrap: anywhere; }
header .grow { flex: 1; min-width: 0; }
#status { color: var(--good); font-weight: 600; }
#status.bad { color: var(--bad); }
progress { width: 140px; accent-color: var(--accent); }
aside { display: flex; flex-direction: column; min-height: 0; border-right: 1px solid var(--line); }
.filters { padding: 10px 12px; display: grid; grid-template-columns: 1fr 1fr; gap: 8px; border-bottom: 1px solid var(--line); }
.filters label { font-size: 12px; color: var(--soft); display: block; min-width: 0; }
.filters .wide { grid-column: 1 / -1; }
.filters .check { display: flex; gap: 6px; align-items: center; font-size: 14px; color: var(--fg); }
select, input[type=search], input[type=text] { width: 100%; font: inherit; font-size: 14px; padding: 4px 6px; color: var(--fg); background: var(--bg); border: 1px solid var(--line); border-radius: 6px; }
#list { flex: 1; overflow-y: auto; min-height: 120px; position: relative; }
#rows { position: relative; list-style: none; margin: 0; padding: 0; }
#rows li { position: absolute; left: 0; right: 0; height: 64px; }
.question { width: 100%; height: 100%; text-align: left; padding: 8px 12px; border: 0; border-bottom: 1px solid var(--line); border-left: 4px solid transparent; border-radius: 0; background: none; color: inherit; font: inherit; overflow: hidden; }
.question:hover { background: var(--panel); }
.question[aria-current] { background: var(--chosen); border-left-color: var(--accent); }
.question .names { display: block; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; font-weight: 600; }
.question .facts { display: block; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; font-size: 13px; color: var(--soft); }
.question.same .names, .question.different .names { font-weight: 400; }
.question b { color: var(--good); }
main { padding: 14px 18px; overflow: auto; min-width: 0; }
.hint { color: var(--soft); }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin-bottom: 12px; }
button { font: inherit; padding: 5px 12px; border: 1px solid var(--line); border-radius: 6px; background: var(--bg); color: var(--fg); cursor: pointer; }
button:hover:not(:disabled) { border-color: var(--accent); }
button:disabled { opacity: .55; cursor: default; }
button.primary { background: var(--accent); color: var(--accent-fg); border-color: var(--accent); font-weight: 600; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
kbd { font: 12px/1 ui-monospace, Consolas, monospace; border: 1px solid currentColor; border-radius: 4px; padding: 1px 4px; }
.badge { font-size: 13px; font-weight: 400; color: var(--soft); border: 1px solid var(--line); border-radius: 10px; padding: 1px 8px; white-space: nowrap; }
.badge.same, .badge.different { color: var(--good); border-color: currentColor; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 6px 10px; border-bottom: 1px solid var(--line); border-right: 1px solid var(--line); min-width: 168px; overflow-wrap: anywhere; }
tr > :last-child { border-right: 0; }
thead th { background: var(--panel); font-weight: 600; }
thead small { display: block; font-weight: 400; color: var(--soft); }
thead small.merged { color: var(--good); }
tr > th:first-child { min-width: 120px; width: 150px; font-weight: 400; color: var(--soft); background: var(--panel); position: sticky; left: 0; z-index: 1; hyphens: auto; }
.pick { display: flex; gap: 6px; align-items: center; cursor: pointer; }
td.out, th.out { color: var(--soft); }
td.out .value, td.out .item { text-decoration: line-through; }
.value { border-color: transparent; background: none; padding: 1px 6px; margin-left: -6px; text-align: left; color: inherit; overflow-wrap: anywhere; }
.value[aria-pressed=true] { background: var(--chosen); color: var(--fg); }
mark { background: var(--mark); color: var(--mark-fg); border-radius: 2px; }
.item { display: flex; gap: 5px; align-items: baseline; }
.item input { flex: none; margin: 0; }
.item.only { background: var(--mark); color: var(--mark-fg); border-radius: 4px; padding: 0 4px; margin: 0 -4px 2px; }
td.result, th.result { background: var(--result); position: sticky; right: 0; z-index: 1; min-width: 180px; box-shadow: inset 2px 0 var(--good); }
td.result { padding-right: 38px; }
.edit { position: absolute; right: 4px; top: 4px; padding: 0 7px; border-color: transparent; background: none; color: var(--soft); }
.empty { color: var(--soft); }
.wrong { display: block; color: var(--bad); }
.fold td { padding: 4px 10px; background: var(--panel); }
.fold button { border: 0; background: none; padding: 2px 0; color: var(--accent); }
.why { margin-top: 14px; }
.why summary { cursor: pointer; font-weight: 600; }
.edge p { margin: 8px 0 4px; }
.evidence { display: flex; flex-wrap: wrap; gap: 6px; list-style: none; padding: 0; margin: 0 0 8px; }
.evidence li { border: 1px solid var(--line); border-radius: 12px; padding: 2px 10px; font-size: 14px; }
.evidence .for b { color: var(--good); }
.evidence .against b { color: var(--bad); }
dialog { border: 1px solid var(--line); border-radius: 10px; background: var(--bg); color: var(--fg); max-width: 460px; padding: 18px 22px; }
dialog::backdrop { background: rgb(0 0 0 / 45%); }
dialog ul { padding-left: 18px; }
@media (max-width: 800px) { .page { grid-template: auto auto 1fr / 1fr; height: auto; min-height: 100vh; } aside { border-right: 0; } #list { height: 200px; flex: none; border-bottom: 1px solid var(--line); }
  header { flex-wrap: wrap; gap: 6px 12px; } progress { width: 90px; } main { padding: 12px; overflow: visible; } td.result, th.result { position: relative; min-width: 130px; } th, td { min-width: 130px; padding: 6px 8px; } tr > th:first-child { min-width: 92px; width: 92px; } }
`;
