import { createServer } from 'node:net';

/** Above this the kernel hands ports to outgoing connections, so a listener there can lose its port by chance. */
const HIGHEST_PORT = 32_767;

export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** The next free ports at or after `from`, all different. */
export async function findFreePorts(count: number, from: number): Promise<number[]> {
  const found: number[] = [];
  for (let port = from; found.length < count; port++) {
    if (port > HIGHEST_PORT) throw new Error(`No ${count} free ports between ${from} and ${HIGHEST_PORT}.`);
    if (await isPortFree(port)) found.push(port);
  }
  return found;
}
