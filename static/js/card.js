// A card for a marked name: what the register at the foot of the page says of it, shown beside the
// name on hover or focus. Without this module the link still leads to the entity's page and the
// register is still there to read. Nothing is fetched, nothing is remembered.

const WAIT = 250; // ms: long enough that a pointer passing over the text raises nothing

const register = new Map(
  [...document.querySelectorAll(".register [data-card]")].map((entry) => [entry.dataset.card, entry]),
);
const card = document.createElement("div");
card.className = "card";
card.id = "card";
card.setAttribute("role", "tooltip");
card.hidden = true;

let shown = null;
let timer = 0;

function soon(act) {
  clearTimeout(timer);
  timer = setTimeout(act, WAIT);
}

function show(link) {
  const entry = register.get(link.dataset.card);
  if (!entry || link === shown) return;
  hide();
  card.replaceChildren(...[...entry.childNodes].map((node) => node.cloneNode(true)));
  for (const inner of card.querySelectorAll("a")) inner.replaceWith(...inner.childNodes);
  if (link.ariaLabel) card.prepend(saying(link.ariaLabel));
  card.hidden = false;
  place(link.getClientRects()[0]);
  link.setAttribute("aria-describedby", card.id);
  shown = link;
}

// The corner of a quotation says who spoke, and how it is told.
function saying(words) {
  const line = document.createElement("p");
  line.className = "label";
  line.textContent = words;
  return line;
}

// Set through the CSSOM, which a strict style-src allows; never a style attribute in the page.
function place(box) {
  const room = document.documentElement.clientWidth - card.offsetWidth - 16;
  const isAbove = box.bottom + card.offsetHeight + 12 > innerHeight;
  card.style.left = `${Math.max(16, Math.min(box.left, room)) + scrollX}px`;
  card.style.top = `${(isAbove ? box.top - card.offsetHeight - 6 : box.bottom + 6) + scrollY}px`;
}

function hide() {
  clearTimeout(timer);
  shown?.removeAttribute("aria-describedby");
  shown = null;
  card.hidden = true;
}

if (register.size) {
  document.querySelector("main").append(card);
  for (const link of document.querySelectorAll(".passage a[data-card]")) {
    link.addEventListener("mouseenter", () => soon(() => show(link)));
    link.addEventListener("mouseleave", () => soon(hide));
    link.addEventListener("focus", () => {
      if (link.matches(":focus-visible")) show(link);
    });
    link.addEventListener("blur", hide);
  }
  card.addEventListener("mouseenter", () => clearTimeout(timer));
  card.addEventListener("mouseleave", () => soon(hide));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
}
