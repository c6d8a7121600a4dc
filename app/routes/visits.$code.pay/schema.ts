import { z } from 'zod';

export const paySchema = z.object({ intent: z.enum(['start', 'renew', 'change']) });
