/** The name of each worker's own session with the queue's database; whoever looks for a living worker looks for it. */
export const WORKER_SESSION = 'onevisit-worker';
