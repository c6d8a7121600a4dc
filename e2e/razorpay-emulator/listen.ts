import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Below the range the system gives to outgoing connections, so that none of those ever sits on a port we want again. */
const FREE_PORTS_FROM = 21_000;
const FREE_PORTS = 100;

/** Listens and says on which port; 0 takes a free one. */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  // Side by side, each begins its search somewhere else.
  const first = process.pid % FREE_PORTS;
  for (let turn = 0; ; turn++) {
    try {
      server.listen(port === 0 ? FREE_PORTS_FROM + ((first + turn) % FREE_PORTS) : port, host);
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (port !== 0 || !taken || turn === FREE_PORTS) throw error;
    }
  }
}
