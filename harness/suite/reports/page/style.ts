/** Colours of both schemes have a contrast of at least 4.5 to 1 against what they stand on. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --page: light-dark(#fff, #16181d);
  --panel: light-dark(#f4f5f7, #20232a);
  --text: light-dark(#1c1e21, #e6e8eb);
  --faint: light-dark(#5a6068, #a3aab3);
  --border: light-dark(#c9cdd3, #414751);
  --green: light-dark(#17692b, #6fd58a);
  --red: light-dark(#b3261e, #ff9a92);
  --accent: light-dark(#0b57a4, #8ec2ff);
  --added: light-dark(#dcf5e1, #14391f);
  --removed: light-dark(#fde3e1, #4b1d1a);
}
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 75rem; padding: 1rem; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif }
h1 { font-size: 1.5rem; margin: 0 }
h4 { margin: 1rem 0 .25rem }
a { color: var(--accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.verdict { font-weight: 700 }
.green { color: var(--green) }
.red { color: var(--red) }
.faint, .unit, .time, .folded, figcaption { color: var(--faint) }
.controls { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; padding: .75rem 0; background: var(--page); border-bottom: 1px solid var(--border) }
.controls input[type=search] { flex: 1 1 16rem; padding: .4rem .6rem; font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--border); border-radius: 6px }
.controls fieldset { display: flex; flex-wrap: wrap; gap: .25rem .9rem; margin: 0; padding: 0; border: 0 }
.controls button { font: inherit; padding: .3rem .7rem; color: inherit; background: var(--panel); border: 1px solid var(--border); border-radius: 6px; cursor: pointer }
legend, .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
ol.cases { list-style: none; margin: 1rem 0; padding: 0 }
.case { margin: .4rem 0; border: 1px solid var(--border); border-radius: 8px }
.case > details > summary { display: flex; gap: .8rem; align-items: baseline; padding: .5rem .8rem; cursor: pointer }
.case .name { flex: 1; overflow-wrap: anywhere }
.status { min-width: 8.5rem; font-weight: 600 }
.body { padding: 0 .8rem .8rem }
pre { margin: .5rem 0; padding: .6rem .8rem; overflow-x: auto; background: var(--panel); border-radius: 6px; font: 13px/1.45 ui-monospace, monospace }
pre.failure { border-left: 4px solid var(--red) }
del, ins { text-decoration: none }
.diff del, .diff ins { display: block; min-height: 1.45em }
del { background: var(--removed) }
ins { background: var(--added) }
mark { color: inherit; background: none; font-weight: 700; text-decoration: underline }
.legend { margin: .2rem 0; font: 13px ui-monospace, monospace }
.pictures, .charts { display: flex; flex-wrap: wrap; gap: 1rem }
figure { margin: .3rem 0 }
.pictures figure { flex: 1 1 18rem }
.pictures img { max-width: 100%; height: auto; border: 1px solid var(--border); image-rendering: pixelated }
.chart { flex: 1 1 22rem; max-width: 30rem }
.chart svg { width: 100%; height: auto }
.chart text { fill: var(--faint); font-size: 11px }
.chart .grid { stroke: var(--border); stroke-width: .5 }
.chart .line { fill: none; stroke: var(--accent); stroke-width: 1.5 }
.chart circle.green { fill: var(--accent) }
.chart circle.red { fill: var(--red) }
.chart details { font-size: .875rem }
table { border-collapse: collapse }
th, td { padding: .15rem .7rem .15rem 0; text-align: left }
.number { text-align: right; font-variant-numeric: tabular-nums }
dl { display: flex; flex-wrap: wrap; gap: .2rem 1.6rem; margin: .8rem 0 }
dl div { max-width: 100% }
dt { display: inline; color: var(--faint) }
dt::after { content: ': ' }
dd { display: inline; margin: 0; overflow-wrap: anywhere }
[hidden] { display: none }
`
