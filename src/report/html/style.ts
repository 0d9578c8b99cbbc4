/**
 * The style sheet of the page: one column, system letters, figures that line up, colours of both schemes with at least 4.5 : 1 to
 * their ground, A4 for print.
 */
export const style = `
:root{color-scheme:light dark;--ground:#fff;--panel:#f6f7f9;--line:#d5dae1;--ink:#1b2430;--soft:#566172;--link:#1a56b0;
--good:#17693a;--good-ground:#e8f5ec;--warn:#7a4d00;--warn-ground:#fdf3dd;--bad:#a61b1b;--bad-ground:#fdeaea;
--planned:#2f6fb7;--fixed:#2f9e8f;--merged:#8560b8;--rejected:#c8452f;--filtered:#9aa4b1;--rest:#e3e7ec}
@media (prefers-color-scheme:dark){:root{--ground:#14181d;--panel:#1c2229;--line:#38424e;--ink:#e6eaef;--soft:#a5b0be;--link:#8ab8f5;
--good:#7fd6a0;--good-ground:#16301f;--warn:#f0c263;--warn-ground:#352a10;--bad:#ff9c91;--bad-ground:#3b1917;
--planned:#5b9be0;--fixed:#45b8a6;--merged:#a987dc;--rejected:#e5684f;--filtered:#7f8a98;--rest:#2b333d}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth;scroll-padding-top:1rem}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;overflow-wrap:anywhere}
main,footer{max-width:68rem;margin:0 auto;padding:0 1.25rem}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--ground);padding:.5rem 1rem}
h1{font-size:1.75rem;line-height:1.2;margin:.1rem 0 1rem;font-weight:650;letter-spacing:-.01em}
h2{font-size:1.35rem;line-height:1.25;margin:3rem 0 .75rem;padding-top:1rem;border-top:1px solid var(--line);font-weight:650}
h2.small{font-size:1rem;margin:1.25rem 0 .25rem;padding:0;border:0}
h3{font-size:1.05rem;margin:1.75rem 0 .5rem;font-weight:650}
h4{font-size:1rem;margin:1.25rem 0 .4rem;font-weight:600}
h3::first-letter,h4::first-letter,thead th::first-letter,dt::first-letter,.tiles span::first-letter{text-transform:uppercase}
p{margin:.5rem 0;max-width:46rem}
.number{color:var(--soft);font-weight:400;font-variant-numeric:tabular-nums;margin-right:.35em}
td code,.digest{overflow-wrap:anywhere}
code{font:.88em/1.4 ui-monospace,"Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre-wrap}
data,.n{font-variant-numeric:tabular-nums}
.zero,.where,.none{color:var(--soft)}
.verdict{margin:2rem 0 0;padding:1.5rem 1.75rem;background:var(--panel);border-radius:.6rem;border-left:.5rem solid var(--soft)}
.verdict.ready{border-color:var(--good)}.verdict.remarks{border-color:var(--warn)}.verdict.not-ready{border-color:var(--bad)}
.eyebrow{margin:0;color:var(--soft);font-size:.9rem}
.level{margin:0;font-size:1.5rem;line-height:1.25;font-weight:700;letter-spacing:.01em}
.ready .level{color:var(--good)}.remarks .level{color:var(--warn)}.not-ready .level{color:var(--bad)}
.sign{display:inline-block;min-width:1.2em}
.meaning{font-size:1.05rem}
.reasons{margin:.75rem 0;padding-left:1.25rem}
.next{margin:1.25rem 0}
.steps{margin:.25rem 0 0;padding-left:1.25rem;max-width:46rem}
.tiles{list-style:none;margin:1.25rem 0;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(7rem,1fr));gap:.75rem}
.tiles li{position:relative;background:var(--ground);border:1px solid var(--line);border-radius:.5rem;padding:.7rem .9rem}
.tiles a{color:inherit;text-decoration:none;display:block}
.tiles a:hover span{text-decoration:underline}
.tiles b{display:block;font-size:1.5rem;line-height:1.2;font-weight:650}
.tiles span{display:inline-block;color:var(--soft);font-size:.9rem}
.tiles .sum{position:absolute;left:-.78rem;top:50%;translate:-50% -50%;font-style:normal;font-weight:650;color:var(--soft)}
.tiles.account{gap:.75rem 1.35rem}.tiles.account .sum{left:-.68rem}
.tiles .planned,.tiles .done{border-left:.3rem solid var(--planned)}.tiles .merged{border-left:.3rem solid var(--merged)}
.tiles .rejected{border-left:.3rem solid var(--rejected)}.tiles .in_doubt{border-left:.3rem solid #d29a2a}.tiles .blocked,.tiles .skipped{border-left:.3rem solid var(--filtered)}.tiles .filtered{border-left:.3rem solid var(--filtered)}
.masking{font-size:.9rem;color:var(--soft)}
.masking.none{color:var(--warn);background:var(--warn-ground);padding:.4rem .75rem;border-radius:.4rem}
.about{margin:1rem 0;display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:.5rem 1.5rem}
.about dt,.advice dt{color:var(--soft);font-size:.85rem}
.about dd{margin:0}
.contents ol{list-style:none;margin:1.5rem 0 0;padding:0;columns:3 15rem;column-gap:2rem}
.contents a{text-decoration:none}.contents a:hover{text-decoration:underline}
.contents li{break-inside:avoid;padding:.2rem 0}
.contents a{display:grid;grid-template-columns:2em 1fr}
.contents .number{margin:0}
.scroll{overflow-x:auto;margin:.5rem 0 1rem}
table{overflow-wrap:break-word;border-collapse:collapse;width:100%;font-size:.92rem;line-height:1.4}
th,td{text-align:left;vertical-align:top;padding:.42rem .75rem .42rem 0;border-bottom:1px solid var(--line);font-weight:400}
th:last-child,td:last-child{padding-right:.25rem}
thead th{color:var(--soft);font-size:.85rem;vertical-align:bottom;border-bottom:2px solid var(--line);overflow-wrap:normal}
tbody th{min-width:8rem}
th.n,td.n{text-align:right;white-space:nowrap;padding-right:1.4rem}
th.n:last-child,td.n:last-child{padding-right:.25rem}
td:has(.bar){width:20%}td.wide:has(.bar){width:50%}td.short{white-space:nowrap}
thead th.n{white-space:normal}
tr.sum th,tr.sum td{font-weight:650;border-bottom-color:var(--soft)}
tbody .account{padding-left:1.2em;text-indent:-1.2em}
.op{text-indent:0}
tr.part .account{padding-left:2.4em;text-indent:0}
tr.bad td,tr.bad th{background:var(--bad-ground)}
.op{display:inline-block;width:1.2em;color:var(--soft)}
tr.part .op{display:none}
.bar{display:block;width:100%;min-width:7rem;height:.75rem;margin-top:.3rem;border-radius:.2rem}
.key{width:.8rem;height:.8rem;margin-right:.4rem;border-radius:.15rem}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.25rem;margin:.25rem 0 1rem;padding:0;font-size:.9rem;color:var(--soft)}
.rest{fill:var(--rest)}.flow .rest{fill:var(--filtered)}.planned{fill:var(--planned)}.fixed{fill:var(--fixed)}.merged{fill:var(--merged)}.rejected,.error{fill:var(--rejected)}
.filtered,.notice{fill:var(--filtered)}.warning{fill:#d29a2a}
.tag{display:inline-block;padding:.05rem .5rem;border-radius:1rem;font-size:.85rem;white-space:nowrap}
.tag.error{color:var(--bad);background:var(--bad-ground)}.tag.warning{color:var(--warn);background:var(--warn-ground)}
.tag.notice{color:var(--soft);background:var(--panel)}.tag.good{color:var(--good);background:var(--good-ground)}
.check.good{color:var(--good)}.check.bad{color:var(--bad);font-weight:650}
.problem{border:1px solid var(--line);border-left:.3rem solid var(--filtered);border-radius:.4rem;margin:.6rem 0;padding:0 1rem}
.problem.error{border-left-color:var(--rejected)}.problem.warning{border-left-color:#d29a2a}
.problem summary{cursor:pointer;padding:.6rem 0}
.problem summary .n{float:right}
.advice{margin:.25rem 0 .75rem;display:grid;gap:.4rem}
.advice div{display:grid;grid-template-columns:9rem 1fr;gap:.75rem}
.advice dd{margin:0}
.pairs{display:grid;grid-template-columns:repeat(auto-fill,minmax(19rem,1fr));gap:.75rem}
.pair{border:1px solid var(--line);border-radius:.4rem;padding:.75rem 1rem}
.pair ul{list-style:none;margin:0;padding:0}
.records .where{display:block;font-size:.85rem}
.records li+li{margin-top:.35rem}
.why{font-size:.9rem;color:var(--soft);margin:.6rem 0 .3rem}
.evidence{display:flex;flex-wrap:wrap;gap:.3rem;font-size:.85rem}
.evidence li{background:var(--good-ground);color:var(--good);border-radius:1rem;padding:.05rem .55rem}
.evidence .against{background:var(--bad-ground);color:var(--bad)}
.evidence .neutral{background:var(--panel);color:var(--soft)}
.pair .evidence{display:flex}
del{color:var(--bad);text-decoration:line-through}
ins{color:var(--good);text-decoration:none}
.hash code{font-size:.95rem}
.checklist{list-style:none;padding:0;max-width:46rem}
.checklist li{padding:.2rem 0;display:grid;grid-template-columns:1.9rem 1fr}
.box{font-size:1.15rem;line-height:1.3}
.signatures th[scope=row]{vertical-align:bottom}.signatures td.line{height:2.6rem;min-width:8rem;vertical-align:bottom}
.samples code{display:inline-block;background:var(--panel);padding:0 .3rem;border-radius:.2rem;margin:0 .2rem .2rem 0}
.plain{list-style:none;margin:0;padding:0}
.digest{font-size:.75rem;color:var(--soft)}
.command{background:var(--panel);border:1px solid var(--line);border-radius:.3rem;padding:.1rem .4rem;display:inline-block}
.words{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.15rem 1.1rem}
.input{border:1px solid var(--line);border-radius:.4rem;padding:.6rem 1rem;margin:.6rem 0}.input h4,.input p{margin:.1rem 0}.input h4::first-letter{text-transform:none}.input .where{font-size:.9rem}.input .words{margin:.35rem 0;font-size:.92rem}
.fold>summary{cursor:pointer;margin-top:1.5rem}.fold>summary h3{display:inline;margin:0}
.flow svg{display:block;width:100%;max-width:56rem;min-width:34rem}.flow text{font-size:13px;fill:var(--ink)}.flow .figure{font-weight:650;font-variant-numeric:tabular-nums}.band{opacity:.38}
footer{margin:3rem auto 2rem;color:var(--soft);font-size:.85rem}
td:has(>code){min-width:8rem}
@media (max-width:40rem){td:not(.n){min-width:8.5rem}th.n,td.n{padding-right:.8rem}body{font-size:15px}main,footer{padding:0 .8rem}.verdict{padding:1.1rem 1rem;margin-top:.8rem}h1{font-size:1.4rem}.level{font-size:1.25rem}
.tiles{grid-template-columns:repeat(2,1fr)}.tiles li:last-child:nth-child(odd){grid-column:span 2}.advice div{grid-template-columns:1fr;gap:0}.contents ol{columns:1}tbody th{min-width:9rem}}
@media print{:root{--ground:#fff;--panel:#fff;--line:#bbb;--ink:#000;--soft:#444;--link:#000;--good:#17693a;--good-ground:#fff;--warn:#7a4d00;--warn-ground:#fff;--bad:#a61b1b;--bad-ground:#fff;--rest:#e3e7ec}
@page{size:A4;margin:14mm 12mm}
html{font-size:9.5pt}body{font-size:1rem;line-height:1.35;print-color-adjust:exact;-webkit-print-color-adjust:exact}
main,footer{max-width:none;padding:0}
a{text-decoration:none}.skip,.contents{display:none}
h2{margin-top:1.2rem;padding-top:.6rem}h2,h3,h4,summary{break-after:avoid}
.verdict{border:1px solid var(--line);border-left-width:.5rem;margin:0}
.scroll{overflow:visible}
table{font-size:8.5pt}th,td,th.n,td.n{padding:.22rem .5rem .22rem 0}thead th{font-size:7.5pt}.n{letter-spacing:-.01em}thead{display:table-header-group}tr,.pair,.tiles,.checklist li,.advice{break-inside:avoid}
tbody th{min-width:0}.bar{min-width:3rem}
details::details-content{display:block;content-visibility:visible;block-size:auto}
.problem,.short,.input,.flow{break-inside:avoid}.flow svg{min-width:0}.problem{margin:.4rem 0;padding:0 .6rem}.advice{gap:.1rem}.advice div{grid-template-columns:7rem 1fr}
#sign-off{break-inside:avoid}
.tag{border:1px solid currentColor}}
`;
