import type { EmulatorAdmin } from '../razorpay-emulator/admin-client.ts';

const SECOND_MS = 1_000;

/** The emulator while it lives through a month that is over. */
export interface EmulatorInThePast {
  readonly admin: EmulatorAdmin;
  /** Sets its clock to that instant, coarsely: what is created there carries its date. */
  goTo(at: Date): Promise<void>;
  /** Back to today, with its webhooks as they were; safe to call twice. */
  comeBack(): Promise<void>;
}

/**
 * Takes the emulator out of today. Its endpoints hear of nothing meanwhile, because the running app would judge the
 * past by its own clock; the events of today's visitors of the demo are found by asking, as every lost webhook is.
 */
export async function takeIntoThePast(admin: EmulatorAdmin): Promise<EmulatorInThePast> {
  const { endpoints, settings } = await admin.state(1);
  for (const { id } of endpoints) await admin.editWebhook(id, { events: [] });
  await admin.setSettings({ refundMode: 'processed' });
  let home: Promise<void> | undefined;

  async function comeBack(): Promise<void> {
    await admin.setClock({ set: Math.floor(Date.now() / SECOND_MS) });
    await admin.setSettings({ refundMode: settings.refundMode });
    // A run that was killed left them deaf; nobody who registers an endpoint wants to hear nothing.
    for (const { id, events } of endpoints) await admin.editWebhook(id, { events: events.length > 0 ? events : ['*'] });
  }

  return {
    admin,
    goTo: async (at) => {
      if (!home) await admin.setClock({ set: Math.floor(at.getTime() / SECOND_MS) });
    },
    comeBack: () => (home ??= comeBack()),
  };
}
