// Keeps the desk up to date. Without this file the desk is as fresh as its last load, and says so.

/** Three heartbeats of the server's; a connection that says nothing for longer is dead, whatever the browser thinks. */
const SILENT_MS = 45_000;
/** The server ends a connection after ten minutes, and the browser comes back within seconds: not worth a word. */
const GRACE_MS = 10_000;

const line = document.querySelector('[data-live-line]');
if (line instanceof HTMLElement && 'EventSource' in window) keepLive(line);

/** What the line shows: when it was last up to date, and whether it is kept so or a link refreshes it.
 * @param {HTMLElement} line */
function showOn(line) {
  const note = line.querySelector('[data-live-note]');
  const mark = line.querySelector('[data-live-mark]');
  const refresh = line.querySelector('[data-live-refresh]');
  return {
    said: () => note?.textContent ?? '',
    firstTime: note?.querySelector('time')?.textContent?.split(', ').pop() ?? '',
    /** @param {string} words */
    say(words) {
      // The same words again would be read aloud again.
      if (note && note.textContent !== words) note.textContent = words;
    },
    /** @param {boolean} live */
    mind(live) {
      mark?.toggleAttribute('hidden', !live);
      refresh?.toggleAttribute('hidden', live);
    },
  };
}

/** @param {HTMLElement} line */
function keepLive(line) {
  const { said, firstTime, say, mind } = showOn(line);
  /** @type {EventSource | undefined} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let lost;
  let failing = false;
  let heardAt = firstTime;

  /** @param {number} ms */
  const loseAfter = (ms) => {
    clearTimeout(lost);
    lost = setTimeout(() => {
      say(`Not live since ${heardAt}`);
      mind(false);
      // Closed by an answer that is no stream: signed out, or too many desks open.
      if (source?.readyState === EventSource.CLOSED) return;
      source?.close();
      connect();
    }, ms);
  };

  /** @param {string} time */
  const hear = (time) => {
    heardAt = time;
    failing = false;
    mind(true);
    loseAfter(SILENT_MS);
  };

  /** @param {MessageEvent<string>} event */
  const show = ({ data, lastEventId }) => {
    const [time = '', ...html] = data.split('\n');
    const lostBefore = said().startsWith('Not live');
    hear(time);
    if (lastEventId === line.dataset.liveLine) {
      if (lostBefore) say(`Updated ${time}`);
      return;
    }
    line.dataset.liveLine = lastEventId;
    swap(html.join('\n'));
    say(`Updated ${time}`);
  };

  function connect() {
    source = new EventSource(line.dataset.liveSource ?? '');
    source.addEventListener('desk', show);
    source.addEventListener('alive', ({ data }) => hear(data));
    // Each try of the browser's fails anew: only the first starts the clock.
    source.addEventListener('error', () => {
      if (!failing) loseAfter(GRACE_MS);
      failing = true;
    });
    failing = false;
    loseAfter(SILENT_MS);
  }

  // A browser keeps six connections to a host: desks that nobody looks at give theirs back.
  const look = () => {
    source?.close();
    clearTimeout(lost);
    if (document.visibilityState === 'visible') connect();
  };
  document.addEventListener('visibilitychange', look);
  addEventListener('pagehide', () => source?.close());
  addEventListener('pageshow', ({ persisted }) => persisted && look());
  look();
}

// Puts each part in its place. A parsed document runs no script, and whoever was on a link stays on it.
/** @param {string} html */
function swap(html) {
  const fresh = new DOMParser().parseFromString(html, 'text/html');
  const focused = document.activeElement?.closest('[data-live]') ? document.activeElement.getAttribute('href') : null;
  for (const part of fresh.querySelectorAll('[data-live]')) {
    const place = document.querySelector(`[data-live="${CSS.escape(part.getAttribute('data-live') ?? '')}"]`);
    place?.replaceChildren(...part.childNodes);
  }
  const sentence = document.querySelector('[data-live="sentence"]')?.textContent;
  if (sentence) document.title = `${sentence} · OneVisit desk`;
  if (focused === null) return;
  const link = document.querySelector(`[data-live] a[href="${CSS.escape(focused)}"]`);
  if (link instanceof HTMLElement) link.focus({ preventScroll: true });
}
