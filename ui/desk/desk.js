// The fact-check desk: bringing a file, choosing a statement, signing, exporting. Texts enter as text nodes only.
(() => {
  "use strict";
  const KEPT = "wenbao.desk";
  const find = (selector) => document.querySelector("#room-check " + selector);
  const all = (selector) => [...document.querySelectorAll("#room-check " + selector)];
  const box = () => find("#desk-text textarea");
  const narrow = window.matchMedia("(max-width: 56rem)");

  function set(element, name, value) {
    if (element && element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  // What stands in attributes cannot be in two languages at once; Gradio also re-creates elements now and then.
  let seen = "";
  function label() {
    set(box(), "placeholder", wenbao.word("desk_placeholder"));
    set(box(), "aria-label", wenbao.word("desk_box"));
    const button = document.getElementById("desk-check");
    if (button && button.textContent.trim() !== wenbao.word("desk_check")) button.textContent = wenbao.word("desk_check");
    for (const [selector, key] of [[".area-text", "desk_statements"], [".area-cards", "desk_card"]]) {
      set(find(selector), "role", "region");
      set(find(selector), "aria-label", wenbao.word(key));
    }
    const proof = find(".proof");
    const state = proof ? proof.dataset.state : "";
    if (state === seen) return;
    seen = state;
    const room = document.getElementById("room-check");
    if (state === "reading" || state === "done") write(false);
    if (state === "failed") {
      write(true);
      find(".proof .lead")?.scrollIntoView({ block: "nearest" });
    }
    if (state === "done") wenbao.say(find(".area-head .overall")?.innerText || "");
    room?.classList.toggle("read", state === "done");
  }
  // Either the text can be written, or it stands as a proof; never both.
  function write(on) {
    document.getElementById("room-check").classList.toggle("proofing", !on);
    const again = find("[data-desk=again]");
    if (again) again.hidden = on;
    if (on) box()?.focus();
  }

  function fill(text) {
    const area = box();
    if (!area) return false;
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  }
  function check(text) {
    seen = "";
    if (text !== undefined) fill(text);
    setTimeout(() => document.getElementById("desk-check")?.click(), 60);
  }
  function tell(text, where = "#desk-file .told") {
    const line = find(where);
    if (line) line.textContent = text;
  }

  // A manuscript: the server reads it (old encodings, Word) in a process of its own and keeps nothing.
  const TYPES = { txt: "text/plain", docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" };
  async function bring(file) {
    tell(wenbao.word("desk_reading"));
    find(".pieces").replaceChildren();
    const type = TYPES[file.name.split(".").pop().toLowerCase()] || "application/octet-stream";
    try {
      const answer = await fetch(wenbao.path("/api/v1/check/file"), { method: "POST", headers: { "Content-Type": type }, body: file });
      const said = await answer.json();
      if (!answer.ok) { tell(said.error.message); return; }
      tell(file.name);
      lay(said.pieces);
      check(said.pieces[0]);
    } catch {
      tell(wenbao.word("desk_export_failed"));
    }
  }
  function lay(pieces) {
    if (pieces.length < 2) return;
    const buttons = pieces.map((piece, n) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet-button";
      button.textContent = wenbao.word("desk_piece_n").replace("{n}", String(n + 1));
      button.setAttribute("aria-pressed", String(n === 0));
      button.addEventListener("click", () => {
        for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
        check(piece);
      });
      return button;
    });
    find(".pieces").replaceChildren(...buttons);
  }

  function select(n, move) {
    for (const link of all("a.statement")) {
      if (link.dataset.part === n) set(link, "aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    for (const card of all(".desk-card")) card.hidden = card.dataset.part !== n;
    const card = document.getElementById("desk-card-" + n);
    if (!card || !move) return;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: narrow.matches ? "start" : "nearest" });
  }
  function step(link, by) {
    const links = all("a.statement");
    const next = links[links.indexOf(link) + by];
    if (!next) return;
    next.focus();
    select(next.dataset.part, false);
  }

  async function session() {
    const answer = await fetch(wenbao.path("/api/v1/session"));
    return (await answer.json()).editor;
  }
  async function sign(button) {
    const sheet = button.closest(".signature");
    const said = (key) => tell(wenbao.word(key), ".signature .told");
    said("desk_signing");
    button.disabled = true;
    try {
      const editor = await session();
      if (!editor) { said("desk_sign_failed"); button.disabled = false; return; }
      const answer = await fetch(wenbao.path("/api/v1/checks"), {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRF-Token": editor.csrf },
        body: JSON.stringify({ claim: sheet.dataset.claim, digest: sheet.dataset.digest, remark: sheet.querySelector("[name=remark]").value }),
      });
      const paper = await answer.json();
      if (!answer.ok) { said(answer.status === 409 ? "desk_changed" : "desk_sign_failed"); button.disabled = false; return; }
      sheet.dataset.signed = paper.id;
      sheet.querySelector("[data-blank=name]").textContent = paper.signed.by;
      sheet.querySelector("[data-blank=date]").textContent = new Date(paper.signed.at).toLocaleDateString("sv", { timeZone: "Asia/Shanghai" });
      const remark = sheet.querySelector("[name=remark]");
      remark.readOnly = true;
      button.remove();
      for (const state of all(".area-head > .overall .state")) state.textContent = wenbao.word("desk_signed");
      for (const note of all(".area-foot .draft")) note.remove();
      said("desk_signed");
      document.getElementById("room-check").classList.add("signed");
    } catch {
      said("desk_sign_failed");
      button.disabled = false;
    }
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }
  async function take(button) {
    const sheet = button.closest(".signature");
    const format = button.dataset.take;
    const lang = wenbao.language();
    tell("", ".signature .told");
    try {
      const id = sheet.dataset.signed;
      const answer = id
        ? await fetch(wenbao.path(`/api/v1/checks/${id}/export?format=${format}&lang=${lang}`))
        : await fetch(wenbao.path("/api/v1/checks/export"), {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ claim: sheet.dataset.claim, format, lang }),
        });
      if (!answer.ok) throw new Error(String(answer.status));
      const name = /filename="([\w.-]+)"/.exec(answer.headers.get("content-disposition") || "");
      save(await answer.blob(), name ? name[1] : "check." + format);
    } catch {
      tell(wenbao.word("desk_export_failed"), ".signature .told");
    }
  }

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest?.("#room-check " + selector);
    const statement = at("a.statement");
    if (statement) { event.preventDefault(); select(statement.dataset.part, true); return; }
    if (at("#desk-check")) { seen = ""; document.getElementById("room-check").classList.remove("signed"); return; }
    if (at("[data-desk=again]")) { write(true); return; }
    if (at("button.sign")) { sign(at("button.sign")); return; }
    if (at("[data-take]")) { take(at("[data-take]")); return; }
    if (at("a.sign-in")) { try { sessionStorage.setItem(KEPT, box()?.value || ""); } catch { /* not allowed: the text is pasted again */ } }
  });
  document.addEventListener("focusin", (event) => {
    const statement = event.target.closest?.("#room-check a.statement");
    if (statement && !narrow.matches) select(statement.dataset.part, false);
  });
  document.addEventListener("change", (event) => {
    if (event.target.id === "desk-file-input" && event.target.files[0]) {
      bring(event.target.files[0]);
      event.target.value = "";
    }
  });
  document.addEventListener("keydown", (event) => {
    const statement = event.target.closest?.("#room-check a.statement");
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    if (statement && steps[event.key]) { event.preventDefault(); step(statement, steps[event.key]); return; }
    const card = event.target.closest?.("#room-check .desk-card");
    if (card && event.key === "Escape") find(`a.statement[data-part="${card.dataset.part}"]`)?.focus();
    if (event.target === box() && event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); check(); }
  });

  wenbao.enter((room) => {
    if (room !== "check") return;
    label();
    let text = null;
    try { text = sessionStorage.getItem(KEPT); sessionStorage.removeItem(KEPT); } catch { /* as above */ }
    if (!text) return;
    const wait = setInterval(() => { if (fill(text)) { clearInterval(wait); check(); } }, 100);
  });
  document.addEventListener("DOMContentLoaded", () => {
    new MutationObserver(label).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-state"] });
    new MutationObserver(label).observe(document.documentElement, { attributes: true, attributeFilter: ["data-lang"] });
    label();
  });
})();
