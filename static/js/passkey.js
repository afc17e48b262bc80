// Passkeys: asks the archive for a challenge, lets the browser's key answer it, and sends the form.
// Without this script the button stays hidden, and the page says what else there is.

const NONE =
  "This browser offers no passkeys here: it may be too old, or the address begins neither with https:// nor with http://localhost.";
const SILENT = "The archive did not answer. Try again in a moment.";
const LATE = "That took too long. Use your passkey again when you have it at hand.";
const CANCELLED = "No passkey was used: that was cancelled, or none of yours is on this device. Try again when you are ready.";
const OTHERS = {
  InvalidStateError: "This device has a passkey of your account already.",
  NotSupportedError: "This device cannot make such a passkey. Use another one.",
  ConstraintError: "This device cannot ask for a PIN, a finger or a face. Set that up on it, or use another one.",
  SecurityError: "This browser allows no passkeys at this address.",
};

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

const listed = (keys) => (keys ?? []).map((key) => ({ ...key, id: toBytes(key.id) }));

const WAYS = {
  create: async (asked) => {
    const user = { ...asked.user, id: toBytes(asked.user.id) };
    const publicKey = { ...asked, user, challenge: toBytes(asked.challenge), excludeCredentials: listed(asked.excludeCredentials) };
    const made = await navigator.credentials.create({ publicKey });
    return told(made, { attestationObject: toText(made.response.attestationObject) });
  },
  get: async (asked) => {
    const publicKey = { ...asked, challenge: toBytes(asked.challenge), allowCredentials: listed(asked.allowCredentials) };
    const used = await navigator.credentials.get({ publicKey });
    return told(used, {
      authenticatorData: toText(used.response.authenticatorData),
      signature: toText(used.response.signature),
    });
  },
};

function told(key, response) {
  const rawId = toText(key.rawId);
  return { id: rawId, rawId, type: key.type, response: { ...response, clientDataJSON: toText(key.response.clientDataJSON) } };
}

async function challenge(form) {
  const token = form.elements.csrfmiddlewaretoken.value;
  let answer;
  try {
    answer = await fetch(form.dataset.address, { method: "POST", headers: { "X-CSRFToken": token } });
    const { options, fault } = await answer.json();
    return { options, fault };
  } catch {
    return { fault: SILENT };
  }
}

const sentence = (error, began, asked) => {
  if (error.name !== "NotAllowedError") return OTHERS[error.name] ?? CANCELLED;
  return asked.timeout && performance.now() - began >= asked.timeout ? LATE : CANCELLED;
};

function prepare(form) {
  const button = form.querySelector("[data-passkey-button]");
  const fault = form.querySelector("[data-fault]");
  let isWaiting = false;

  const say = (words) => {
    fault.textContent = words;
    fault.hidden = !words;
  };

  async function use() {
    const { options, fault: refused } = await challenge(form);
    if (!options) return say(refused ?? SILENT);
    const began = performance.now();
    try {
      form.elements.answer.value = JSON.stringify(await WAYS[form.dataset.passkey](options));
    } catch (error) {
      return say(sentence(error, began, options));
    }
    form.submit();
  }

  if (!window.PublicKeyCredential) return say(NONE);
  button.hidden = button.disabled = false;
  if (!form.querySelector("input:not([type=hidden])")) button.focus();
  form.addEventListener("submit", async (event) => {
    if (event.submitter !== button) return;
    event.preventDefault();
    if (isWaiting) return;
    isWaiting = true;
    say("");
    await use();
    isWaiting = false;
  });
}

for (const form of document.querySelectorAll("form[data-passkey]")) prepare(form);
