// The archive's room: each place (#archive/day/2023-03-05) is fetched as HTML that the server has written and escaped.
(() => {
  "use strict";
  const { word, set } = wenbao;
  const shelf = () => document.getElementById("shelf");
  let here = null; // the place that is shown or on its way
  const addresses = {
    year: (rest) => "/reading/calendar?year=" + encodeURIComponent(rest[0]),
    day: (rest) => "/reading/day/" + encodeURIComponent(rest[0]),
    article: (rest) => "/reading/article/" + encodeURIComponent(rest.join("/")),
    search: (rest) => "/reading/search?" + rest.join("/"),
  };

  wenbao.enter((room, rest) => { if (room === "archive") go(rest); });
  wenbao.labels(() => {
    for (const part of document.querySelectorAll("#shelf [data-label]")) set(part, "aria-label", word(part.dataset.label));
    set(document.querySelector("#shelf input[type=search]"), "placeholder", word("reading_placeholder"));
    if (document.documentElement.dataset.room === "archive" && here === null && shelf()) go(location.hash.slice(1).split("/").slice(1).map(decodeURIComponent));
  });

  async function go(rest) {
    if (!shelf()) return; // Gradio has not drawn it yet; `labels` comes again when it has
    const make = addresses[rest[0]];
    const address = make && rest[1] ? make(rest.slice(1)) : "/reading/calendar";
    if (here === address) return;
    const first = here === null;
    here = address;
    let html = null;
    try {
      const answer = await fetch(wenbao.path(address));
      if ((answer.headers.get("content-type") || "").startsWith("text/html")) html = await answer.text();
    } catch { /* told below */ }
    if (here !== address) return; // somebody has gone on meanwhile
    if (html === null) {
      const told = document.createElement("p");
      told.className = "lead";
      told.setAttribute("role", "alert");
      told.textContent = word("reading_failed");
      shelf().replaceChildren(told);
      here = "";
      return;
    }
    shelf().innerHTML = html; // the server's own markup; every text in it is escaped there (ui/typeset.py)
    window.scrollTo(0, 0);
    const head = shelf().querySelector("article h2, .lead, .results-head h2, .years");
    if (head && !first) { head.tabIndex = -1; head.focus({ preventScroll: true }); }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest?.("#shelf form.search");
    if (!form) return;
    event.preventDefault();
    const given = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value && !(name === "sort" && value === "relevance")) given.set(name, value);
    location.hash = given.get("q") ? "archive/search/" + given : "archive";
  });
  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("#shelf form.search");
    if (form && event.target.type !== "search" && form.elements.q.value) form.requestSubmit();
  });
})();
