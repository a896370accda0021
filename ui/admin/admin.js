// The editor's rooms work without this: it keeps type and theme as they were chosen and follows a build.
"use strict";
(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem("wenbao.theme");
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  } catch { /* private window */ }
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

  // The page's lines: dragging over them sets the two lists, which are what is sent.
  const leaf = document.querySelector("#leaf");
  if (leaf) {
    const [first, last] = [document.querySelector("#first"), document.querySelector("#last")];
    const lines = [...leaf.children];
    const has = (list, number) => [...list.options].some((option) => option.value === String(number));
    function show() {
      const [low, high] = [Number(first.value), Number(last.value)].sort((a, b) => a - b);
      for (const line of lines) line.classList.toggle("mine", low <= line.value && line.value <= high);
    }
    let from = 0;
    function reach(event) {
      const line = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-line]");
      if (!from || !line || !leaf.contains(line)) return;
      const ends = [from, line.value].sort((a, b) => a - b);
      while (ends[0] < ends[1] && !has(first, ends[0])) ends[0] += 1; // a blank line begins and ends nothing
      while (ends[0] < ends[1] && !has(last, ends[1])) ends[1] -= 1;
      if (!has(first, ends[0])) return;
      first.value = ends[0];
      last.value = ends[1];
      show();
    }
    leaf.addEventListener("mousedown", (event) => {
      const line = event.button === 0 && event.target.closest("[data-line]");
      if (!line) return;
      from = line.value;
      reach(event);
    });
    document.addEventListener("mousemove", reach);
    document.addEventListener("mouseup", () => { from = 0; });
    for (const list of [first, last]) list.addEventListener("change", show);
    leaf.querySelector(".mine")?.scrollIntoView({ block: "center" });
    window.scrollTo(0, 0);
  }

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
