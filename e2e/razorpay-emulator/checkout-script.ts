/** What https://checkout.razorpay.com/v1/checkout.js offers a shop, over the same checkout page in a frame. Plain ES5-safe browser code: it is served as it stands. */
export const CHECKOUT_SCRIPT = `(function () {
  'use strict';
  var home = new URL(document.currentScript.src).origin;

  function Razorpay(options) {
    if (!(this instanceof Razorpay)) return new Razorpay(options);
    if (!options || !options.key) throw new Error('No key passed');
    this.options = options;
    this.listeners = {};
    this.overlay = null;
    this.settled = false;
  }

  Razorpay.prototype.on = function (event, listener) {
    (this.listeners[event] = this.listeners[event] || []).push(listener);
    return this;
  };

  Razorpay.prototype.emit = function (event, value) {
    (this.listeners[event] || []).forEach(function (listener) { listener(value); });
  };

  Razorpay.prototype.open = function () {
    if (this.overlay) return this;
    var self = this;
    var modal = this.options.modal || {};
    var overlay = document.createElement('div');
    overlay.className = 'razorpay-container';
    overlay.setAttribute('role', 'dialog');
    overlay.setAttribute('aria-modal', 'true');
    overlay.setAttribute('aria-label', 'Pay ' + (this.options.name || ''));
    overlay.style.cssText = 'position:fixed;inset:0;z-index:2147483647;background:rgba(0,0,0,.6);display:grid;place-items:center;box-sizing:border-box;padding-top:60px';
    var frame = document.createElement('iframe');
    frame.className = 'razorpay-checkout-frame';
    frame.title = 'Razorpay Checkout';
    frame.name = 'razorpay-' + Date.now().toString(36);
    frame.style.cssText = 'border:0;width:min(100%,460px);height:min(100%,760px);background:#fff;border-radius:8px';
    var close = document.createElement('button');
    close.type = 'button';
    close.textContent = 'Close';
    close.style.cssText = 'position:absolute;top:8px;right:8px;min-height:44px;padding:0 16px;border:0;border-radius:8px;background:#fff;color:#16211f;font:16px system-ui,sans-serif;cursor:pointer';
    close.addEventListener('click', function () { self.dismiss(); });
    overlay.appendChild(close);
    overlay.appendChild(frame);
    document.body.appendChild(overlay);

    this.before = { focus: document.activeElement, overflow: document.body.style.overflow };
    document.body.style.overflow = 'hidden';
    this.overlay = overlay;
    this.settled = false;
    this.onMessage = function (event) { if (event.origin === home && event.source === frame.contentWindow) self.heard(event.data); };
    this.onKey = function (event) { if (event.key === 'Escape' && modal.escape !== false) self.dismiss(); };
    window.addEventListener('message', this.onMessage);
    document.addEventListener('keydown', this.onKey);
    overlay.addEventListener('click', function (event) { if (event.target === overlay && modal.backdropclose) self.dismiss(); });
    post(home + '/v1/checkout/embedded', fieldsOf(this.options), frame.name);
    frame.focus();
    return this;
  };

  Razorpay.prototype.heard = function (message) {
    if (!message || message.source !== 'razorpay-emulator') return;
    if (message.type === 'dismissed') return this.dismiss();
    var redirect = this.options.redirect && this.options.callback_url;
    if (message.type === 'failed') {
      this.emit('payment.failed', message.response);
      if (redirect) post(this.options.callback_url, message.fields);
    }
    if (message.type === 'success') {
      this.settled = true;
      this.close();
      if (redirect || !this.options.handler) post(this.options.callback_url, message.response);
      else this.options.handler(message.response);
    }
  };

  Razorpay.prototype.dismiss = function () {
    var modal = this.options.modal || {};
    if (!this.overlay) return;
    this.close();
    if (modal.ondismiss && !this.settled) modal.ondismiss();
  };

  Razorpay.prototype.close = function () {
    if (!this.overlay) return;
    window.removeEventListener('message', this.onMessage);
    document.removeEventListener('keydown', this.onKey);
    this.overlay.remove();
    this.overlay = null;
    document.body.style.overflow = this.before.overflow;
    if (this.before.focus && this.before.focus.focus) this.before.focus.focus();
  };

  function fieldsOf(options) {
    var fields = { key_id: options.key, frame_origin: location.origin };
    ['order_id', 'amount', 'currency', 'name', 'description'].forEach(function (name) { if (options[name] !== undefined) fields[name] = options[name]; });
    ['prefill', 'notes'].forEach(function (group) {
      for (var name in options[group]) fields[group + '[' + name + ']'] = options[group][name];
    });
    if (options.prefill && options.prefill.method) fields.method = options.prefill.method;
    return fields;
  }

  function post(url, fields, target) {
    if (!url) return;
    var form = document.createElement('form');
    form.method = 'POST';
    form.action = url;
    if (target) form.target = target;
    form.hidden = true;
    for (var name in fields) {
      var input = document.createElement('input');
      input.type = 'hidden';
      input.name = name;
      input.value = fields[name];
      form.appendChild(input);
    }
    document.body.appendChild(form);
    form.submit();
    form.remove();
  }

  window.Razorpay = Razorpay;
})();
`;
