// The frame's own behaviour: rooms, language, type size, theme, what is told, copied and saved.
// Texts from the archive enter the document as text nodes only. The rooms' own scripts follow and use `wenbao`.
const wenbao = (() => {
  "use strict";
  const root = document.documentElement;
  const kept = (name) => { try { return localStorage.getItem("wenbao." + name); } catch { return null; } };
  const keep = (name, value) => { try { localStorage.setItem("wenbao." + name, value); } catch { /* not allowed: for now only */ } };
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const labelling = []; // what rooms do whenever the document changed: labels that Gradio re-creates without
  const entering = [];

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

  // The room is the first part of the fragment (#archive/day/2023-03-05): links, history and bookmarks work by themselves.
  const ROOMS = ["ask", "check", "archive"];
  const place = () => location.hash.slice(1).split("/");
  function enter() {
    const room = ROOMS.includes(place()[0]) ? place()[0] : "ask";
    if (root.dataset.room !== room) { root.dataset.room = room; window.scrollTo(0, 0); }
    label();
    for (const tell of entering) tell(room, place().slice(1).map(unescaped));
  }
  function unescaped(part) {
    try { return decodeURIComponent(part); } catch { return part; }
  }

  function set(element, name, value) {
    if (element && element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  // What stands in attributes cannot be in two languages at once; Gradio also re-creates elements now and then.
  function label() {
    set(root, "lang", language() === "zh" ? "zh-CN" : "en"); // Gradio sets the browser's language when it starts
    for (const button of document.querySelectorAll("[data-switch]")) {
      const name = button.dataset.switch;
      set(button, "aria-label", word({ language: "language_label", large: "large", theme: "theme" }[name]));
      if (name === "large") set(button, "aria-pressed", String(root.dataset.size === "large"));
      if (name === "theme") set(button, "aria-pressed", String(root.dataset.theme === "dark"));
    }
    for (const name of ROOMS) region("room-" + name, word("room_" + name));
    for (const link of document.querySelectorAll("a[data-away]")) set(link, "href", link.dataset.away + "?lang=" + language());
    const rooms = document.querySelector("nav.rooms");
    set(rooms, "aria-label", word("rooms"));
    for (const link of rooms?.querySelectorAll("[data-room]") || []) {
      if (link.dataset.room === root.dataset.room) set(link, "aria-current", "page");
      else if (link.hasAttribute("aria-current")) link.removeAttribute("aria-current");
    }
    for (const tell of labelling) tell();
  }
  function region(id, name) {
    set(document.getElementById(id), "role", "region");
    set(document.getElementById(id), "aria-label", name);
  }

  // An address of this server, under whatever path a proxy publishes it.
  function path(below) {
    const base = (window.gradio_config?.root || "").replace(/\/$/, "");
    return new URL(base || "/", location.href).pathname.replace(/\/$/, "") + below;
  }

  // One line to the live region; `shown`: for the eyes too, for a moment.
  let fading = 0;
  function say(text, shown) {
    let told = document.getElementById("wenbao-status");
    if (!told) {
      told = document.createElement("div");
      told.id = "wenbao-status";
      told.setAttribute("role", "status");
      document.body.append(told);
    }
    told.textContent = text;
    told.classList.toggle("shown", Boolean(shown && text));
    clearTimeout(fading);
    if (shown) fading = setTimeout(() => told.classList.remove("shown"), 4000);
  }

  async function copy(text, done) {
    try {
      if (!navigator.clipboard) throw new Error("no clipboard without https");
      await navigator.clipboard.writeText(text);
    } catch {
      const box = document.createElement("textarea");
      box.value = text;
      box.className = "off-screen";
      (document.querySelector("dialog[open]") || document.body).append(box);
      box.select();
      const copied = document.execCommand("copy");
      box.remove();
      if (!copied) { say(word("copy_failed"), true); return; }
    }
    say(word(done || "copied"), true);
  }

  function save(text, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
    link.download = name || "wenbao-" + new Date().toISOString().slice(0, 10) + ".md";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    say(word("exported"), true);
  }

  async function post(below, body) {
    const answer = await fetch(path(below), { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
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

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest?.(selector);
    for (const chip of document.querySelectorAll("details.chip[open]")) if (!chip.contains(event.target)) chip.open = false;
    const sorter = at("[data-sort]");
    if (sorter) { sort(sorter); return; }
    const copied = at("[data-copy]");
    if (copied) { copy(copied.dataset.copy); return; }
    if (at("[data-print]")) { window.print(); return; }
    const flip = at("[data-switch]")?.dataset.switch;
    if (flip === "language") { const l = language() === "zh" ? "en" : "zh"; keep("lang", l); setLanguage(l); }
    if (flip === "large") { const l = root.dataset.size !== "large"; keep("size", l ? "large" : "normal"); setSize(l); }
    if (flip === "theme") { const t = root.dataset.theme === "dark" ? "light" : "dark"; keep("theme", t); setTheme(t); label(); }
  });
  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.("details[data-key]")) fetchWhole(event.target);
  }, true);
  document.addEventListener("keydown", (event) => {
    const chip = event.key === "Escape" && document.querySelector("details.chip[open], details.scope[open]");
    if (chip) { chip.open = false; chip.querySelector("summary").focus(); }
  });

  root.dataset.room = "ask";
  window.addEventListener("hashchange", enter);
  const asked = new URLSearchParams(location.search).get("lang"); // from the editor's rooms
  const said = ["zh", "en"].includes(asked) ? asked : "";
  if (said) {
    keep("lang", said);
    history.replaceState(null, "", location.pathname + location.hash); // it says it once: switching holds from then on
  }
  setLanguage(said || kept("lang") || (/^zh\b/i.test(navigator.language || "") ? "zh" : "en"));
  setTheme(kept("theme") || (dark.matches ? "dark" : "light"));
  setSize(kept("size") === "large");
  dark.addEventListener("change", () => { if (!kept("theme")) { setTheme(dark.matches ? "dark" : "light"); label(); } });
  document.addEventListener("DOMContentLoaded", () => {
    setTheme(root.dataset.theme);
    new MutationObserver(label).observe(root, { attributes: true, attributeFilter: ["lang"] });
    new MutationObserver(label).observe(document.body, { childList: true, subtree: true, characterData: true });
    enter();
  });
  // For the rooms' own scripts. `enter(tell)`: tell(room, the fragment's other parts) whenever a room is entered;
  // `labels(tell)`: whenever the document changed. ask.js adds ask(question).
  return {
    word, language, path, say, copy, save, post, set, region,
    enter: (tell) => entering.push(tell),
    labels: (tell) => labelling.push(tell),
  };
})();
