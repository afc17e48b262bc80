// A button beside each citation that puts it on the clipboard, with its italics where the program that
// it is pasted into takes them. Without this module the citation is text to select; no button is shown
// that would do nothing.

const words = document.querySelector("#copying").dataset; // in the site's language
const said = document.createElement("p");
said.className = "vh";
said.setAttribute("role", "status");
document.body.append(said);

async function copy(element) {
  const written = element.textContent.trim();
  const text = element.localName === "pre" ? written : written.replace(/\s+/g, " ");
  if (!window.ClipboardItem) return navigator.clipboard.writeText(text);
  const forms = { "text/plain": new Blob([text], { type: "text/plain" }) };
  if (element.querySelector("cite, i")) {
    forms["text/html"] = new Blob([element.innerHTML.trim()], { type: "text/html" });
  }
  return navigator.clipboard.write([new ClipboardItem(forms)]);
}

function tell(button, outcome) {
  button.textContent = outcome;
  said.textContent = outcome;
  setTimeout(() => {
    button.textContent = words.offer;
    said.textContent = "";
  }, 2000);
}

for (const [place, element] of [...document.querySelectorAll("[data-copy]")].entries()) {
  if (!navigator.clipboard) break; // a page over plain http has none
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = words.offer;
  element.id ||= `copied-${place}`;
  button.setAttribute("aria-describedby", element.id);
  button.addEventListener("click", () =>
    copy(element).then(
      () => tell(button, words.done),
      () => tell(button, words.failed),
    ),
  );
  element.after(button);
}
