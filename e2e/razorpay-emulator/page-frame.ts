import { Html, html } from './html.ts';

const TOKENS = `
:root { color-scheme: light dark; --accent: #0b6b6b; --on-accent: #fff; --ink: #16211f; --soft: #55635f; --line: #d5dcd9; --ground: #f5f7f6; --sheet: #fff;
  --good: #1a6b34; --wait: #8a5300; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --accent: #5fc4bf; --on-accent: #06211f; --ink: #e8eeec; --soft: #a5b3af; --line: #35413e; --ground: #101615; --sheet: #18201e;
  --good: #7ed29a; --wait: #f0b860; --bad: #ff9d93; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
h1, h2, p { margin: 0; }
a { color: var(--accent); }
button, input, select { font: inherit; color: inherit; }
input, select { background: var(--sheet); border: 1px solid var(--soft); border-radius: 8px; padding: 8px 12px; }
button { cursor: pointer; border: 1px solid var(--soft); border-radius: 8px; background: var(--sheet); padding: 8px 16px; }
button:hover { border-color: var(--accent); color: var(--accent); }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
button.main:hover { filter: brightness(1.08); color: var(--on-accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
code { font: 0.875em ui-monospace, monospace; }
.soft { color: var(--soft); }
.small { font-size: 14px; }
`;

/** A whole page: tokens, the page's own style, content. */
export function pageFrame({ title, style, content }: { title: string; style: string; content: Html }): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${new Html(TOKENS + style)}</style>
</head>
<body>${content}</body>
</html>`;
}
