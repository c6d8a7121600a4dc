/** The desk works in one place, whatever the zones of the clinics: its days and times are those of the head office. */
export const DESK_ZONE = 'Asia/Kolkata';
