import { FILE_NAME_MAX } from './onboarding-bounds.ts';
import type { ProviderDocumentKind } from './onboarding.ts';

export const DOCUMENT_NAMES: Readonly<Record<ProviderDocumentKind, string>> = {
  registration: 'Registration certificate',
  pan: 'PAN card',
  bank_proof: 'Cancelled cheque or bank statement',
};

/** How each begins. The name and the type that a browser tells are the sender's word, so neither is asked. */
const BEGINNINGS = [
  { mediaType: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { mediaType: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { mediaType: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
] as const;

export type DocumentMediaType = (typeof BEGINNINGS)[number]['mediaType'];

export function mediaTypeOf(content: Uint8Array): DocumentMediaType | null {
  return BEGINNINGS.find(({ bytes }) => bytes.every((byte, at) => content[at] === byte))?.mediaType ?? null;
}

/** The name without folders and without what a header or a screen would stumble over. */
export function tidyFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last.replaceAll(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '').trim();
  return plain.slice(-FILE_NAME_MAX) || 'document';
}
