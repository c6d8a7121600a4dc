/** What binds a sealed text to its place (sealed-text.ts); all sealed columns are here, and reseal-bank-data.ts knows them too. */
export const sealedAt = {
  accountNumber: (payoutAccountId: string) => `payout_account:${payoutAccountId}:number`,
  pan: (providerId: string) => `provider_profile:${providerId}:pan`,
  document: (documentId: string) => `provider_document:${documentId}:content`,
};
