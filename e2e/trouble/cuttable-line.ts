import { connect, createServer, type Socket } from 'node:net';

export interface CuttableLine {
  /** The target's URL, by way of this line. */
  readonly url: string;
  /** The server behind it is as good as down: connections break and no new one comes about. */
  cut(): void;
  mend(): void;
  stop(): void;
}

/** A TCP line to a database that others use too, so that it can go down for one test only. */
export async function openCuttableLine(target: string, port: number): Promise<CuttableLine> {
  const { hostname, port: targetPort } = new URL(target);
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(Number(targetPort), hostname);
    for (const [socket, other] of [[near, far], [far, near]] as const) {
      sockets.add(socket);
      socket.pipe(other);
      socket.on('error', () => other.destroy());
      socket.once('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: Object.assign(new URL(target), { host: `127.0.0.1:${port}` }).href,
    cut: () => {
      isCut = true;
      breakAll();
    },
    mend: () => (isCut = false),
    stop: () => {
      server.close();
      breakAll();
    },
  };
}
