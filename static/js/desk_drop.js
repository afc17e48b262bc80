// Files dropped on the form are chosen, and what is chosen is listed with what would be refused.
// Without this the field works as the browser's own.

const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

function line(words, isWrong) {
  const item = document.createElement("li");
  item.textContent = words;
  item.classList.toggle("wrong", isWrong);
  return item;
}

function list(input, chosen) {
  const { largestFile, largestRequest, mostFiles } = chosen.dataset;
  const files = [...input.files];
  const total = files.reduce((sum, file) => sum + file.size, 0);
  const rows = files.map((file) => {
    const isWrong = file.size > Number(largestFile);
    return line(`${file.name}, ${size(file.size)}${isWrong ? ": too large, it will be set aside" : ""}`, isWrong);
  });
  if (total > Number(largestRequest)) rows.push(line(`Together ${size(total)}: too much for one upload, choose fewer.`, true));
  if (files.length > Number(mostFiles)) rows.push(line(`${files.length} files: too many for one upload, choose fewer.`, true));
  chosen.replaceChildren(...rows);
}

// Asked before anything is sent: a browser forgets the chosen files with every answer.
function askForCorpus(into, named) {
  const check = () => {
    const isOne = Boolean(into.value) !== Boolean(named.value.trim());
    named.setCustomValidity(isOne ? "" : "Choose a corpus, or name a new one; not both.");
  };
  into.addEventListener("change", check);
  named.addEventListener("input", check);
  check();
}

// An archive without a corpus has nothing to choose from.
const into = document.getElementById("id_into");
if (into) askForCorpus(into, document.getElementById("id_new_corpus"));

for (const zone of document.querySelectorAll("[data-drop]")) {
  const input = zone.querySelector("input[type=file]");
  const chosen = zone.querySelector("[data-chosen]");
  zone.querySelector("label").textContent = "Files: choose them, or drop them here";
  input.addEventListener("change", () => list(input, chosen));
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) zone.classList.remove("over");
  });
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      list(input, chosen);
    }
  });
}
