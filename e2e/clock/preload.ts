import { clockOffsetMs } from './move-clock.ts';
import { shiftDate } from './shift-date.ts';

if (clockOffsetMs() !== 0) shiftDate(clockOffsetMs());
