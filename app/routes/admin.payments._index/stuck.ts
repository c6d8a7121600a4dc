/** Not a status of ours: open, although Razorpay was to have said something by now. */
export const STUCK = 'stuck';
