import type { Message } from './store.ts';

const STYLE = `
:root { color-scheme: light dark; --ink: #16202a; --quiet: #5a6773; --line: #d9dfe4; --paper: #fff; --wash: #f5f7f8; --accent: #0b6b6b }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf0; --quiet: #9aa7b1; --line: #2f3a43; --paper: #12181d; --wash: #1a2228; --accent: #5cc4bf } }
* { box-sizing: border-box }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); font-variant-numeric: tabular-nums }
main { max-width: 60rem; margin: 0 auto; padding: 24px 16px 48px }
h1 { font-size: 28px; line-height: 1.2; margin: 0 0 4px; overflow-wrap: anywhere }
p { margin: 0 } .quiet, dt { color: var(--quiet) } a { color: var(--accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
header { display: flex; flex-wrap: wrap; gap: 16px; align-items: end; justify-content: space-between; margin-bottom: 16px }
form { display: flex; gap: 8px; align-items: end } label { display: block; font-size: 14px; color: var(--quiet) }
input, button { font: inherit; min-height: 44px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); color: var(--ink) }
button { cursor: pointer } input { width: 100%; min-width: 0 }
ul { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line) }
li a { display: grid; grid-template-columns: 15rem 1fr auto; gap: 4px 16px; padding: 12px 0; border-bottom: 1px solid var(--line); text-decoration: none; color: inherit }
li a:hover { background: var(--wash) } li strong { font-weight: 600; overflow-wrap: anywhere } li span { overflow-wrap: anywhere }
dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 16px; margin: 16px 0 } dd { margin: 0; overflow-wrap: anywhere }
iframe { width: 100%; height: 26rem; border: 1px solid var(--line); border-radius: 8px; background: #fff }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--wash); border: 1px solid var(--line); border-radius: 8px; padding: 16px; margin: 0; font-size: 14px }
h2 { font-size: 20px; margin: 24px 0 8px }
@media (max-width: 40rem) { h1 { font-size: 20px } li a { grid-template-columns: 1fr } li strong { grid-row: 1 } form { width: 100% } form div { flex: 1 } }
`;

const when = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Kolkata' });

export function listPage(messages: Message[], to: string | undefined): string {
  const count = messages.length === 1 ? '1 message' : `${messages.length} messages`;
  const scope = to ? ` to ${escape(to)}` : '';
  const empty = to
    ? `<p>Nothing was sent to ${escape(to)}. <a href="/">Show every message</a></p>`
    : '<p>No mail yet. Book a visit or ask for a new password, and what OneVisit sends appears here.</p>';
  return page(
    'Mailbox',
    `<header><div><h1>Mailbox</h1><p class="quiet">${count}${scope}. Nothing here left this machine.</p></div>
<form method="get" action="/" role="search"><div><label for="to">Sent to</label><input id="to" name="to" type="search" value="${escape(to ?? '')}"></div><button>Show</button></form></header>
${messages.length === 0 ? empty : `<ul>${messages.map(row).join('')}</ul>`}
${messages.length === 0 ? '' : '<form method="post" action="/clear" style="margin-top:24px"><button>Delete every message</button></form>'}`,
  );
}

function row(message: Message): string {
  return `<li><a href="/messages/${message.id}"><span>${escape(message.to.join(', '))}</span><strong>${escape(message.subject)}${message.attachments.length > 0 ? ' <span class="quiet">· with attachment</span>' : ''}</strong>${time(message)}</a></li>`;
}

export function messagePage(message: Message): string {
  const attachments = message.attachments
    .map(({ filename, content }, index) => `<a href="/messages/${message.id}/attachments/${index}" download>${escape(filename)}</a> <span class="quiet">${size(content.length)}</span>`)
    .join('<br>');
  const html = message.html === undefined ? '' : `<h2>As shown</h2><iframe title="The message as shown" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/messages/${message.id}/html"></iframe>`;
  return page(
    message.subject,
    `<p><a href="/">All messages</a></p><h1>${escape(message.subject)}</h1>
<dl><dt>To</dt><dd>${escape(message.to.join(', '))}</dd><dt>From</dt><dd>${escape(message.from)}</dd><dt>Sent</dt><dd>${time(message)}</dd>
${attachments && `<dt>Attached</dt><dd>${attachments}</dd>`}</dl>${html}
<h2>As plain text</h2><pre>${linked(message.text)}</pre><p style="margin-top:16px"><a href="/messages/${message.id}/source">Source</a></p>`,
  );
}

export function notFoundPage(): string {
  return page('Not found', '<h1>Not found</h1><p>This message is gone or never was. <a href="/">All messages</a></p>');
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)} · Mailbox</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

function time({ receivedAt }: Message): string {
  return `<time class="quiet" datetime="${receivedAt.toISOString()}">${when.format(receivedAt)}</time>`;
}

function size(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : `${Math.ceil(bytes / 1024)} kB`;
}

/** Links in plain text are how a password is reset in the demo, so they can be followed. */
function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) => (index % 2 === 1 ? `<a href="${escape(part)}">${escape(part)}</a>` : escape(part)))
    .join('');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
