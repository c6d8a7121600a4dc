import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';

export interface Attachment {
  filename: string;
  contentType: string;
  content: Buffer;
}

export interface Message {
  id: string;
  receivedAt: Date;
  from: string;
  /** Every address the server was told to deliver to. */
  to: string[];
  subject: string;
  text: string;
  html: string | undefined;
  attachments: Attachment[];
}

/** One `.eml` file and one `.json` envelope per message: what was sent, byte for byte. */
export class MessageStore {
  readonly #folder: string;
  readonly #messages: Message[] = [];
  #sequence = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(folder: string): Promise<MessageStore> {
    mkdirSync(folder, { recursive: true });
    const store = new MessageStore(folder);
    const ids = readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => name.replace('.json', ''));
    for (const id of ids.sort()) {
      const envelope = JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')) as { to: string[]; receivedAt: string };
      const raw = readFileSync(join(folder, `${id}.eml`));
      store.#messages.push(await parse(id, raw, envelope.to, new Date(envelope.receivedAt)));
    }
    return store;
  }

  async add(raw: Buffer, to: string[], receivedAt: Date): Promise<Message> {
    this.#sequence += 1;
    const id = `${receivedAt.getTime()}-${String(this.#sequence).padStart(4, '0')}`;
    const message = await parse(id, raw, to, receivedAt);
    writeFileSync(join(this.#folder, `${id}.eml`), raw);
    writeFileSync(join(this.#folder, `${id}.json`), JSON.stringify({ to, receivedAt }));
    this.#messages.push(message);
    return message;
  }

  /** Newest first. */
  list(to?: string): Message[] {
    const wanted = to?.trim().toLowerCase();
    return this.#messages.filter((message) => !wanted || message.to.some((address) => address.toLowerCase().includes(wanted))).toReversed();
  }

  find(id: string): Message | undefined {
    return this.#messages.find((message) => message.id === id);
  }

  readRaw(id: string): Buffer {
    return readFileSync(join(this.#folder, `${id}.eml`));
  }

  clear(): void {
    this.#messages.length = 0;
    for (const name of readdirSync(this.#folder)) rmSync(join(this.#folder, name));
  }
}

async function parse(id: string, raw: Buffer, to: string[], receivedAt: Date): Promise<Message> {
  const mail = await simpleParser(raw, { skipImageLinks: true });
  const attachments = mail.attachments.map((part, index) => ({
    filename: part.filename ?? `part-${index + 1}`,
    contentType: part.contentType,
    content: part.content,
  }));
  const { text = '', subject = '(no subject)', html } = mail;
  return { id, receivedAt, from: mail.from?.text ?? '', to, subject, text, html: html === false ? undefined : html, attachments };
}
