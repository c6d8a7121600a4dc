import { parseArgs } from 'node:util';
import { startMailbox } from './start-mailbox.ts';

const { values } = parseArgs({
  options: {
    'smtp-port': { type: 'string', default: '0' },
    'http-port': { type: 'string', default: '0' },
    dir: { type: 'string', default: '.data/mailbox' },
  },
});
const mailbox = await startMailbox({ smtpPort: Number(values['smtp-port']), httpPort: Number(values['http-port']), directory: values.dir });
console.log(`Mailbox ready: ${mailbox.origin} (${mailbox.smtpUrl})`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void mailbox.stop());
