import { z } from 'zod';
import { keepFields } from '../provider.schedule._index/fields.ts';

export const removeSchema = z.object({ intent: z.enum(['remove', 'keep'], { error: 'Press the button to remove it' }), keep: keepFields.keep });
