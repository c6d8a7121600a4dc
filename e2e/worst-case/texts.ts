/** What people, banks and Razorpay may choose, at its longest and with no place to break. */

/** 60 letters, one word. */
export const LONG_NAME = 'Venkatanarasimharajuvaripetavenkatasubramaniamkrishnamoorthy';
/** One word of a script whose letters are wide and are not to be parted from their signs. */
export const TAMIL_NAME = 'திருவேங்கடமுடையானம்பலவாணதேசிகராஜகோபாலாச்சாரியார்';
/** 64 characters before the @, a tag among them, as RFC 5321 allows. */
export const LONG_MAILBOX = 'venkatanarasimharajuvaripetavenkatasubramaniamk+onevisit.clinics';
export const MAIL_HOST = '@correspondence.krishnamoorthyandassociates.example';
/** ₹1,23,45,678.90: as wide as a price gets. */
export const PRICE_PAISE = 1_234_567_890;

export const WORD = 'Otorhinolaryngologicallyimmunoelectrophoreticallychromatographed';
/** A reason as machines give them. */
export const REASON = 'beneficiary_bank_offline_imps_not_supported_for_this_account_branch_or_scheme_code';
/** What no dictionary breaks: a bank's reference, as long as its column. */
export const REFERENCE = 'HDFCN52026112800123456NEFTRTGSIMPSUPI9087654321ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** As long as any note may be, one word in it that fills a line. */
export const NOTE = `${'https://intranet.example/tickets/'}${'a1b2c3d4e5'.repeat(12)} ${'and waited for the front desk to answer. '.repeat(10)}`;
