"use strict";
// Windows, days and amounts in the reader's own form, the search field, the discount and the chart.
const page = document.documentElement;
const euros = new Intl.NumberFormat(page.dataset.locale, { style: "currency", currency: "EUR", maximumFractionDigits: 0 });
const days = new Intl.DateTimeFormat(page.dataset.locale, { dateStyle: "long", timeZone: "UTC" });

function openDialog(button) {
  const dialog = document.getElementById(button.dataset.open);
  const form = dialog.querySelector("form");
  if (button.dataset.action) form.action = button.dataset.action;
  if (button.dataset.title) dialog.querySelector("h2").textContent = button.dataset.title;
  for (const [key, value] of Object.entries(button.dataset)) {
    if (key.startsWith("fill")) form.elements[key.slice(4).toLowerCase()].value = value;
  }
  dialog.showModal();
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) openDialog(opener);
  if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
});

function asDay(text) {
  const parts = (text.match(/\d+/g) || []).map(Number);
  if (parts.length !== 3) return text;
  const [year, month, day] = parts[0] > 31 ? parts : parts.reverse();
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCDate() === day ? days.format(date) : text;
}

document.addEventListener("change", ({ target }) => {
  if ("day" in target.dataset) target.value = asDay(target.value);
  if ("money" in target.dataset) {
    const digits = target.value.replace(/\D/g, "");
    target.value = digits ? euros.format(Number(digits)) : "";
  }
});

// Search: a combobox (ARIA 1.2, list autocomplete with manual selection).
const field = document.getElementById("search");
const hits = document.getElementById("hits");
let asked = 0;

async function search() {
  const turn = ++asked;
  const typed = field.value.trim();
  const found = typed.length < 2 ? [] : await (await fetch("/api/search?q=" + encodeURIComponent(typed))).json();
  if (turn !== asked) return;
  hits.replaceChildren(...found.map(hit));
  hits.hidden = !found.length;
  field.setAttribute("aria-expanded", String(found.length > 0));
  field.removeAttribute("aria-activedescendant");
}

function hit({ name, detail, href }, index) {
  const item = document.createElement("li");
  const small = document.createElement("span");
  item.id = "hit-" + index;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.dataset.href = href;
  small.textContent = detail;
  item.append(name, small);
  return item;
}

function choose(step) {
  const items = [...hits.children];
  if (!items.length) return;
  const now = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
  const next = (now + step + items.length) % items.length;
  items.forEach((item, index) => item.setAttribute("aria-selected", String(index === next)));
  field.setAttribute("aria-activedescendant", items[next].id);
}

if (field) {
  field.addEventListener("input", search);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") choose(1);
    else if (event.key === "ArrowUp") choose(-1);
    else if (event.key === "Escape") hits.hidden = true;
    else if (event.key === "Enter") {
      const item = hits.querySelector('[aria-selected="true"]') || hits.firstElementChild;
      if (item && !hits.hidden) location.assign(item.dataset.href);
    } else return;
    event.preventDefault();
  });
  hits.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item) location.assign(item.dataset.href);
  });
}

// Quote: above the limit it cannot be sent, only put to the sales manager.
const quote = document.querySelector("form.quote");
const approval = document.getElementById("request-approval");
if (quote && approval) {
  const discount = document.getElementById("discount");
  discount.addEventListener("input", () => {
    const percent = Math.min(Number(discount.value.replace(/\D/g, "")) || 0, 100);
    const above = percent > Number(quote.dataset.limit);
    document.getElementById("net").value = euros.format((Number(quote.dataset.price) * (100 - percent)) / 100);
    document.getElementById("limit-note").hidden = !above;
    document.getElementById("send").disabled = above;
    approval.disabled = !above;
    approval.classList.toggle("primary", above);
  });
}

// Dashboard: bars of the pipeline.
const chart = document.getElementById("chart");

function svg(name, attributes, text = "") {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.textContent = text;
  return node;
}

// Where something `wide` begins that lies `x` from the side on which reading starts.
const from = (x, wide = 0) => (page.dir === "rtl" ? 940 - x - wide : x);

function bar({ stage, value, shown, count }, index, most) {
  const y = index * 72 + 8;
  const width = Math.max((value / most) * 520, 2);
  return [
    svg("text", { x: from(0), y: y + 34 }, stage),
    svg("rect", { x: from(168, width), y, width, height: 52, rx: 5 }),
    svg("text", { x: from(184 + width), y: y + 24, "font-weight": 600 }, shown),
    svg("text", { x: from(184 + width), y: y + 45, class: "soft" }, count),
  ];
}

async function draw() {
  const chosen = new URLSearchParams(["team", "customer", "period"].map((id) => [id, document.getElementById(id).value]));
  const { forecast, late, list, stages: rows } = await (await fetch("/api/pipeline?" + chosen)).json();
  document.getElementById("forecast").textContent = forecast;
  document.getElementById("late").textContent = late;
  document.getElementById("late-list").href = list;
  const most = Math.max(1, ...rows.map((row) => row.value));
  const picture = svg("svg", { viewBox: "0 0 940 288", "aria-hidden": "true" });
  picture.append(...rows.flatMap((row, index) => bar(row, index, most)));
  chart.replaceChildren(picture);
}

// Requests of the last seven days, on a canvas.
async function drawWeek(canvas) {
  const days = await (await fetch("/api/arrivals")).json();
  const pen = canvas.getContext("2d");
  const most = Math.max(1, ...days);
  canvas.setAttribute("aria-label", canvas.getAttribute("aria-label") + ": " + days.join(", "));
  pen.font = "600 15px " + getComputedStyle(canvas).fontFamily;
  pen.textAlign = "center";
  days.forEach((number, index) => {
    const high = (number / most) * 66 + 2;
    const left = from(index * 136, 100);
    pen.fillStyle = "#5a48c8";
    pen.fillRect(left, 94 - high, 100, high);
    pen.fillStyle = "#221f33";
    pen.fillText(String(number), left + 50, 86 - high);
  });
}

if (chart) {
  document.querySelector(".filters").addEventListener("change", draw);
  draw();
  drawWeek(document.getElementById("week"));
}

// Fields inside shadow roots belong to the form around them, too.
document.addEventListener("formdata", ({ target, formData }) => {
  for (const host of target.querySelectorAll("tideline-field")) {
    for (const field of host.shadowRoot.querySelectorAll("[name]")) formData.set(field.name, field.value);
  }
});
