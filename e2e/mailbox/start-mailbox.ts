import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { answer } from './web.ts';
import { MessageStore } from './store.ts';

export interface MailboxOptions {
  /** 0 takes any free port. */
  smtpPort: number;
  httpPort: number;
  /** Messages are kept here and found again after a restart. */
  directory: string;
}

export interface Mailbox {
  origin: string;
  smtpUrl: string;
  stop(): Promise<void>;
}

const MAX_MESSAGE_BYTES = 10 * 1_048_576;

const CLOSE_MS = 500;

/** Takes every message for anybody, delivers none, shows all. */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const store = await MessageStore.open(options.directory);
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: MAX_MESSAGE_BYTES,
    disableReverseLookup: true,
    // A mailer keeps its connection open for the next letter; stopping waits for no letter that may come.
    closeTimeout: CLOSE_MS,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        store.add(Buffer.concat(chunks), to, new Date()).then(() => done(), done);
      });
    },
  });
  smtp.on('error', (error) => process.stderr.write(`smtp: ${error.message}\n`));
  const http = createServer((request, response) => answer(store, request, response));
  await Promise.all([listen(smtp.server, options.smtpPort), listen(http, options.httpPort)]);
  return {
    origin: `http://localhost:${portOf(http)}`,
    smtpUrl: `smtp://127.0.0.1:${portOf(smtp.server)}`,
    stop: async () => {
      http.closeAllConnections();
      await Promise.all([new Promise((resolve) => http.close(resolve)), new Promise<void>((resolve) => smtp.close(resolve))]);
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
