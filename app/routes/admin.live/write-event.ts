interface Event {
  readonly name: string;
  readonly id?: string;
  readonly data: string;
}

/** One event as the wire has it; a line break in the data is another `data:` line, else it would end the event early. */
export function writeEvent({ name, id, data }: Event): string {
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  return `event: ${name}\n${id === undefined ? '' : `id: ${id}\n`}${lines.join('')}\n`;
}
