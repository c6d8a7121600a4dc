import { log } from '#app/log.server.ts';

/**
 * A body that is written as fast as it is read and not faster. When the reader goes away, whatever the pieces hold open
 * (a snapshot of the books) is let go at once.
 */
export function streamText(pieces: AsyncGenerator<string>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const letGo = () => {
    pieces.return(undefined).catch((error: unknown) => log.warn({ err: error }, 'what an export held open could not be closed'));
  };
  signal.addEventListener('abort', letGo, { once: true });
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (!done) return controller.enqueue(encoder.encode(value));
      signal.removeEventListener('abort', letGo);
      controller.close();
    },
    cancel: letGo,
  });
}
