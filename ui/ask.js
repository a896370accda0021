// The room 问答: the question box, markers and their cards, dates, sharing, opinions and complaints.
(() => {
  "use strict";
  const { word, set } = wenbao;
  const box = () => document.querySelector("#question textarea, #question input");
  const turn = () => document.querySelector("#conversation .turn");

  wenbao.labels(() => {
    set(box(), "placeholder", word("placeholder"));
    set(box(), "aria-label", word("question"));
    set(box(), "enterkeyhint", "send");
    const send = document.getElementById("send");
    if (send && send.textContent.trim() !== word("send")) send.textContent = word("send");
    for (const id of ["conversation", "sources"]) wenbao.region(id, word(id === "sources" ? "sources" : "answers"));
    for (const all of document.querySelectorAll("option[data-all]")) if (all.textContent !== word("scope_all")) all.textContent = word("scope_all");
    const next = document.querySelector("#next .next");
    if (next) next.hidden = next.dataset.for !== turn()?.querySelector("[data-answer]")?.dataset.answer;
    announce();
    follow();
    arrive();
  });

  // A new question comes to the top of the view, with earlier ones above it.
  let asked = 0;
  function follow() {
    const turns = document.querySelectorAll("#conversation .past details").length + (turn() ? 1 : 0);
    if (turns === asked) return;
    asked = turns;
    if (turn() && turns > 1) turn().scrollIntoView({ block: "start" });
    else window.scrollTo(0, 0);
  }

  // One polite live region, told once when an answer is complete: streaming would be read piece by piece.
  let told = null;
  function announce() {
    const state = turn() && turn().dataset.state !== "pending" ? turn().querySelector(".clipping") : null;
    const text = state ? [...state.querySelectorAll(".short, .says, .lead")].map((e) => e.innerText).join(" ") : null;
    if (text === told) return;
    told = text;
    wenbao.say(text || "");
  }

  function light(n, move) {
    for (const e of document.querySelectorAll("[data-source]")) e.classList.toggle("lit", e.dataset.source === n);
    const card = document.getElementById("source-" + n);
    if (move && card) {
      card.focus({ preventScroll: true });
      card.scrollIntoView({ block: "nearest" });
    }
  }

  wenbao.ask = (text) => {
    if (!box()) return;
    if (document.documentElement.dataset.room !== "ask") location.hash = "ask";
    box().value = text;
    box().dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => document.getElementById("send").click(), 50);
  };

  function write() {
    if (document.documentElement.dataset.room === "ask") { box()?.focus(); return; }
    location.hash = "ask";
    setTimeout(() => box()?.focus(), 50); // once the room is shown
  }

  // A shared link holds the question behind #ask/ and is asked again, once, as soon as the box is there.
  let waiting = null;
  wenbao.enter((room, rest) => {
    if (room !== "ask" || !rest[0]) return;
    waiting = rest.join("/");
    history.replaceState(null, "", "#ask");
    arrive();
  });
  function arrive() {
    if (!waiting || !box() || !document.querySelector("#conversation .welcome, #conversation .turn")) return;
    const text = waiting;
    waiting = null;
    setTimeout(() => insist(text, 5), 300);
  }
  // Gradio binds its events some time after it has drawn; while one question runs, the same again is not taken.
  function insist(text, times) {
    wenbao.ask(text);
    setTimeout(() => { if (!turn() && times > 0) insist(text, times - 1); }, 1500);
  }
  function share(text) {
    wenbao.copy(location.origin + location.pathname + "#ask/" + encodeURIComponent(text), "shared");
  }

  // Where to look: the fields, as the server reads them.
  const fields = () => [...document.querySelectorAll("[data-scope]")];
  wenbao.scope = () => JSON.stringify(Object.fromEntries(fields().map((f) => [f.dataset.scope, f.value])));
  function showScope() {
    const set = fields().filter((f) => f.value);
    const now = document.querySelector(".scope-now");
    if (now) now.textContent = set.length ? set.map((f) => (f.type === "date" ? word("scope_" + f.dataset.scope) + " " : "") + f.value).join(" · ") : "";
  }

  async function like(button) {
    const tools = button.closest("[data-answer]");
    try {
      await wenbao.post("/api/v1/feedback", { answer: tools.dataset.answer, liked: button.dataset.like === "yes" });
      for (const other of tools.querySelectorAll("[data-like]")) other.setAttribute("aria-pressed", String(other === button));
      wenbao.say(word("thanks"), true);
    } catch {
      wenbao.say(word("not_sent"), true);
    }
  }

  // The complaint's dialog is made when it is first wanted.
  const make = (tag, attributes, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };
  const field = (key, control) => make("label", {}, make("span", {}, word(key)), control);
  function complain(from) {
    const answer = from.closest("[data-answer]")?.dataset.answer;
    const article = from.closest("[data-reading]")?.dataset.reading;
    const question = answer && turn()?.querySelector(".asked")?.textContent;
    const kinds = ["wrong", "privacy", "rights", "illegal", "label"].map((kind) => make("option", { value: kind }, word("kind_" + kind)));
    const kind = make("select", { name: "kind" }, ...kinds);
    const text = make("textarea", { name: "text", rows: "4", maxlength: "4000", required: "" });
    const contact = make("input", { name: "contact", maxlength: "200", autocomplete: "email" });
    const consent = make("input", { type: "checkbox", name: "consent" });
    const agree = make("label", { class: "consent" }, consent, make("span", {}, word("complain_consent") + (question ? " " + word("quote_open") + question + word("quote_close") : "")));
    const fault = make("p", { class: "fault", role: "alert" });
    const send = make("button", { type: "submit", class: "primary" }, word("complain_send"));
    const close = make("button", { type: "button", "data-close": "" }, word("complain_close"));
    const form = make("form", { novalidate: "" },
      make("h2", { id: "complaint-title" }, word("complain_title")), make("p", { class: "quiet" }, word("complain_more")),
      field("complain_kind", kind), field("complain_text", text), field("complain_contact", contact), ...(question ? [agree] : []),
      fault, make("p", { class: "buttons" }, close, send));
    const dialog = make("dialog", { id: "complaint", "aria-labelledby": "complaint-title" }, form);
    document.body.append(dialog);
    dialog.addEventListener("close", () => { dialog.remove(); from.focus(); });
    dialog.addEventListener("click", (event) => { if (event.target === dialog || event.target.closest("[data-close]")) dialog.close(); });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!text.value.trim()) { fault.textContent = word("complain_empty"); text.focus(); return; }
      send.disabled = true;
      const enclosed = consent.checked ? { question: question, consent: true } : {};
      try {
        const receipt = await wenbao.post("/api/v1/complaints", {
          kind: kind.value, text: text.value.trim(), ...(contact.value.trim() ? { contact: contact.value.trim() } : {}),
          ...(answer ? { answer } : {}), ...(article ? { article } : {}), ...enclosed,
        });
        const number = make("output", { class: "receipt" }, receipt.id);
        form.replaceChildren(
          make("h2", { id: "complaint-title" }, word("complain_title")),
          make("p", { role: "status" }, word("complain_receipt"), number),
          make("p", { class: "quiet" }, word("complain_due"), receipt.due.slice(0, 10)), make("p", { class: "buttons" }, close));
        close.focus();
      } catch {
        fault.textContent = word("not_sent");
        send.disabled = false;
      }
    });
    dialog.showModal();
    kind.focus();
  }

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest?.(selector);
    const marker = at("a.marker");
    if (marker) { event.preventDefault(); light(marker.dataset.source, true); return; }
    const question = at("[data-question]");
    if (question) { wenbao.ask(question.dataset.question); return; }
    if (at("a.skip")) { event.preventDefault(); write(); return; }
    const shared = at("[data-share]");
    if (shared) { share(shared.dataset.share); return; }
    if (at("[data-export]")) { document.getElementById("export").click(); return; }
    const liked = at("[data-like]");
    if (liked) { like(liked); return; }
    const complaint = at("[data-complain]");
    if (complaint) { complain(complaint); return; }
    if (at("[data-scope-clear]")) { for (const f of fields()) f.value = ""; showScope(); }
  });
  document.addEventListener("change", (event) => { if (event.target.matches?.("[data-scope]")) showScope(); });
  for (const name of ["pointerover", "focusin"]) {
    document.addEventListener(name, (event) => {
      const marker = event.target.closest?.("a.marker");
      if (marker) light(marker.dataset.source, false);
    });
  }
  document.addEventListener("keydown", (event) => {
    // Enter that chooses a word in a Chinese input method does not send.
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopImmediatePropagation();
    // "/" goes to the box, as in most archives, unless something is being written.
    const writing = event.target.matches?.("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      write();
    }
  }, true);
})();
