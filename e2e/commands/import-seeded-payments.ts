import { openDatabase } from '#db/client.ts';
import { createEmulatorAdmin } from '../razorpay-emulator/admin-client.ts';

/** The seed's past payments never went through the emulator; knowing them, it can refund them when somebody cancels. */
export async function importSeededPayments(databaseUrl: string, emulatorOrigin: string): Promise<number> {
  const db = openDatabase(databaseUrl, { connections: 1 });
  try {
    const paid = await db.selectFrom('payment_transaction').selectAll().where('status', '=', 'captured').execute();
    const { imported } = await createEmulatorAdmin(emulatorOrigin).importPaid(
      paid.map((payment) => ({
        order_id: payment.gateway_order_id!,
        payment_id: payment.gateway_payment_id!,
        receipt: payment.id,
        amount: payment.amount_paise,
        fee: payment.fee_paise ?? 0,
        tax: payment.tax_paise ?? 0,
        method: payment.method ?? 'upi',
        created_at: Math.floor(payment.created_at.getTime() / 1_000),
      })),
    );
    return imported;
  } finally {
    await db.destroy();
  }
}
