/** A mail before it has a recipient: plain text is the letter, HTML its print. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly calendar?: string;
}

/** One block of a letter. A table row is [label, value]. */
export type Block = { readonly paragraph: string } | { readonly rows: readonly (readonly [string, string])[] } | { readonly link: { readonly label: string; readonly url: string } };

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function blockText(block: Block): string {
  if ('paragraph' in block) return block.paragraph;
  if ('link' in block) return `${block.link.label}: ${block.link.url}`;
  return block.rows.map(([label, value]) => `${label}: ${value}`).join('\n');
}

function blockHtml(block: Block): string {
  if ('paragraph' in block) return `<p style="margin:0 0 16px">${escapeHtml(block.paragraph)}</p>`;
  if ('link' in block) {
    const { label, url } = block.link;
    return `<p style="margin:0 0 20px"><a href="${escapeHtml(url)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#0f5c5c;color:#ffffff;text-decoration:none;font-weight:600">${escapeHtml(label)}</a></p>`;
  }
  const rows = block.rows.map(
    ([label, value]) => `<tr><td style="padding:8px 16px 8px 0;color:#4a5a5f;vertical-align:top">${escapeHtml(label)}</td><td style="padding:8px 0;text-align:right;font-variant-numeric:tabular-nums">${escapeHtml(value)}</td></tr>`,
  );
  return `<table role="presentation" style="width:100%;border-collapse:collapse;border-top:1px solid #d7dfe0;margin:0 0 20px">${rows.join('')}</table>`;
}

/** The same blocks as text and as HTML, so that the two can never say different things. */
export function writeLetter(letter: { readonly subject: string; readonly blocks: readonly Block[]; readonly calendar?: string }): Letter {
  const { subject, blocks, calendar } = letter;
  const html = `<!doctype html><html lang="en"><body style="margin:0;padding:24px;background:#f5f8f8;color:#12262b;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif"><div style="max-width:560px;margin:0 auto;padding:28px;background:#ffffff;border:1px solid #d7dfe0;border-radius:8px"><p style="margin:0 0 20px;font-weight:700;color:#0f5c5c">OneVisit</p><h1 style="margin:0 0 16px;font-size:20px">${escapeHtml(subject)}</h1>${blocks.map(blockHtml).join('')}</div></body></html>`;
  return { subject, text: blocks.map(blockText).join('\n\n'), html, ...(calendar !== undefined && { calendar }) };
}
