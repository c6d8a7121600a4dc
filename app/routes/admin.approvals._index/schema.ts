import { z } from 'zod';

export const decisionSchema = z.object({
  approvalId: z.string().regex(/^[0-9a-z]{20}$/),
  decision: z.enum(['grant', 'deny']),
});
