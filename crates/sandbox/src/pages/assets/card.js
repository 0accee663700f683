// The card fields inside the shop's frame.
//
// Messages, with the origin of the other side checked both ways:
//   shop → frame  { type: "stoa:tokenize", id, name? }   make a token of what is typed
//                 { type: "stoa:theme", theme: "dark" | "light" }
//   frame → shop  { type: "stoa:ready" }
//                 { type: "stoa:height", px }
//                 { type: "stoa:token", id, paymentMethod, brand, last4 }
//                 { type: "stoa:error", id, code, field, message }

const shops = document.body.dataset.parents.split(' ');
const shop = shops.find((origin) => origin === framingOrigin()) ?? shops[0];
const form = document.querySelector('form');
const number = document.querySelector('#number');
const expiry = document.querySelector('#expiry');
const cvc = document.querySelector('#cvc');

const MESSAGES = {
  number: 'Check the card number: it should have 12 to 19 digits, as on the card.',
  expiry: "Enter the expiry date as on the card, for example 04/30. It can't be in the past.",
  cvc: 'Enter the security code: 3 digits on the back, or 4 on the front of American Express.',
};
const CHECKS = { number: numberIsGood, expiry: expiryIsGood, cvc: cvcIsGood };
// How the gateway's parameter names map to what the buyer sees.
const FIELDS = { number: 'number', exp_month: 'expiry', exp_year: 'expiry', cvc: 'cvc' };

// Not every browser tells a frame who frames it; the referrer does where it is sent.
function framingOrigin() {
  if (location.ancestorOrigins?.length) return location.ancestorOrigins[0];
  return document.referrer ? new URL(document.referrer).origin : undefined;
}

function tell(message) {
  if (window.parent !== window) window.parent.postMessage(message, shop);
}

const digitsOf = (text) => text.replace(/\D/g, '');
const isAmex = () => /^3[47]/.test(digitsOf(number.value));

function grouped(digits) {
  const sizes = /^3[47]/.test(digits) ? [4, 6, 5] : [4, 4, 4, 4, 3];
  const groups = [];
  for (const size of sizes) {
    if (!digits) break;
    groups.push(digits.slice(0, size));
    digits = digits.slice(size);
  }
  return groups.join(' ');
}

function dated(text, deleting) {
  const [, month, rest] = /^(\d{1,2})[^\d]+(\d*)$/.exec(text.trim()) ?? [];
  if (month && rest !== undefined && !deleting) {
    return `${month.padStart(2, '0')}/${rest.length > 2 ? rest.slice(-2) : rest}`;
  }
  let digits = digitsOf(text);
  if (/^[2-9]/.test(digits)) digits = `0${digits}`;
  if (digits.length < 2 || (digits.length === 2 && deleting)) return digits;
  return `${digits.slice(0, 2)}/${digits.slice(2, 4)}`;
}

// Rewrites a field while it is typed in, with the caret after the same digit as before.
function rewrite(field, text) {
  if (field.value === text) return;
  const before = digitsOf(field.value.slice(0, field.selectionStart)).length;
  const atEnd = field.selectionStart === field.value.length;
  field.value = text;
  if (atEnd) return;
  let caret = 0;
  for (let seen = 0; caret < text.length && seen < before; caret += 1) {
    if (/\d/.test(text[caret])) seen += 1;
  }
  field.setSelectionRange(caret, caret);
}

function numberIsGood() {
  const digits = digitsOf(number.value);
  if (digits.length < 12 || digits.length > 19) return false;
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const doubled = place % 2 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

function expiryParts() {
  const [, month, year] = /^(\d{2})\/(\d{2})$/.exec(expiry.value) ?? [];
  return { month: Number(month), year: 2000 + Number(year) };
}

function expiryIsGood() {
  const { month, year } = expiryParts();
  if (!(month >= 1 && month <= 12)) return false;
  return new Date(year, month, 1) > new Date();
}

function cvcIsGood() {
  return digitsOf(cvc.value).length === (isAmex() ? 4 : 3);
}

function complain(field, message) {
  const input = document.getElementById(field);
  const error = document.getElementById(`${field}-error`);
  input.toggleAttribute('aria-invalid', Boolean(message));
  if (message) input.setAttribute('aria-invalid', 'true');
  error.textContent = message ?? '';
  error.hidden = !message;
}

function checkOnBlur(field) {
  const input = document.getElementById(field);
  input.addEventListener('blur', () => {
    if (input.value && !CHECKS[field]()) complain(field, MESSAGES[field]);
  });
  // A mended field is forgiven at once.
  input.addEventListener('input', () => {
    if (input.hasAttribute('aria-invalid') && CHECKS[field]()) complain(field);
  });
}

async function tokenize({ id, name }) {
  const wrong = Object.keys(CHECKS).filter((field) => !CHECKS[field]());
  for (const field of Object.keys(CHECKS)) {
    complain(field, wrong.includes(field) ? MESSAGES[field] : undefined);
  }
  if (wrong.length) return refuse(id, 'incomplete', wrong[0], MESSAGES[wrong[0]]);

  const { month, year } = expiryParts();
  const body = new URLSearchParams({
    type: 'card',
    'card[number]': digitsOf(number.value),
    'card[exp_month]': month,
    'card[exp_year]': year,
    'card[cvc]': digitsOf(cvc.value),
  });
  if (name) body.set('billing_details[name]', name);
  try {
    const answer = await fetch('/v1/payment_methods', {
      method: 'POST',
      headers: { Authorization: `Bearer ${document.body.dataset.key}` },
      body,
    });
    const made = await answer.json();
    if (answer.ok) {
      const { brand, last4 } = made.card;
      return tell({ type: 'stoa:token', id, paymentMethod: made.id, brand, last4 });
    }
    const field = FIELDS[made.error.param] ?? 'number';
    complain(field, made.error.message);
    return refuse(id, made.error.code ?? made.error.type, field, made.error.message);
  } catch {
    const message = 'The payment provider can’t be reached. Try again in a moment.';
    return refuse(id, 'unreachable', null, message);
  }
}

function refuse(id, code, field, message) {
  if (field) document.getElementById(field).focus();
  tell({ type: 'stoa:error', id, code, field, message });
}

number.addEventListener('input', () => rewrite(number, grouped(digitsOf(number.value).slice(0, 19))));
expiry.addEventListener('input', (event) => {
  rewrite(expiry, dated(expiry.value, event.inputType?.startsWith('delete')));
});
cvc.addEventListener('input', () => rewrite(cvc, digitsOf(cvc.value).slice(0, 4)));
Object.keys(CHECKS).forEach(checkOnBlur);
form.addEventListener('submit', (event) => event.preventDefault());

window.addEventListener('message', (event) => {
  if (event.source !== window.parent || !shops.includes(event.origin)) return;
  if (event.data?.type === 'stoa:tokenize') tokenize(event.data);
  if (event.data?.type === 'stoa:theme' && ['dark', 'light'].includes(event.data.theme)) {
    document.documentElement.dataset.theme = event.data.theme;
  }
});

new ResizeObserver(() => {
  tell({ type: 'stoa:height', px: Math.ceil(form.getBoundingClientRect().bottom) });
}).observe(form);
tell({ type: 'stoa:ready' });
