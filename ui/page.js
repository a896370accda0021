// The page's own behaviour: rooms, language, type size, theme, markers and their cards, examples, sorting, articles.
// Texts from the archive enter the document as text nodes only. The rooms' own scripts follow and use `wenbao`.
const wenbao = (() => {
  "use strict";
  const root = document.documentElement;
  const kept = (name) => { try { return localStorage.getItem("wenbao." + name); } catch { return null; } };
  const keep = (name, value) => { try { localStorage.setItem("wenbao." + name, value); } catch { /* not allowed: for now only */ } };
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  const language = () => root.dataset.lang;
  const word = (key) => wenbaoWords[key][language()];

  function setLanguage(lang) {
    root.dataset.lang = lang;
    label();
  }
  function setTheme(name) {
    root.dataset.theme = name;
    document.body?.classList.toggle("dark", name === "dark"); // Gradio's own parts follow this class
  }
  function setSize(large) {
    root.dataset.size = large ? "large" : "normal";
    label();
  }

  // The room is the first part of the fragment (#archive/2023-03-05): links, history and bookmarks work by themselves.
  const ROOMS = ["ask", "check", "archive"];
  const place = () => location.hash.slice(1).split("/");
  function enter() {
    const room = ROOMS.includes(place()[0]) ? place()[0] : "ask";
    if (root.dataset.room !== room) { root.dataset.room = room; window.scrollTo(0, 0); }
    label();
    for (const tell of entering) tell(room, place().slice(1));
  }
  const entering = [];

  function set(element, name, value) {
    if (element && element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  // What stands in attributes cannot be in two languages at once; Gradio also re-creates elements now and then.
  function label() {
    set(root, "lang", language() === "zh" ? "zh-CN" : "en"); // Gradio sets the browser's language when it starts
    const box = document.querySelector("#question textarea, #question input");
    set(box, "placeholder", word("placeholder"));
    set(box, "aria-label", word("question"));
    set(box, "enterkeyhint", "send");
    const send = document.getElementById("send");
    if (send && send.textContent.trim() !== word("send")) send.textContent = word("send");
    for (const button of document.querySelectorAll("[data-switch]")) {
      const name = button.dataset.switch;
      set(button, "aria-label", word({ language: "language_label", large: "large", theme: "theme" }[name]));
      if (name === "large") set(button, "aria-pressed", String(root.dataset.size === "large"));
      if (name === "theme") set(button, "aria-pressed", String(root.dataset.theme === "dark"));
    }
    for (const [id, key] of [["conversation", "answers"], ["sources", "sources"], ...ROOMS.map((name) => ["room-" + name, "room_" + name])]) {
      set(document.getElementById(id), "role", "region");
      set(document.getElementById(id), "aria-label", word(key));
    }
    const rooms = document.querySelector("nav.rooms");
    set(rooms, "aria-label", word("rooms"));
    for (const link of rooms?.querySelectorAll("[data-room]") || []) {
      if (link.dataset.room === root.dataset.room) set(link, "aria-current", "page");
      else if (link.hasAttribute("aria-current")) link.removeAttribute("aria-current");
    }
    announce();
    follow();
  }

  // A new question comes to the top of the view, with earlier ones above it.
  let asked = 0;
  function follow() {
    const turns = document.querySelectorAll("#conversation .past details").length + (document.querySelector("#conversation .turn") ? 1 : 0);
    if (turns === asked) return;
    asked = turns;
    const turn = document.querySelector("#conversation .turn");
    if (turn && turns > 1) turn.scrollIntoView({ block: "start" });
    else window.scrollTo(0, 0);
  }

  // One polite live region, told once when an answer is complete: streaming would be read piece by piece.
  let told = null;
  function announce() {
    const turn = document.querySelector("#conversation .turn");
    const state = turn && turn.dataset.state !== "pending" ? turn.querySelector(".clipping") : null;
    const text = state ? [...state.querySelectorAll(".short, .says, .lead")].map((e) => e.innerText).join(" ") : null;
    if (text === told) return;
    told = text;
    say(text || "");
  }

  function light(n, move) {
    for (const e of document.querySelectorAll("[data-source]")) e.classList.toggle("lit", e.dataset.source === n);
    const card = document.getElementById("source-" + n);
    if (move && card) {
      card.focus({ preventScroll: true });
      card.scrollIntoView({ block: "nearest" });
    }
  }

  function ask(text) {
    const box = document.querySelector("#question textarea, #question input");
    if (!box) return;
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => document.getElementById("send").click(), 50);
  }

  function sort(button) {
    const section = button.closest(".results");
    for (const other of section.querySelectorAll("[data-sort]")) other.setAttribute("aria-pressed", String(other === button));
    const by = button.dataset.sort;
    const day = (e) => e.dataset.published;
    const order = {
      relevance: (a, b) => a.dataset.rank - b.dataset.rank,
      newest: (a, b) => (!day(a)) - (!day(b)) || day(b).localeCompare(day(a)),
      oldest: (a, b) => (!day(a)) - (!day(b)) || day(a).localeCompare(day(b)),
    }[by];
    const list = section.querySelector("ol");
    list.append(...[...list.children].sort(order));
  }

  // An address of this server, under whatever path a proxy publishes it.
  function path(below) {
    const base = (window.gradio_config?.root || "").replace(/\/$/, "");
    return new URL(base || "/", location.href).pathname.replace(/\/$/, "") + below;
  }

  // One line to the live region.
  function say(text) {
    let region = document.getElementById("wenbao-status");
    if (!region) {
      region = document.createElement("div");
      region.id = "wenbao-status";
      region.setAttribute("role", "status");
      document.body.append(region);
    }
    region.textContent = text;
  }

  async function fetchWhole(details) {
    const body = details.querySelector(".body");
    if (!details.open || body.dataset.done) return;
    body.dataset.done = "yes";
    body.textContent = word("loading");
    try {
      const answer = await fetch(path("/api/v1/articles/" + encodeURIComponent(details.dataset.key)));
      if (!answer.ok) throw new Error(String(answer.status));
      body.textContent = (await answer.json()).body;
    } catch {
      body.textContent = word("no_article");
      delete body.dataset.done;
    }
  }

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest?.(selector);
    const marker = at("a.marker");
    if (marker) { event.preventDefault(); light(marker.dataset.source, true); return; }
    const example = at("[data-question]");
    if (example) { ask(example.dataset.question); return; }
    const sorter = at("[data-sort]");
    if (sorter) { sort(sorter); return; }
    if (at("a.skip")) { event.preventDefault(); document.querySelector("#question textarea, #question input")?.focus(); return; }
    const flip = at("[data-switch]")?.dataset.switch;
    if (flip === "language") { const l = language() === "zh" ? "en" : "zh"; keep("lang", l); setLanguage(l); }
    if (flip === "large") { const l = root.dataset.size !== "large"; keep("size", l ? "large" : "normal"); setSize(l); }
    if (flip === "theme") { const t = root.dataset.theme === "dark" ? "light" : "dark"; keep("theme", t); setTheme(t); label(); }
  });
  document.addEventListener("pointerover", (event) => {
    const marker = event.target.closest?.("a.marker");
    if (marker) light(marker.dataset.source, false);
  });
  document.addEventListener("focusin", (event) => {
    const marker = event.target.closest?.("a.marker");
    if (marker) light(marker.dataset.source, false);
  });
  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.("details[data-key]")) fetchWhole(event.target);
  }, true);
  // Enter that chooses a word in a Chinese input method does not send.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopImmediatePropagation();
  }, true);

  root.dataset.room = "ask";
  window.addEventListener("hashchange", enter);
  setLanguage(kept("lang") || (/^zh\b/i.test(navigator.language || "") ? "zh" : "en"));
  setTheme(kept("theme") || (dark.matches ? "dark" : "light"));
  setSize(kept("size") === "large");
  dark.addEventListener("change", () => { if (!kept("theme")) { setTheme(dark.matches ? "dark" : "light"); label(); } });
  document.addEventListener("DOMContentLoaded", () => {
    setTheme(root.dataset.theme);
    new MutationObserver(label).observe(root, { attributes: true, attributeFilter: ["lang"] });
    new MutationObserver(label).observe(document.body, { childList: true, subtree: true, characterData: true });
    enter();
  });

  // For the rooms' own scripts: `enter(tell)` calls tell(room, rest of the fragment) whenever a room is entered.
  return { word, path, say, ask, language, enter: (tell) => entering.push(tell) };
})();
