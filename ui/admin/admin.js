// The editor's rooms work without this: it keeps the type large and follows a build.
"use strict";
(() => {
  const root = document.documentElement;
  const kept = { get: () => { try { return localStorage.getItem("wenbao.size"); } catch { return null; } },
    set: (value) => { try { localStorage.setItem("wenbao.size", value); } catch { /* private window */ } } };
  const button = document.querySelector("[data-large]");
  function size(large) {
    root.dataset.size = large ? "large" : "normal";
    button.setAttribute("aria-pressed", String(large));
  }
  button.hidden = false;
  size(kept.get() === "large");
  button.addEventListener("click", () => {
    const large = root.dataset.size !== "large";
    kept.set(large ? "large" : "normal");
    size(large);
  });

  const box = document.querySelector("[data-progress]");
  if (!box) return;
  const part = (name) => box.querySelector(`[data-${name}]`);
  const put = (node, text) => { if (node.textContent !== text) node.textContent = text; };
  async function look() {
    try {
      const answer = await fetch(box.dataset.progress, { credentials: "same-origin", cache: "no-store" });
      const now = await answer.json();
      if (now.state !== "running") { location.reload(); return; }
      put(part("step"), box.dataset[now.step] || "");
      put(part("counts"), box.dataset.line.replace(/\{(\w+)\}/g, (_, name) => now[name]));
      put(part("source"), now.source);
      const bar = box.querySelector("progress");
      bar.max = now.files || 1;
      bar.value = now.done;
    } catch { /* the next look tells */ }
    setTimeout(look, 1000);
  }
  setTimeout(look, 500);
})();
