"use strict";
// Activities: the whole page is drawn here. Ids are numbered anew at every load, as many frameworks do it.
const loads = Number(sessionStorage.getItem("loads") ?? 0) + 1;
sessionStorage.setItem("loads", loads);
let serial = loads * 40;
const nextId = () => "ui-id-" + ++serial;
const place = document.getElementById("activities");
let words = {};

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function labelled(text, control, className = "field") {
  control.id = nextId();
  return make("p", { className }, make("label", { htmlFor: control.id, textContent: text }), control);
}

const list = (options) => make("select", {}, ...options.map(([value, label]) => new Option(label, value)));

function row(item) {
  const tick = make("input", { type: "checkbox", checked: item.done, ariaLabel: words["activities.done"] + ": " + item.subject });
  tick.addEventListener("change", async () => {
    await fetch("/api/activities/" + item.id, { method: "POST", body: new URLSearchParams({ done: tick.checked ? "1" : "0" }) });
    await show(shown());
  });
  const subject = make("th", { scope: "row", id: nextId(), textContent: item.subject });
  const customer = make("td", {}, make("a", { href: item.href, textContent: item.customer }));
  const due = make("td", { className: item.late ? "late" : "" }, make("time", { textContent: item.due }));
  const plain = [item.kind, item.owner].map((textContent) => make("td", { textContent }));
  return make("tr", {}, make("td", {}, tick), subject, customer, due, ...plain);
}

function table(rows) {
  const heads = ["activities.done", "field.activity", "field.customer", "field.due", "field.kind", "field.owner"];
  const head = make("tr", {}, ...heads.map((key) => make("th", { scope: "col", textContent: words[key] })));
  return make("table", { className: "card" }, make("thead", {}, head), make("tbody", {}, ...rows.map(row)));
}

function dialog({ kinds, customers }) {
  const title = make("h2", { id: nextId(), textContent: words["act.new-activity"] });
  const [subject, due] = [make("input", { required: true }), make("input", { required: true })];
  due.dataset.day = "";
  const [kind, customer] = [list(kinds), list(customers)];
  const fields = make("div", { className: "fields" }, labelled(words["field.subject-activity"], subject, "field wide"),
    labelled(words["field.customer"], customer, "field wide"), labelled(words["field.kind"], kind), labelled(words["field.due"], due));
  const cancel = make("button", { type: "button", textContent: words["act.cancel"] });
  const footer = make("footer", {}, cancel, make("button", { className: "primary", textContent: words["act.save"] }));
  const form = make("form", {}, title, fields, footer);
  const window = make("dialog", {}, form);
  window.setAttribute("aria-labelledby", title.id);
  cancel.addEventListener("click", () => window.close());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new URLSearchParams({ subject: subject.value, due: due.value, kind: kind.value, customer: customer.value });
    await fetch("/api/activities", { method: "POST", body });
    window.close();
    await show(shown());
  });
  return window;
}

const shown = () => place.querySelector("select").value;

async function show(filter) {
  const found = await (await fetch("/api/activities?show=" + filter)).json();
  words = found.words;
  document.getElementById("activities-count").textContent = found.count;
  const choice = list(found.filters);
  choice.value = found.show;
  choice.addEventListener("change", () => show(choice.value));
  const window = dialog(found);
  const add = make("button", { className: "primary", textContent: words["act.new-activity"] });
  add.addEventListener("click", () => window.showModal());
  const filtered = make("div", { className: "filters" }, labelled(words["activities.show"], choice));
  const rows = found.rows.length ? table(found.rows) : make("p", { className: "card", textContent: words["activities.empty"] });
  place.replaceChildren(filtered, rows, window);
  document.getElementById("activities-acts").replaceChildren(add);
}

show("open");
