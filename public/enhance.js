// Every page works without this file; it only makes waiting, counting and paying smoother.

/** @typedef {{ open(): void, on(event: string, listener: () => void): void }} RazorpayCheckout */
/** @typedef {new (options: Record<string, unknown>) => RazorpayCheckout} RazorpayConstructor */

const CHECKOUT_LOAD_LIMIT_MS = 4000;
const ANNOUNCE_AT_MINUTES = [1, 5];

/**
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
const all = (selector) => [...document.querySelectorAll(selector)].filter((found) => found instanceof HTMLElement);

/** @param {number} seconds */
function inWords(seconds) {
  if (seconds >= 60) return `${Math.ceil(seconds / 60)} min left`;
  return `${seconds} s left`;
}

/** @param {HTMLElement} hold */
function countDown(hold) {
  const { holdUntil = '', holdNow, holdEndedHref } = hold.dataset;
  // The server's clock decides; the browser's only measures what has passed since the page was made.
  const skewMs = holdNow ? Date.parse(holdNow) - Date.now() : 0;
  const left = hold.querySelector('[data-hold-left]');
  const live = hold.querySelector('[data-hold-live]');
  const bar = hold.querySelector('progress');
  let before = Infinity;
  const tick = () => {
    const seconds = Math.max(0, Math.ceil((Date.parse(holdUntil) - Date.now() - skewMs) / 1000));
    if (left) left.textContent = inWords(seconds);
    if (bar) bar.value = seconds;
    hold.classList.toggle('hold-short', seconds <= 60);
    const minutes = ANNOUNCE_AT_MINUTES.find((mark) => seconds <= mark * 60 && before > mark * 60);
    if (minutes && live && seconds > 0) live.textContent = `${minutes} minute${minutes === 1 ? '' : 's'} left to pay for the held times.`;
    before = seconds;
    if (seconds > 0) return;
    clearInterval(timer);
    if (holdEndedHref) location.assign(holdEndedHref);
    else location.reload();
  };
  const timer = setInterval(tick, 1000);
  if (Number.isNaN(Date.parse(holdUntil))) clearInterval(timer);
  else tick();
}

/**
 * What a button said before it was pressed.
 * @type {Map<HTMLElement, Node[]>}
 */
const waiting = new Map();

/** @param {HTMLFormElement} form */
function release(form) {
  delete form.dataset.submitted;
  for (const button of form.querySelectorAll('button')) {
    const words = waiting.get(button);
    if (!words) continue;
    button.replaceChildren(...words);
    button.removeAttribute('aria-disabled');
    waiting.delete(button);
  }
}

/** @param {SubmitEvent} event */
function submitOnce(event) {
  const { target: form, submitter } = event;
  if (!(form instanceof HTMLFormElement) || !(submitter instanceof HTMLElement)) return;
  if (form.dataset.submitted) {
    event.preventDefault();
    return;
  }
  const text = submitter.dataset.submittingText;
  if (!text || event.defaultPrevented) return;
  form.dataset.submitted = 'yes';
  // After this event, because a changed button would not send its own name and value.
  setTimeout(() => {
    waiting.set(submitter, [...submitter.childNodes]);
    submitter.setAttribute('aria-disabled', 'true');
    submitter.replaceChildren(text);
  });
}

/**
 * @param {string} src
 * @returns {Promise<RazorpayConstructor>}
 */
function loadCheckout(src) {
  return new Promise((resolve, reject) => {
    const ready = () => 'Razorpay' in window && resolve(/** @type {RazorpayConstructor} */ (window.Razorpay));
    if (ready()) return;
    const script = document.createElement('script');
    script.src = src;
    script.addEventListener('load', () => ready() || reject(new Error('no checkout in the script')));
    script.addEventListener('error', reject);
    setTimeout(reject, CHECKOUT_LOAD_LIMIT_MS);
    document.head.append(script);
  });
}

/**
 * @param {string} action
 * @param {Record<string, string>} values
 */
function post(action, values) {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = action;
  for (const [name, value] of Object.entries(values)) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}

/** @param {SubmitEvent} event */
async function openCheckout(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.razorpayOptions || event.defaultPrevented) return;
  event.preventDefault();
  /** @type {Record<string, unknown>} */
  const options = JSON.parse(form.dataset.razorpayOptions);
  const note = form.querySelector('[data-checkout-note]');
  try {
    const Razorpay = await loadCheckout(form.dataset.checkoutSrc ?? '');
    new Razorpay({
      ...options,
      handler: (/** @type {Record<string, string>} */ paid) => post(String(options.callback_url), paid),
      modal: {
        .../** @type {object} */ (options.modal),
        ondismiss() {
          release(form);
          if (note) note.textContent = 'The payment window was closed. Nothing was charged, and your times are still held.';
        },
      },
    }).open();
    if (note) note.textContent = '';
  } catch {
    form.submit();
  }
}

/** @param {Event} event */
function closeMenus(event) {
  const escaped = event instanceof KeyboardEvent;
  if (escaped && event.key !== 'Escape') return;
  for (const menu of document.querySelectorAll('details[data-menu][open]')) {
    if (!escaped && event.target instanceof Node && menu.contains(event.target)) continue;
    menu.removeAttribute('open');
    if (escaped) menu.querySelector('summary')?.focus();
  }
}

/** @param {KeyboardEvent} event */
function focusSearch(event) {
  const typing = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');
  const search = document.querySelector('[data-search-key]');
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || !(search instanceof HTMLInputElement)) return;
  event.preventDefault();
  search.select();
}

/** @param {HTMLElement} button */
function offerCopy(button) {
  button.hidden = !navigator.clipboard;
  const label = button.ariaLabel;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy ?? '');
    button.ariaLabel = 'Copied';
    button.classList.add('copied');
    setTimeout(() => {
      button.ariaLabel = label;
      button.classList.remove('copied');
    }, 2000);
  });
}

document.addEventListener('submit', submitOnce);
document.addEventListener('submit', openCheckout);
document.addEventListener('click', closeMenus);
document.addEventListener('keydown', closeMenus);
document.addEventListener('keydown', focusSearch);
document.addEventListener('change', ({ target }) => {
  if (!(target instanceof Element)) return;
  const form = target.closest('form[data-autosubmit]');
  if (form instanceof HTMLFormElement) form.requestSubmit();
});
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) document.querySelectorAll('form').forEach(release);
});

/** @param {HTMLElement} strip */
function showCurrent(strip) {
  const current = strip.querySelector('[aria-current]');
  const item = current?.closest('li') ?? current;
  if (item instanceof HTMLElement) strip.scrollLeft = item.offsetLeft - (strip.clientWidth - item.clientWidth) / 2;
}

all('.days, .tabs, .rail-links').forEach(showCurrent);
all('[data-hold-until]').forEach(countDown);
all('[data-copy]').forEach(offerCopy);
for (const button of all('[data-autosubmit-button]')) button.hidden = true;
(document.getElementById('error-summary') ?? document.querySelector('[data-focus]'))?.focus?.();
