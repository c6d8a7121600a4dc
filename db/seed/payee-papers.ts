import { PROVIDER_DOCUMENT_KINDS, type OnboardingStatus, type ProviderDocumentKind } from '#app/domain/onboarding.ts';
import { DOCUMENT_NAMES } from '#app/domain/provider-document.ts';
import { newId } from '../new-id.ts';
import type { ProviderDocumentTable } from '../payout-tables.ts';
import { sealedAt } from '../sealed-columns.ts';
import type { Seal } from '../sealed-text.ts';
import type { ProviderTable } from '../tables.ts';

const FILE_NAMES: Readonly<Record<ProviderDocumentKind, string>> = { registration: 'registration.pdf', pan: 'pan-card.pdf', bank_proof: 'cancelled-cheque.pdf' };
/** What would help whoever decides is still to come. */
const MISSING: Readonly<Partial<Record<OnboardingStatus, ProviderDocumentKind>>> = { bank_check: 'bank_proof', rejected: 'bank_proof' };

/** Papers that open and say that they are specimens. */
export function paperRows(provider: ProviderTable, seal: Seal, at: Date): ProviderDocumentTable[] {
  return PROVIDER_DOCUMENT_KINDS.filter((kind) => kind !== MISSING[provider.onboarding_status]).map((kind) => {
    const id = newId();
    const content = specimen(`Specimen: ${DOCUMENT_NAMES[kind]} of ${provider.name}`);
    return {
      id, provider_id: provider.id, kind, file_name: FILE_NAMES[kind], media_type: 'application/pdf', size_bytes: content.byteLength,
      content_sealed: seal.seal(content.toString('base64'), sealedAt.document(id)), uploaded_at: at,
    };
  });
}

/** A PDF of one page with one line on it. */
function specimen(line: string): Buffer {
  const drawn = `BT /F1 16 Tf 40 90 Td (${line.replaceAll(/[\\()]/g, String.raw`\$&`)}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 180]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>',
    `<</Length ${drawn.length}>>stream\n${drawn}\nendstream`,
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj${object}endobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  return Buffer.from(`${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`, 'latin1');
}
