const PRIVATE_FIELD = /^(email|contact|phone|vpa|name)$|_(email|contact|phone)$/;
const EMAIL = /[^\s"@]+@[^\s"@]+/g;
const PHONE = /(?<![\w.])\+?\d[\d\s-]{8,14}\d(?!\w)/g;

function maskText(text: string): string {
  return text.length <= 4 ? '••••' : `••••${text.slice(-4)}`;
}

/** Any text, without what reads like an e-mail or a phone number. */
export function maskedText(text: string): string {
  return text.replaceAll(EMAIL, maskText).replaceAll(PHONE, maskText);
}

/** Whatever stands in a field that names a person; and, in any text, whatever reads like an e-mail or a phone number. */
function masked(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (PRIVATE_FIELD.test(key)) return maskText(value);
  return maskedText(value);
}

/** A stored body laid out for reading, without who paid: the desk needs the money's story, not a copy of the person. */
export function maskedBody(rawBody: string): string {
  try {
    return JSON.stringify(JSON.parse(rawBody, masked), null, 2);
  } catch {
    return maskedText(rawBody);
  }
}
