// Dialogs that are answered at once. The browser tells of the closing of a dialog later, and a key
// pressed until then may have opened the same dialog again, or a list of names that wants the focus:
// so the answer is taken where it is given, and the closing counts only where nothing else came.

// Shows a dialog; left(value) is called once, with the value of the button that sent it, or "". What it
// gives leaves the dialog with any value.
export function opened(dialog, left) {
  const asking = new AbortController();
  const { signal } = asking;
  const leave = (value = "") => {
    if (signal.aborted) return;
    asking.abort();
    dialog.close();
    left(value);
  };
  dialog.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return; // a form that looks at itself first
    event.preventDefault();
    leave(event.submitter?.value ?? "");
  }, { signal });
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); leave(); }, { signal });
  dialog.addEventListener("close", () => { if (!dialog.open) leave(); }, { signal });
  dialog.showModal();
  return leave;
}
