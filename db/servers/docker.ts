import { run } from './install.ts';
import type { RunningServer } from './server-process.ts';

interface DockerOptions {
  /** Compose project: one set of containers and volumes per world (demo, test). */
  project: string;
  service: 'mysql' | 'postgres';
  port: number;
  fresh: boolean;
}

const PASSWORD = 'onevisit';

/** The database services of compose.yaml, published on this machine only. */
export async function startInDocker(options: DockerOptions): Promise<RunningServer> {
  const { project, service } = options;
  const compose = ['compose', '-p', project];
  const env = { DATABASE_PASSWORD: PASSWORD, [service === 'mysql' ? 'MYSQL_PORT' : 'POSTGRES_PORT']: String(options.port) };
  if (options.fresh) await run('docker', [...compose, 'rm', '--stop', '--force', '--volumes', service], { env });
  if (options.fresh) await run('docker', ['volume', 'rm', '--force', `${project}_${service}`], { env });
  await run('docker', [...compose, 'up', '--detach', '--wait', service], { env });
  return {
    url: urlOf(options),
    description: `${service} in Docker`,
    died: new Promise(() => {}),
    stop: async () => {
      await run('docker', [...compose, 'stop', service], { env });
    },
  };
}

/** As the server's administrator: tests make databases of their own. */
function urlOf({ service, port }: DockerOptions): string {
  const user = service === 'mysql' ? 'mysql://root' : 'postgres://onevisit';
  return `${user}:${PASSWORD}@127.0.0.1:${port}/onevisit`;
}
