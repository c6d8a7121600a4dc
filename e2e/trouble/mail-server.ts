import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  readonly url: string;
  /** Message-IDs in the order in which mails were taken, repeats included. */
  readonly taken: string[];
  /** Takes mails from now on without ever saying so, or answers again. */
  stayMute(mute: boolean): void;
  stop(): Promise<void>;
}

const CLOSE_MS = 500;

/** A mail server that can lose its voice right after it has a mail: the sender cannot know whether it was taken. */
export async function startMailServer(port: number): Promise<MailServer> {
  const taken: string[] = [];
  let mute = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: CLOSE_MS,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        taken.push(/^message-id:\s*(\S+)/im.exec(Buffer.concat(chunks).toString())?.[1] ?? 'none');
        if (!mute) done();
      });
    },
  });
  // A killed sender's half-open connection is no news here.
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    taken,
    stayMute: (next) => (mute = next),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
