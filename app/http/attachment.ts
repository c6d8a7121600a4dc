/**
 * A file as a download and nothing else: a browser neither guesses its type nor shows it on our origin nor keeps it.
 * The plain name is for browsers that do not read the encoded one (RFC 6266).
 */
export function attachment({ fileName, mediaType, content }: { readonly fileName: string; readonly mediaType: string; readonly content: Uint8Array }): Response {
  const plain = fileName.replaceAll(/[^\w .()-]/g, '_');
  const encoded = encodeURIComponent(fileName).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return new Response(new Uint8Array(content), {
    headers: {
      'Content-Type': mediaType,
      'Content-Length': String(content.byteLength),
      'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    },
  });
}
