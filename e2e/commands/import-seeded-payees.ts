import { openDatabase, type Database } from '#db/client.ts';
import { SEEDED_ID } from '#db/seed/payee-rows.ts';
import { sealedAt } from '#db/sealed-columns.ts';
import { createSeal, type Seal } from '#db/sealed-text.ts';
import { createEmulatorAdmin, type EmulatorAdmin } from '../razorpay-emulator/admin-client.ts';

/** Enough for a month of payouts; the reference makes it one transfer, however often it is loaded. */
const LOADED_PAISE = 250_000_000;
const LOAD_REFERENCE = 'SEEDLOAD0001';

/** The seed's providers never went through the emulator; knowing their accounts, and with money in ours, it can pay them. */
export async function importSeededPayees(databaseUrl: string, bankDataKeys: string, emulatorOrigin: string): Promise<number> {
  const db = openDatabase(databaseUrl, { connections: 1 });
  try {
    const emulator = createEmulatorAdmin(emulatorOrigin);
    const known = await importPayees({ db, seal: createSeal(bankDataKeys), emulator });
    await emulator.loadBalance(LOADED_PAISE, { bank_reference: LOAD_REFERENCE });
    return known;
  } finally {
    await db.destroy();
  }
}

/** Contacts and fund accounts under the very ids that the seed has given them; says how many accounts were new. */
export async function importPayees({ db, seal, emulator }: { readonly db: Database; readonly seal: Seal; readonly emulator: Pick<EmulatorAdmin, 'importX'> }): Promise<number> {
  const profiles = await db.selectFrom('provider_profile').selectAll().where('gateway_contact_id', 'like', `cont\\_${SEEDED_ID}%`).execute();
  const accounts = await db.selectFrom('payout_account').selectAll().where('gateway_fund_account_id', 'like', `fa\\_${SEEDED_ID}%`).execute();
  const contactOf = new Map(profiles.map((profile) => [profile.provider_id, profile.gateway_contact_id!]));
  const { imported } = await emulator.importX({
    contacts: profiles.map((profile) => ({
      id: profile.gateway_contact_id!, name: profile.legal_name, email: profile.email, contact: profile.phone, type: 'vendor', reference_id: profile.provider_id,
    })),
    fund_accounts: accounts.map((account) => ({
      id: account.gateway_fund_account_id!,
      contact_id: contactOf.get(account.provider_id)!,
      account_type: 'bank_account' as const,
      bank_account: { name: account.holder_name, ifsc: account.ifsc!, account_number: seal.open(account.number_sealed, sealedAt.accountNumber(account.id)) },
    })),
  });
  return imported.fund_accounts;
}
