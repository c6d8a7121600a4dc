import { renderToStaticMarkup } from 'react-dom/server';
import { formatTime } from '#app/domain/appointment-time.ts';
import { DeskNow, Sentence } from '../admin._index/desk-now.tsx';
import type { LiveDesk } from '../admin._index/read-live-desk.server.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';

/** The page's own components, so that the desk is drawn in one place; React escapes what people wrote. */
export function drawDesk(desk: LiveDesk): string {
  return renderToStaticMarkup(
    <>
      <Sentence desk={desk} />
      <DeskNow desk={desk} />
    </>,
  );
}

/** `10:31` on the desk's clock. */
export function deskTime(now: Date): string {
  return formatTime(now, DESK_ZONE);
}
