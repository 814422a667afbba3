"use strict";
// Pictures of a case are sent as soon as they are chosen.
const file = document.getElementById("file");

function line({ name, size }) {
  const item = document.createElement("li");
  const shown = document.createElement("bdi");
  const small = document.createElement("span");
  shown.textContent = name;
  small.textContent = size;
  item.append(shown, small);
  return item;
}

file.addEventListener("change", async () => {
  const [chosen] = file.files;
  const address = "/api/cases/" + file.dataset.case + "/files?" + new URLSearchParams({ name: chosen.name });
  const headers = { "Content-Type": "application/octet-stream" };
  const { files, said } = await (await fetch(address, { method: "POST", body: chosen, headers })).json();
  document.getElementById("file-said").textContent = said ?? "";
  if (files) document.getElementById("file-list").replaceChildren(...files.map(line));
});
