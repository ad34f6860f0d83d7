import { createHash } from 'node:crypto';
import { DARK, DARK_PICTURE_RULES, LIGHT } from '../charts/palette.js';

const variables = (colours: typeof LIGHT): string =>
  Object.entries(colours)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');

/** The pages' style. Print is always black on white, whatever the reader's theme. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;${variables(LIGHT)};--page:#f5f7f9;--note:#fdf3d7}
@media screen and (prefers-color-scheme:dark){:root{${variables(DARK)};--page:#0c0f13;--note:#3a2f10}${DARK_PICTURE_RULES}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;font-variant-numeric:tabular-nums}
main,header,footer{max-width:74rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2rem}
footer{padding-bottom:3rem;color:var(--muted);font-size:.875rem}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem;letter-spacing:-.01em}
h2{font-size:1.0625rem;margin:0 0 .75rem}
h3{font-size:1rem;margin:0}
p{margin:0 0 .75rem;max-width:46rem}
time{white-space:nowrap}
section>:last-child{margin-bottom:0}
ul+h2{margin-top:1.5rem}
small,.quiet{color:var(--muted);font-size:.875rem}
section{background:var(--surface);border:1px solid var(--rule);border-radius:.5rem;padding:1.125rem 1.25rem;margin:1rem 0}
.note{max-width:none;background:var(--note);border:1px solid var(--axis);border-radius:.5rem;padding:.625rem 1rem;margin:1rem 0;font-weight:600}
.columns{display:grid;gap:0 1rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));align-items:start}
.cards{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr));margin:1rem 0}
.cards section{margin:0}
.state{font-size:1.375rem;font-weight:650;letter-spacing:-.01em;margin:0 0 .25rem}
.card .state{font-size:1.0625rem}
.reading{max-width:60rem}
.spread{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 .75rem;align-items:baseline}
.figure{font-weight:650}
svg{display:block;width:100%;height:auto}
figure{margin:.5rem 0 0}
.narrow{display:none}
dl{display:grid;grid-template-columns:auto 1fr;gap:.125rem .875rem;margin:.5rem 0 0;font-size:.9375rem}
dt{color:var(--muted)}
dd{margin:0;overflow-wrap:anywhere}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
caption{text-align:left;color:var(--muted);font-size:.875rem;padding-bottom:.375rem}
th,td{text-align:left;padding:.375rem .75rem .375rem 0;border-bottom:1px solid var(--rule);vertical-align:top;font-weight:400}
thead th{color:var(--muted);font-size:.8125rem}
tbody th{font-weight:650}
th .quiet{display:block;min-width:14rem;font-size:.8125rem;font-weight:400}
td.number,th.number{text-align:right;white-space:nowrap}
tr:last-child>*{border-bottom:0}
ul{margin:0;padding-left:1.125rem}
li{margin:0 0 .375rem;overflow-wrap:anywhere}
ul.plain{list-style:none;padding:0}
.rule{border-top:1px solid var(--rule);padding:.75rem 0}
.rule:first-of-type{border-top:0;padding-top:0}
.rule p{margin:.25rem 0 0;font-size:.9375rem}
.tag{display:inline-block;border:1px solid var(--axis);border-radius:1rem;padding:0 .625rem;font-size:.8125rem;white-space:nowrap}
.tag.fired{background:var(--ink);color:var(--surface);border-color:var(--ink)}
.tag.blocked{border-style:dashed}
.text{white-space:pre-line;overflow-wrap:anywhere}
.ids{overflow-wrap:anywhere}
@media screen and (max-width:40rem){.wide{display:none}.narrow{display:block}main,header,footer{padding-left:.875rem;padding-right:.875rem}section{padding:1rem .875rem}table{font-size:.8125rem}th,td{padding-right:.5rem}td:not(.number){min-width:11rem}th .quiet{min-width:6rem}}
@page{size:letter;margin:16mm 15mm}
@media print{
:root{color-scheme:light;--page:#fff;--ink:#000;--muted:#333;--note:#fff}
body{font-size:9.5pt;line-height:1.35}
h1{font-size:17pt}
.state{font-size:13pt}
.rule{padding:2mm 0}
main,header,footer{max-width:none;padding:0}
p{max-width:none}
table,dl{font-size:9pt}
.quiet,caption,thead th,th .quiet{font-size:8pt}
.columns{grid-template-columns:1fr 1fr}
section{border:0;border-top:1px solid var(--axis);border-radius:0;padding:3mm 0 0;margin:4mm 0}
tr,figure,.rule,.card{break-inside:avoid}
h2,thead{break-after:avoid}
thead{display:table-header-group}
.scroll{overflow:visible}
}
`;

/** The source expression that lets a content security policy pass a style and no other. */
export const styleHash = (style: string): string =>
  `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
