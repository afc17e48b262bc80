// Looking through many: from a tick box the arrows (or J and K) lead to the one below or above, a box
// over the list ticks all of them, and a click with Shift ticks all in between. Without it the page
// works by Tab and Space.

const form = document.getElementById("review-form");
const boxes = [...(form?.querySelectorAll('[name="ticked"]') ?? [])];
let last = null;

function tell(counter) {
  const ticked = boxes.filter((box) => box.checked).length;
  counter.textContent = `${ticked} of ${boxes.length} ticked; arrows or J and K go from one to the next, Space ticks`;
  return ticked;
}

function tickAll() {
  const all = Object.assign(document.createElement("input"), { type: "checkbox" });
  const counter = document.createElement("span");
  const label = Object.assign(document.createElement("label"), { className: "ticking" });
  label.append(all, "Tick all, then untick what is wrong");
  counter.className = "quiet";
  counter.setAttribute("role", "status");
  form.querySelector(".lines").before(label, " ", counter);
  all.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; tell(counter); });
  form.addEventListener("change", () => { all.checked = tell(counter) === boxes.length; });
  tell(counter);
}

function step(event) {
  const at = boxes.indexOf(event.target);
  if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  const to = by && boxes[at + by];
  if (!to) return;
  event.preventDefault();
  to.focus();
  to.closest("li").scrollIntoView({ block: "nearest" });
}

function range(event) {
  const at = boxes.indexOf(event.target);
  if (at < 0) return;
  if (event.shiftKey && last !== null) {
    for (const box of boxes.slice(Math.min(at, last), Math.max(at, last) + 1)) box.checked = event.target.checked;
  }
  last = at;
}

if (boxes.length) {
  tickAll();
  form.addEventListener("keydown", step);
  form.addEventListener("click", range);
  document.documentElement.dataset.review = "ready";
}
