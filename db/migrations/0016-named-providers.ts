import type { Migration } from '../migrate.ts';

/** A search for money also begins at what RazorpayX and banks call a provider: contact, fund account, e-mail, phone. */
export const namedProviders: Migration = {
  name: '0016-named-providers',
  statements: [
    `ALTER TABLE payout_account ADD KEY account_fund (gateway_fund_account_id)`,
    `ALTER TABLE provider_profile ADD KEY profile_contact (gateway_contact_id), ADD KEY profile_email (email), ADD KEY profile_phone (phone)`,
  ],
};
