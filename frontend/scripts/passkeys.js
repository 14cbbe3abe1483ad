// A form that carries a passkey: the browser is asked what stands in its options, and its answer goes along hidden.
// The button needs a click: browsers ask for a passkey only when a person did something.
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from "@simplewebauthn/browser";

const ways = { create: startRegistration, get: startAuthentication };

export function carryPasskeys(root) {
  for (const form of root.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", (event) => carry(event, form));
  }
}

async function carry(event, form) {
  const answer = form.elements.namedItem("answer");
  event.preventDefault();
  say(form, "");
  if (!browserSupportsWebAuthn()) return say(form, "unsupported");
  try {
    const optionsJSON = JSON.parse(form.dataset.options);
    answer.value = JSON.stringify(await ways[form.dataset.passkey]({ optionsJSON }));
    form.submit();
  } catch (error) {
    say(form, error.name === "InvalidStateError" ? "known" : "given-up");
  }
}

function say(form, what) {
  for (const said of form.querySelectorAll("[data-passkey-said]")) said.hidden = said.dataset.passkeySaid !== what;
}
