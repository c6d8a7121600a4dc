import { z } from 'zod';
import { PROVIDER_DOCUMENT_KINDS } from '#app/domain/onboarding.ts';

/** A form without a choice sends an empty file of no name. */
export const uploadSchema = z.object({
  kind: z.enum(PROVIDER_DOCUMENT_KINDS, { error: 'Choose which document it is' }),
  file: z.instanceof(File, { error: 'Choose a file' }),
});
