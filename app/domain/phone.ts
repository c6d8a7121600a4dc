/** A stored Indian mobile number (`+919000010421`) as people read it aloud: `+91 90000 10421`. Others stay as written. */
export function formatPhone(phone: string): string {
  return phone.replace(/^(\+91)(\d{5})(\d{5})$/, '$1 $2 $3');
}
