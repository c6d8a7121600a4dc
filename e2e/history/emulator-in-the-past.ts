import type { EmulatorAdmin } from '../razorpay-emulator/admin-client.ts';
import { DEFAULT_X_SETTINGS } from '../razorpay-emulator/x/x-settings.ts';

const SECOND_MS = 1_000;
/** A payout made while a window is lived is under way until the window closes. */
const PROCESSING_SECONDS = 600;
/** One of the last hours is still under way in today, for an hour at least. */
const SLOW_PROCESSING_SECONDS = 6 * 3_600;
/** No bank sends money back by itself: our books hear of it at the very time, which a story decides. */
const NEVER_SECONDS = 400 * 86_400;

/** The emulator while it lives through a month that is over. */
export interface EmulatorInThePast {
  readonly admin: EmulatorAdmin;
  /** Sets its clock to that instant, coarsely: what is created there carries its date. */
  goTo(at: Date): Promise<void>;
  /** From here on banks take longer than there is time left. */
  slowDown(): Promise<void>;
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
  await admin.setSettings({ refundMode: 'processed', processingSeconds: PROCESSING_SECONDS, settledSeconds: NEVER_SECONDS });
  // A run that was killed left its own.
  const { processingSeconds, settledSeconds } = settings.settledSeconds === NEVER_SECONDS ? DEFAULT_X_SETTINGS : settings;
  let home: Promise<void> | undefined;

  async function comeBack(): Promise<void> {
    await admin.setClock({ set: Math.floor(Date.now() / SECOND_MS) });
    await admin.setSettings({ refundMode: settings.refundMode, processingSeconds, settledSeconds });
    // A run that was killed left them deaf; nobody who registers an endpoint wants to hear nothing.
    for (const { id, events } of endpoints) await admin.editWebhook(id, { events: events.length > 0 ? events : ['*'] });
  }

  return {
    admin,
    goTo: async (at) => {
      if (!home) await admin.setClock({ set: Math.floor(at.getTime() / SECOND_MS) });
    },
    slowDown: async () => {
      if (!home) await admin.setSettings({ refundMode: 'pending', processingSeconds: SLOW_PROCESSING_SECONDS });
    },
    comeBack: () => (home ??= comeBack()),
  };
}
