"use strict";
// The board: cards are dragged to another stage, or moved by the list on each card.
async function move(card, stage) {
  const form = new URLSearchParams({ stage });
  await fetch("/api/opportunities/" + card.dataset.id + "/stage", { method: "POST", body: form });
  document.querySelector('.lane[data-stage="' + stage + '"]').append(card);
  card.querySelector("select").value = stage;
}

const cardOf = (id) => document.querySelector('[data-id="' + CSS.escape(id) + '"]');

document.addEventListener("dragstart", (event) => {
  const card = event.target.closest("[data-id]");
  if (card) event.dataTransfer.setData("text/plain", card.dataset.id);
});

for (const lane of document.querySelectorAll(".lane")) {
  lane.addEventListener("dragover", (event) => {
    event.preventDefault();
    lane.classList.add("over");
  });
  lane.addEventListener("dragleave", () => lane.classList.remove("over"));
  lane.addEventListener("drop", (event) => {
    event.preventDefault();
    lane.classList.remove("over");
    const card = cardOf(event.dataTransfer.getData("text/plain"));
    if (card) move(card, lane.dataset.stage);
  });
  lane.addEventListener("change", ({ target }) => move(target.closest("[data-id]"), target.value));
}
