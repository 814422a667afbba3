"use strict";
// Two elements of our own: a reminder in an open shadow root, a rating in a closed one.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host { display: block; }
  p { margin: 0; display: flex; flex-wrap: wrap; gap: 12px; align-items: center; }
  label, legend { font-size: 15px; color: #5d5973; }
  select, button { font: inherit; color: inherit; block-size: 40px; padding-inline: 12px; border: 1px solid #aaa5c0; border-radius: 7px; background: #fff; }
  button { font-weight: 600; cursor: pointer; border-color: #c9c6da; }
  :focus-visible { outline: 3px solid #8f7ff0; outline-offset: 2px; }
  fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 8px 20px; }
  fieldset label { display: flex; gap: 8px; align-items: center; color: inherit; font-size: 16px; }
  input { inline-size: 20px; block-size: 20px; margin: 0; accent-color: #5a48c8; }
  legend { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
`);

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function inside(host, mode, ...children) {
  const root = host.attachShadow({ mode });
  root.adoptedStyleSheets = [sheet];
  root.append(...children);
}

const choices = (host) => [...host.querySelectorAll("data")].map((one) => [one.value, one.textContent]);

customElements.define("tideline-reminder", class extends HTMLElement {
  connectedCallback() {
    const days = make("select", { id: "days" }, ...choices(this).map(([value, label]) => new Option(label, value)));
    const said = make("span", { role: "status" });
    const act = make("button", { type: "button", textContent: this.dataset.act });
    act.addEventListener("click", async () => {
      const body = new URLSearchParams({ days: days.value });
      const answer = await fetch("/api/customers/" + this.dataset.customer + "/remind", { method: "POST", body });
      said.textContent = (await answer.json()).said;
    });
    inside(this, "open", make("p", {}, make("label", { htmlFor: "days", textContent: this.dataset.label }), days, act, said));
  }
});

customElements.define("tideline-rating", class extends HTMLElement {
  connectedCallback() {
    const marks = choices(this).map(([value, label]) => {
      const one = make("input", { type: "radio", name: "mark", value, checked: value === this.dataset.now });
      one.addEventListener("change", () => {
        const body = new URLSearchParams({ rating: value });
        fetch("/api/customers/" + this.dataset.customer + "/rating", { method: "POST", body });
      });
      return make("label", {}, one, label);
    });
    inside(this, "closed", make("fieldset", {}, make("legend", { textContent: this.dataset.label }), ...marks));
  }
});
