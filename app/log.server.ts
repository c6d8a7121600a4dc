import { pino } from 'pino';

/** One line of JSON per fact. Ids and states only: never a body, a cookie, a secret, an account number or a health detail. */
export const log = pino({ level: process.env.LOG_LEVEL ?? 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime });
