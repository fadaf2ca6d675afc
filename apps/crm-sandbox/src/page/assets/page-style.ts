/** The page's only stylesheet. */
export const pageStyle = `
:root {
  --ink: #1f2933; --quiet: #66727f; --line: #e3e7ec; --paper: #ffffff; --ground: #f5f7f9; --accent: #1a63d6;
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
  color: var(--ink); background: var(--ground);
}
* { box-sizing: border-box; }
body { margin: 0; }
a { color: var(--accent); text-decoration: none; }
a:hover, .value a { text-decoration: underline; }
a:focus-visible, button:focus-visible, select:focus-visible, input:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
p { margin: 0; }
h1 { margin: 0 0 16px; font-size: 22px; font-weight: 600; overflow-wrap: anywhere; }
h2 { margin: 0 0 12px; font-size: 14px; font-weight: 600; }
ul { margin: 0; padding: 0; list-style: none; }
header {
  display: flex; flex-wrap: wrap; align-items: center; gap: 8px 28px; padding: 0 24px; min-height: 52px;
  background: var(--paper); border-bottom: 1px solid var(--line);
}
header nav { display: flex; gap: 4px; }
header nav a, .funnels a { padding: 5px 12px; border-radius: 6px; color: var(--quiet); }
header nav a:hover, .funnels a:hover { background: var(--ground); text-decoration: none; }
header nav a[aria-current], .funnels a[aria-current] { color: var(--ink); background: #eaeef3; font-weight: 600; }
.other { margin-left: auto; color: var(--quiet); font-size: 14px; }
.language { color: var(--quiet); font-size: 14px; }
main { padding: 24px; max-width: 1680px; margin: 0 auto; }
.funnels { display: flex; gap: 4px; margin: -6px 0 16px -12px; }
.board { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(210px, 1fr); gap: 14px; overflow-x: auto; padding-bottom: 12px; }
.column h2 { display: flex; align-items: center; gap: 8px; padding: 0 2px; min-height: 42px; line-height: 1.3; }
.column > .quiet { padding: 4px 2px; }
.mark { flex: none; width: 10px; height: 10px; vertical-align: baseline; }
.count { color: var(--quiet); font-weight: 400; }
.column .count { margin-left: auto; }
.card, .panel { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; }
.card { padding: 11px 13px; margin-bottom: 8px; overflow-wrap: anywhere; }
.card > a { color: var(--ink); font-weight: 600; }
.card > p { margin-top: 4px; }
[draggable] { cursor: grab; }
.column.target { outline: 2px dashed var(--accent); outline-offset: 4px; border-radius: 8px; }
button.plain { color: var(--ink); background: #eaeef3; }
button.plain:hover { background: #dfe5ec; }
.switch { display: flex; align-items: center; gap: 10px; margin: 0 0 16px; }
.wide { grid-column: 1 / -1; }
.quiet { color: var(--quiet); font-size: 13px; }
.quiet time { margin-left: 10px; white-space: nowrap; }
.card .quiet { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 10px; margin-top: 8px; }
.card .quiet time { margin-left: 0; }
.tags { display: flex; flex-wrap: wrap; gap: 5px; }
.tags span { padding: 1px 8px; border-radius: 10px; background: #eef3fb; color: #274b7c; font-size: 13px; }
.columns { display: grid; grid-template-columns: minmax(320px, 5fr) 7fr; gap: 16px; align-items: start; }
[data-widget-column] { max-width: 400px; }
.panel { padding: 18px 20px; margin-bottom: 16px; }
.message { max-width: 480px; }
.scroll { overflow-x: auto; }
.crumb { margin-bottom: 4px; color: var(--quiet); font-size: 14px; }
dl { display: grid; grid-template-columns: minmax(110px, 34%) 1fr; gap: 9px 14px; margin: 0; }
dt { color: var(--quiet); font-size: 14px; }
dd { margin: 0; overflow-wrap: anywhere; }
.value { display: block; }
form { display: grid; grid-template-columns: 1fr 1fr; gap: 14px; }
label { display: grid; gap: 4px; color: var(--quiet); font-size: 13px; align-content: start; }
select, button, input { font: inherit; border-radius: 6px; }
select, input { width: 100%; padding: 7px 9px; color: var(--ink); background: var(--paper); border: 1px solid #cbd2da; }
button { padding: 7px 18px; color: #fff; background: var(--accent); border: 0; cursor: pointer; }
button:hover { background: #1a5fcc; }
.actions { display: flex; align-items: center; gap: 12px; align-self: end; }
.actions span { color: #1b7f4b; font-size: 14px; }
.timeline li { padding: 11px 0; border-top: 1px solid var(--line); }
.timeline li:first-child { padding-top: 0; border-top: 0; }
.timeline li:last-child { padding-bottom: 0; }
.timeline .quiet { display: flex; justify-content: space-between; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.plain li { padding: 3px 0; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 8px 14px 8px 0; text-align: left; border-bottom: 1px solid var(--line); }
th { color: var(--quiet); font-size: 13px; font-weight: 500; }
tbody tr:last-child td { border-bottom: 0; }
@media (max-width: 900px) {
  header { padding: 8px 16px; }
  main { padding: 16px; }
  .columns, form { grid-template-columns: 1fr; }
  .board { grid-auto-columns: 78vw; }
}
`;
