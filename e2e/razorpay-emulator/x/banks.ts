/** Bank by the first four letters of an IFSC. */
const BANKS: Record<string, string> = {
  HDFC: 'HDFC Bank', ICIC: 'ICICI Bank', SBIN: 'State Bank of India', UTIB: 'Axis Bank', KKBK: 'Kotak Mahindra Bank', YESB: 'Yes Bank', PUNB: 'Punjab National Bank',
  BARB: 'Bank of Baroda', CNRB: 'Canara Bank', UBIN: 'Union Bank of India', IDIB: 'Indian Bank', INDB: 'IndusInd Bank', IDFB: 'IDFC First Bank', FDRL: 'Federal Bank', RATN: 'RBL Bank',
};

export function bankCodeOf(ifsc: string): string {
  return ifsc.slice(0, 4);
}

export function bankNameOf(ifsc: string): string {
  return BANKS[bankCodeOf(ifsc)] ?? `${bankCodeOf(ifsc)} Bank`;
}
