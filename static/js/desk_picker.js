// Django's type-ahead leaves the box that shows the choice without a name for a screen reader:
// it takes the field's own label. Also in rows that are added later.

function nameBoxes(root) {
  for (const select of root.querySelectorAll("select.admin-autocomplete")) {
    const label = select.labels[0]?.textContent.trim() || select.getAttribute("aria-label") || "Choose";
    const box = select.nextElementSibling;
    for (const part of box?.querySelectorAll("[role=combobox], [role=textbox]") ?? []) {
      part.setAttribute("aria-label", `${label.replace(/:$/, "")}: ${select.selectedOptions[0]?.text || "nothing chosen"}`);
      part.removeAttribute("aria-labelledby");
    }
  }
}

window.addEventListener("load", () => {
  // Asked for after Django's own script has, so it runs after the boxes are there.
  window.django?.jQuery(() => {
    nameBoxes(document);
    window.django.jQuery("select.admin-autocomplete").on("change", () => setTimeout(nameBoxes, 0, document));
  });
});
document.addEventListener("formset:added", (event) => setTimeout(nameBoxes, 0, event.target));
