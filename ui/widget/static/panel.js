/* What runs in the widget's frame: asks, shows answers as clippings, tells the page around it what happened.
 * All text goes in as text, never as markup. The syntax is that of Chromium 86 and Safari 13. */
(function () {
  "use strict";
  var body = document.body;
  var html = document.documentElement;
  var said = JSON.parse(body.getAttribute("data-said"));
  var WORDS = said.words;
  var PARENT = said.parent; // the one origin that we speak with; empty: none
  var PROTOCOL = 1;
  var MOST = 60; // messages a second that are heard
  var EARLIER = 10; // turns that go along with a question
  var TOLD = 5; // seconds in which the page around us should have told how to begin
  var EARLY = 60; // seconds before its end at which a visitor token is renewed
  var state = {
    lang: said.lang, token: "", until: 0, ticket: "", history: [], article: "", title: "", busy: false, early: "",
    begun: !PARENT || window.parent === window,
    greeting: "", suggestions: [], count: 0, second: 0,
  };
  var log = document.getElementById("log");
  var form = document.getElementById("form");
  var box = document.getElementById("question");
  var status = document.getElementById("status");

  /* Small pieces */

  function say(key, values) {
    return WORDS[key][state.lang === "en" ? 1 : 0].replace(/\{(\w+)\}/g, function (all, name) {
      return values && name in values ? values[name] : all;
    });
  }

  function el(parent, name, className, text, attributes) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined && text !== null) element.textContent = text;
    Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    if (parent) parent.appendChild(element);
    return element;
  }

  function button(parent, className, text, act) {
    var made = el(parent, "button", className, text, { type: "button" });
    made.addEventListener("click", act);
    return made;
  }

  function empty(element) { while (element.firstChild) element.removeChild(element.firstChild); }

  function announce(text) { status.textContent = text; }

  function link(parent, url, text) {
    if (!/^https?:\/\//.test(url || "")) return null;
    return el(parent, "a", "", text, { href: url, target: "_blank", rel: "noopener noreferrer nofollow" });
  }

  var DAYS = { zh: "日一二三四五六", en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] };
  var MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

  function day(iso, weekday) {
    var parts = (iso || "").split("-").map(Number);
    var y = parts[0], m = parts[1], d = parts[2];
    if (!y) return say("undated");
    if (state.lang === "en") {
      var named = [d, m && MONTHS[m - 1], y].filter(Boolean).join(" ");
      return d && weekday ? DAYS.en[new Date(Date.UTC(y, m - 1, d)).getUTCDay()] + " " + named : named;
    }
    var text = y + "年" + (m ? m + "月" : "") + (d ? d + "日" : "");
    return d && weekday ? text + "（星期" + DAYS.zh[new Date(Date.UTC(y, m - 1, d)).getUTCDay()] + "）" : text;
  }

  function range(asked) {
    return asked.from === asked.to ? day(asked.from, true) : day(asked.from) + (state.lang === "en" ? " to " : "至") + day(asked.to);
  }

  function meta(item) {
    return [item.newspaper, day(item.published, true)].filter(Boolean).join(" · ");
  }

  /* The page around us */

  function tell(type, detail) {
    if (PARENT && window.parent !== window) window.parent.postMessage({ wenbao: PROTOCOL, type: type, detail: detail }, PARENT);
  }

  window.addEventListener("message", function (event) {
    if (!PARENT || event.source !== window.parent || event.origin !== PARENT) return;
    var told = event.data;
    if (!told || told.wenbao !== PROTOCOL || typeof told.type !== "string") return;
    var second = Math.floor(Date.now() / 1000);
    if (second !== state.second) { state.second = second; state.count = 0; }
    if (++state.count > MOST) return;
    if (told.type === "init") begin(told);
    else if (told.type === "opened") (left ? reader : box).focus();
    else if (told.type === "locale") speak(told.lang);
    else if (told.type === "theme") paint(told);
    else if (told.type === "context") about(told);
    else if (told.type === "ask" && typeof told.text === "string") { shut(); ask(told.text.slice(0, 2000)); }
  });

  function begin(told) {
    state.ticket = text(told.ticket, 200);
    state.greeting = text(told.greeting, 300);
    state.suggestions = (Array.isArray(told.suggestions) ? told.suggestions : []).slice(0, 4).map(function (one) { return text(one, 120); });
    speak(told.lang);
    start();
  }

  function start() {
    var early = state.early;
    state.begun = true;
    state.early = "";
    if (early) ask(early);
  }

  function text(given, most) { return typeof given === "string" ? given.slice(0, most) : ""; }

  function paint(told) {
    html.setAttribute("data-theme", told.dark ? "dark" : "light");
    if (told.large) enlarge(true);
    var colours = told.colours || {};
    ["paper", "ink", "accent"].forEach(function (name) {
      var colour = text(colours[name], 40);
      if (/^(#[0-9a-f]{3,8}|(rgb|hsl)a?\([\d\s.,%/]+\)|[a-z]{3,20})$/i.test(colour)) html.style.setProperty("--" + name, colour);
    });
  }

  function about(told) {
    state.article = text(told.article, 200);
    state.title = text(told.title, 80);
    if (!state.history.length && !state.busy) welcome();
  }

  function speak(lang) {
    if (said.fixed) lang = said.fixed;
    if (lang === "zh" || lang === "en") state.lang = lang;
    html.lang = state.lang === "en" ? "en" : "zh-CN";
    document.querySelectorAll("[data-say]").forEach(function (element) { element.textContent = say(element.getAttribute("data-say")); });
    document.querySelectorAll("[data-label]").forEach(function (element) {
      element.setAttribute("aria-label", say(element.getAttribute("data-label")));
    });
    box.placeholder = say("placeholder");
    if (!state.history.length && !state.busy) welcome();
  }

  function enlarge(large) {
    html.setAttribute("data-size", large ? "large" : "");
    document.getElementById("large").setAttribute("aria-pressed", String(large));
  }

  /* Before the first question */

  function welcome() {
    empty(log);
    var first = el(log, "section", "welcome");
    var title = state.title || "";
    el(first, "p", "lead", title ? say("about", { title: title }) : state.greeting || said.greeting || say("greeting"));
    var offered = (state.article ? [say("about_article")] : []).concat(state.suggestions.length ? state.suggestions : said.suggestions);
    if (!offered.length) return;
    el(first, "h2", "small", say("try"));
    var list = el(first, "ul", "offered");
    offered.slice(0, 5).forEach(function (one) {
      button(el(list, "li"), "", one, function () { ask(one); box.focus(); });
    });
  }

  /* Requests */

  function post(path, given, token) {
    var headers = { "Content-Type": "application/json" };
    if (token) headers["X-Wenbao-Visitor"] = token;
    return fetch(path, { method: "POST", headers: headers, body: JSON.stringify(given), credentials: "omit", cache: "no-store" });
  }

  function visit() {
    if (state.token && Date.now() < state.until) return Promise.resolve(state.token);
    var given = { site: said.site };
    if (state.ticket) given.ticket = state.ticket;
    if (state.token) given.token = state.token;
    return post("token", given).then(function (answer) {
      if (!answer.ok) throw answer;
      return answer.json();
    }).then(function (given) {
      state.token = given.token;
      state.until = Date.now() + 1000 * (given.expires_in - EARLY);
      return state.token;
    });
  }

  function send(path, given, again) {
    return visit().then(function (token) { return post(path, given, token); }).then(function (answer) {
      if (answer.status === 401 && !again) {
        state.until = 0; // the token still gets the same visitor the next one
        return send(path, given, true);
      }
      if (!answer.ok) throw answer;
      return answer;
    });
  }

  function receive(path, given) {
    return send(path, given).then(function (answer) { return answer.json(); });
  }

  function excuse(fault) {
    if (fault && fault.status === 429) return say("too_many", { wait: fault.headers.get("Retry-After") || "30" });
    if (fault && fault.status === 404) return say("gone");
    if (fault && (fault.status === 422 || fault.status === 413)) return say("refused");
    return say(fault instanceof TypeError ? "offline" : "failed");
  }

  /* One question */

  function ask(asked) {
    asked = asked.trim();
    if (!asked || state.busy) return;
    if (!state.begun) { // who embeds us has not told its ticket yet: asked without one it would be refused
      state.early = asked;
      form.setAttribute("aria-busy", "true");
      return;
    }
    state.busy = true;
    form.setAttribute("aria-busy", "true");
    if (!state.history.length) empty(log);
    Array.prototype.forEach.call(log.querySelectorAll(".tools"), function (tools) { tools.hidden = true; });
    var turn = el(log, "section", "turn");
    el(turn, "h2", "asked", asked);
    var clipping = el(turn, "div", "clipping");
    var waiting = el(clipping, "p", "quiet", say("reading"));
    announce(say("reading"));
    box.value = "";
    fit();
    turn.scrollIntoView();
    tell("question", {});
    var given = { question: asked, history: state.history.slice(-2 * EARLIER) };
    if (state.article) given.article = state.article;
    var shown = "";
    send("ask", given).then(function (answer) {
      return frames(answer, function (event, data) {
        if (event === "text") {
          shown += data.text;
          setTimeout(function () { if (shown && waiting.parentNode) { waiting.className = "says"; waiting.textContent = shown; } }, 300);
        } else if (event === "done") {
          shown = "";
          finish(turn, clipping, asked, data);
        } else if (event === "error") throw new Error(data.error.code);
      });
    }).then(function () {
      if (waiting.parentNode) throw new Error("cut");
    }).catch(function (fault) {
      empty(clipping);
      var words = excuse(fault);
      el(clipping, "p", "lead", words);
      announce(words);
      tell("error", { code: String(fault && fault.status || fault && fault.message || "failed").slice(0, 60) });
    }).then(function () {
      state.busy = false;
      form.removeAttribute("aria-busy");
    });
  }

  /* Server-sent events, cut anywhere: a frame ends at an empty line. */
  function frames(answer, act) {
    var reader = answer.body.getReader();
    var decoder = new TextDecoder();
    var rest = "";
    function next() {
      return reader.read().then(function (piece) {
        if (piece.done) return null;
        rest += decoder.decode(piece.value, { stream: true });
        var whole = rest.split("\n\n");
        rest = whole.pop();
        whole.forEach(function (one) {
          var event = /^event: (.*)$/m.exec(one);
          var data = /^data: (.*)$/m.exec(one);
          if (event && data) act(event[1], JSON.parse(data[1]));
        });
        return next();
      });
    }
    return next();
  }

  function finish(turn, clipping, asked, reply) {
    empty(clipping);
    if (reply.answer) answered(clipping, reply);
    else refused(clipping, reply);
    tools(clipping, asked, reply);
    var words = reply.answer ? reply.answer.text : reply.refusal.message;
    state.history.push({ role: "user", content: asked }, { role: "assistant", content: words });
    announce(reply.answer
      ? say("said", { text: plain(reply.answer.text) }) + " " + say(reply.answer.mode) + " " + say("sources") + " " + reply.citations.length
      : say("none", { text: words }));
    turn.scrollIntoView();
    tell("answer", { id: reply.trace || reply.id, kind: reply.answer ? reply.answer.mode : reply.refusal.kind, sources: reply.citations.length });
  }

  function plain(words) { return words.replace(/\s*\[\d{1,3}\]/g, ""); }

  function answered(clipping, reply) {
    var answer = reply.answer;
    var lang = answer.lang === "en" ? "en" : "zh-CN";
    if (answer.short) el(clipping, "p", answer.short.length > 14 ? "short long" : "short", answer.short, { lang: lang });
    marked(el(clipping, "p", "says", "", { lang: lang }), answer.text, reply.citations);
    checks(clipping, reply, [["label " + answer.mode, say(answer.mode)]]);
    if (reply.note) el(clipping, "p", "quiet", reply.note);
    el(clipping, "h3", "small", say("sources"));
    var list = el(clipping, "ol", "cards");
    reply.citations.forEach(function (citation) { card(list, citation, reply); });
    others(clipping, reply, "related", reply.results);
  }

  function refused(clipping, reply) {
    el(clipping, "p", "lead", reply.refusal.message);
    checks(clipping, reply, []);
    others(clipping, reply, "nearest", reply.refusal.nearest.slice(0, 3));
  }

  function checks(clipping, reply, more) {
    var items = more.slice();
    var proof = reply.proof;
    if (proof.figures && proof.proved >= proof.figures) items.push(["checked", "✓ " + say("figures", proof)]);
    var days = {};
    reply.question.dates.forEach(function (asked) { (days[asked.text] = days[asked.text] || []).push(range(asked)); });
    Object.keys(days).forEach(function (key) { items.push(["date", say("date", { days: days[key].join(say("or")) })]); });
    if (!items.length) return;
    var list = el(clipping, "ul", "checks");
    items.forEach(function (item) { el(list, "li", item[0], item[1]); });
  }

  /* The text with its markers as buttons that light up their cards. */
  function marked(place, words, citations) {
    words.split(/(\[\d{1,3}\])/).forEach(function (piece) {
      var n = /^\[(\d{1,3})\]$/.exec(piece);
      var cited = n && citations.filter(function (one) { return one.n === Number(n[1]); })[0];
      if (!cited) { if (piece) place.appendChild(document.createTextNode(piece)); return; }
      var marker = button(place, "marker", piece, function () {
        var all = place.parentNode.querySelectorAll(".card");
        Array.prototype.forEach.call(all, function (one) {
          var mine = one.getAttribute("data-n") === n[1];
          one.classList.toggle("lit", mine);
          if (mine) { one.scrollIntoView({ block: "nearest" }); one.focus(); }
        });
        tell("citation", { key: cited.key, n: cited.n });
      });
      marker.setAttribute("aria-label", say("source", { n: n[1] }));
    });
  }

  function card(list, citation, reply) {
    var item = el(list, "li", "card", null, { "data-n": citation.n, tabindex: "-1" });
    var head = el(item, "p", "meta");
    el(head, "span", "n", String(citation.n));
    head.appendChild(document.createTextNode(meta(citation)));
    el(item, "h4", "", citation.headline || say("untitled"));
    if (citation.field !== "body") el(item, "p", "quiet", say("in_" + citation.field));
    if (citation.field === "body" || citation.field === "caption" || citation.field === "byline") {
      el(el(item, "blockquote"), "mark", "", citation.quote);
    }
    button(el(item, "p", "way"), "read", say("read"), function () {
      tell("citation", { key: citation.key, n: citation.n });
      read(citation.key, citation, this);
    });
    var out = link(item.lastChild, citation.url, say("original"));
    if (out) {
      el(out, "span", "hidden", say("new_window"));
      out.addEventListener("click", function () { tell("citation", { key: citation.key, n: citation.n, url: citation.url }); });
    }
  }

  function others(clipping, reply, key, results) {
    if (!results.length) return;
    var quoted = reply.citations.map(function (one) { return one.key; });
    var rest = results.filter(function (one) { return quoted.indexOf(one.key) < 0; }).slice(0, 6);
    if (!rest.length) return;
    var place = clipping;
    if (key === "related") {
      place = el(clipping, "details", "others");
      el(place, "summary", "", say(key, { n: rest.length }));
    } else el(clipping, "h3", "small", say(key));
    var list = el(place, "ol", "results");
    rest.forEach(function (result) {
      var item = el(list, "li");
      el(item, "p", "meta", meta(result));
      button(el(item, "h4"), "read", result.headline || say("untitled"), function () { read(result.key, null, this); });
      highlight(el(item, "p", "snippet"), result.snippet, result.marks || []);
    });
  }

  /* An article in the place of the answers: the way back leads to where one was. */

  var reader = document.getElementById("reader");
  var left = null; // while somebody reads: what was pressed, and how far the answers were scrolled

  function read(key, citation, opener) {
    if (!left) left = { opener: opener, top: log.parentNode.scrollTop };
    lay(function (place) { el(place, "p", "quiet", say("fetching")); });
    receive("article", { key: key }).then(function (article) {
      if (!left) return;
      lay(function (place) { printed(place, article, citation); });
      announce(article.headline || say("untitled"));
    }).catch(function (fault) {
      var status = fault && fault.status;
      var words = status === 410 ? say("withdrawn") : status === 404 || status === 403 ? say("no_article") : excuse(fault);
      if (left) lay(function (place) { el(place, "p", "lead", words); });
      announce(words);
    });
  }

  function lay(fill) {
    empty(reader);
    reader.hidden = false;
    log.hidden = form.hidden = true;
    button(reader, "back", "← " + say("back"), shut);
    fill(reader);
    log.parentNode.scrollTop = 0;
    reader.focus();
  }

  function shut() {
    if (!left) return;
    var was = left;
    left = null;
    reader.hidden = true;
    empty(reader);
    log.hidden = form.hidden = false;
    log.parentNode.scrollTop = was.top;
    if (was.opener.isConnected) was.opener.focus();
    else box.focus();
  }

  function printed(place, article, citation) {
    el(place, "p", "meta", meta(article));
    if (article.kicker) el(place, "p", "kicker", article.kicker);
    el(place, "h2", "headline", article.headline || say("untitled"));
    if (article.subheadline) el(place, "p", "kicker", article.subheadline);
    if (article.byline_text) el(place, "p", "quiet", article.byline_text);
    [["corrected_by", "corrected"], ["corrects", "corrects"]].forEach(function (way) {
      var other = article[way[0]];
      if (other) button(el(place, "p"), "read", say(way[1]), function () { read(other, null, this); });
    });
    paragraphs(el(place, "div", "body"), article.body, citation && citation.field === "body" ? citation : null);
    article.captions.forEach(function (caption) { el(place, "p", "quiet", [caption.text, caption.credit].filter(Boolean).join("　")); });
    if (!article.whole) el(place, "p", "quiet sold", say("excerpt"));
    var out = link(el(place, "p", "way"), article.url, say("original"));
    if (out) {
      el(out, "span", "hidden", say("new_window"));
      out.addEventListener("click", function () { tell("citation", { key: article.key, url: article.url }); });
    }
  }

  /* The body with what was quoted marked, if it stands where it stood. */
  function paragraphs(place, words, citation) {
    var signs = Array.from(words);
    var from = citation ? citation.start : 0;
    var to = citation && signs.slice(citation.start, citation.end).join("") === citation.quote ? citation.end : from;
    var at = 0;
    words.split("\n").forEach(function (line) {
      var length = Array.from(line).length;
      var mark = [Math.max(from - at, 0), Math.min(to - at, length)];
      if (line.trim()) highlight(el(place, "p"), line, mark[0] < mark[1] ? [mark] : []);
      at += length + 1;
    });
    var first = place.querySelector("mark");
    if (first) setTimeout(function () { first.scrollIntoView({ block: "nearest" }); }, 0);
  }

  /* Offsets are code points, strings here UTF-16. */
  function highlight(place, words, marks) {
    var signs = Array.from(words);
    var at = 0;
    marks.forEach(function (mark) {
      place.appendChild(document.createTextNode(signs.slice(at, mark[0]).join("")));
      el(place, "mark", "", signs.slice(mark[0], mark[1]).join(""));
      at = mark[1];
    });
    place.appendChild(document.createTextNode(signs.slice(at).join("")));
  }

  /* Under an answer */

  function tools(clipping, asked, reply) {
    var id = reply.trace || reply.id;
    var row = el(clipping, "div", "tools");
    var note = el(null, "p", "quiet note");
    var votes = [["liked", true], ["disliked", false]].map(function (vote) {
      var made = button(row, "", say(vote[0]), function () {
        receive("feedback", { answer: id, liked: vote[1] }).then(function () {
          votes.forEach(function (other) { other.setAttribute("aria-pressed", String(other === made)); });
          note.textContent = say("thanks");
          announce(say("thanks"));
          tell("feedback", { id: id, liked: vote[1] });
        }, function (fault) { note.textContent = excuse(fault); announce(note.textContent); });
      });
      made.setAttribute("aria-pressed", "false");
      return made;
    });
    if (reply.answer) button(row, "", say("copy"), function () { copy(carried(reply), note); });
    var opener = button(row, "", say("complain"), function () {
      var old = clipping.querySelector(".complaint");
      if (old) old.parentNode.removeChild(old);
      else complain(clipping, asked, id, note, opener);
      opener.setAttribute("aria-expanded", String(!old));
    });
    opener.setAttribute("aria-expanded", "false");
    clipping.appendChild(note);
  }

  /* What is copied keeps its label and its sources. */
  function carried(reply) {
    var lines = [reply.answer.text, "— " + say(reply.answer.mode) + " · " + say("name")];
    reply.citations.forEach(function (one) {
      lines.push("[" + one.n + "] " + meta(one) + " · " + (one.headline || say("untitled")) + (one.url ? " " + one.url : ""));
    });
    return lines.join("\n");
  }

  function copy(words, note) {
    function done(well) { note.textContent = say(well ? "copied" : "uncopied"); announce(note.textContent); }
    function old() { // in frames without the right to the clipboard
      var field = el(body, "textarea", "hidden", null, { "aria-hidden": "true", tabindex: "-1" });
      var back = document.activeElement;
      field.value = words;
      field.select();
      var well = false;
      try { well = document.execCommand("copy"); } catch (error) { well = false; }
      body.removeChild(field);
      if (back) back.focus();
      done(well);
    }
    if (navigator.clipboard && navigator.clipboard.writeText) navigator.clipboard.writeText(words).then(function () { done(true); }, old);
    else old();
  }

  function complain(clipping, asked, id, note, opener) {
    var made = el(clipping, "div", "complaint", null, { role: "group", "aria-label": say("complaint") });
    function field(key, name, attributes) {
      var label = el(made, "label", "", say(key));
      return el(label, name, "", null, attributes);
    }
    var kind = field("kind", "select", {});
    ["wrong", "privacy", "rights", "illegal", "label"].forEach(function (one) { el(kind, "option", "", say("kind_" + one), { value: one }); });
    var what = field("what", "textarea", { rows: "3", maxlength: "4000", required: "" });
    var contact = field("contact", "input", { type: "text", maxlength: "200", autocomplete: "email" });
    var agreed = el(made, "label", "agreed");
    var consent = el(agreed, "input", "", null, { type: "checkbox" });
    agreed.appendChild(document.createTextNode(say("consent")));
    var row = el(made, "div", "row");
    button(row, "main", say("submit"), hand);
    function shut() {
      made.parentNode.removeChild(made);
      opener.setAttribute("aria-expanded", "false");
      opener.focus();
    }
    button(row, "", say("cancel"), shut);
    contact.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); hand(); }
    });
    function hand() {
      var given = { kind: kind.value, text: what.value.trim(), answer: id, consent: consent.checked };
      if (!given.text) { what.focus(); return; }
      if (contact.value.trim()) given.contact = contact.value.trim();
      if (consent.checked) given.question = asked;
      receive("complaints", given).then(function (receipt) {
        shut();
        note.textContent = say("receipt", { receipt: receipt.id, due: day(receipt.due.slice(0, 10)) });
        announce(note.textContent);
      }, function (fault) { note.textContent = excuse(fault); announce(note.textContent); });
    }
    kind.focus();
    made.scrollIntoView({ block: "nearest" });
  }

  /* What is kept of the visitor */

  function mine(act) {
    var place = document.getElementById("kept");
    if (!state.token) { place.textContent = say("nothing"); announce(place.textContent); return; }
    receive(act, {}).then(function (kept) {
      place.textContent = act === "forget" ? say("forgotten") : listed(kept) || say("nothing");
      if (act === "forget") { state.token = ""; state.history = []; welcome(); }
      announce(act === "forget" ? say("forgotten") : say("mine"));
    }, function (fault) { place.textContent = excuse(fault); });
  }

  function listed(kept) {
    function line(row, parts) {
      return [(row.at || row.received).slice(0, 16).replace("T", " ") + " UTC"].concat(parts.filter(Boolean)).join(" · ");
    }
    return kept.answers.map(function (row) { return line(row, [say("kept_answer"), row.label, row.model]); })
      .concat(kept.feedback.map(function (row) {
        return line(row, [say("kept_rating"), say(row.liked ? "liked" : "disliked"), row.remark, row.question]);
      }))
      .concat(kept.complaints.map(function (row) {
        return line(row, [say("complain"), row.id, say("kind_" + row.kind), row.text, row.contact, row.question, row.outcome]);
      })).join("\n");
  }

  /* The box */

  function fit() {
    box.style.height = "auto";
    box.style.height = Math.min(box.scrollHeight, 120) + "px";
  }

  // The frame's sandbox allows no forms, and so there are no submit events: buttons are pressed.
  document.getElementById("send").addEventListener("click", function () { ask(box.value); box.focus(); });
  box.addEventListener("input", fit);
  box.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) { event.preventDefault(); ask(box.value); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.isComposing) return;
    if (left) { shut(); return; }
    var open = document.querySelector(".complaint");
    if (open && open.contains(document.activeElement)) open.querySelector(".row button:last-child").click();
    else tell("close");
  });
  document.getElementById("close").addEventListener("click", function () { tell("close"); });
  document.getElementById("large").addEventListener("click", function () { enlarge(html.getAttribute("data-size") !== "large"); });
  document.getElementById("export").addEventListener("click", function () { mine("export"); });
  document.getElementById("forget").addEventListener("click", function () { mine("forget"); });
  if (!PARENT) document.getElementById("close").hidden = true;
  html.setAttribute("data-theme", window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  speak(state.lang);
  tell("ready");
  setTimeout(function () { if (!state.begun) start(); }, TOLD * 1000);
})();
