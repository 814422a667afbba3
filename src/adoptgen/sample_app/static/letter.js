"use strict";
// Inside the frame: another language is shown as soon as it is chosen.
document.getElementById("language").addEventListener("change", ({ target }) => target.form.requestSubmit());
