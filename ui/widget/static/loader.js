/*! Wenbao 问报, the widget's loader. How to embed it: docs/embedding.md. Apache-2.0.
 * A published version never changes: its hash is in people's pages. Syntax of Chromium 86 and Safari 13; no style
 * attribute, no markup from text, no eval: it runs under `script-src <service>; frame-src <service>` alone. */
(function () {
  "use strict";
  var script = document.currentScript;
  if (!script) return;
  if (window.Wenbao) return window.Wenbao.add(script);

  var base = new URL(".", script.src).href;
  var origin = new URL(base).origin;
  var PROTOCOL = 1;
  var NARROW = 640; // px: below, the sheet is the screen
  var MOST = 60; // messages a second that are heard
  var TOLD = ["question", "answer", "citation", "feedback", "error"]; // what the frame may have announced to the host
  var OPTIONS = ["site", "lang", "theme", "position", "greeting", "suggestions", "article", "label", "large", "ticket-url", "search"];
  var COLOURS = ["paper", "ink", "accent"];
  var SVG = "http://www.w3.org/2000/svg";
  var WORDS = {
    zh: ["问报：向本报提问", "问报", "问答暂时打不开。", "到检索页提问", "关闭"],
    en: ["Wenbao: ask this newspaper", "Wenbao", "The answers cannot be reached now.", "Ask on the search page", "Close"],
  };
  var DARK = window.matchMedia("(prefers-color-scheme: dark)");
  var widgets = [];

  function empty(element) { while (element.firstChild) element.removeChild(element.firstChild); }

  function make(parent, name, style, attributes) {
    var element = document.createElement(name);
    element.style.cssText = style; // CSSOM, which a strict policy lets pass
    Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    parent.appendChild(element);
    return element;
  }

  function glyph(button) {
    var svg = document.createElementNS(SVG, "svg");
    var path = document.createElementNS(SVG, "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    svg.style.cssText = "width:28px;fill:none;stroke:currentColor;stroke-width:1.5;stroke-linejoin:round";
    path.setAttribute("d", "M4 4.5h11.5L20 9v10.5H4zM15.5 4.5V9H20M7 9h5M7 12.5h10M7 16h10");
    svg.appendChild(path);
    button.appendChild(svg);
  }

  class Chat extends HTMLElement {
    static get observedAttributes() { return ["lang", "theme", "article", "large"]; }

    connectedCallback() {
      if (!this._root) this._build();
      widgets.push(this);
      this._listen("addEventListener");
      this._watch.observe(document.documentElement, { attributes: true });
      this._place();
      this._tell("ready");
    }

    disconnectedCallback() {
      widgets.splice(widgets.indexOf(this), 1);
      this._listen("removeEventListener");
      this._watch.disconnect();
      this._stop();
      this._open = this._ready = this._frame = null;
      empty(this._sheet);
      widgets.forEach(function (widget) { widget._place(); });
    }

    _build() {
      var root = this._root = this.attachShadow({ mode: "open" });
      var box = make(root, "div", "all:initial");
      var words = this._words();
      this._button = make(box, "button", "", {
        type: "button", "aria-haspopup": "dialog", "aria-expanded": "false", "aria-controls": "sheet",
        "aria-label": this._option("label") || words[0],
      });
      glyph(this._button);
      this._sheet = make(box, "div", "", { id: "sheet", role: "dialog", "aria-label": words[1] });
      try {
        var sheet = new CSSStyleSheet();
        sheet.replaceSync("button:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px #a8281e}" +
          "button:hover{filter:brightness(1.12)}@media print{div{display:none}}");
        root.adoptedStyleSheets = [sheet];
      } catch (error) { /* an older browser keeps its own focus ring */ }
      this._button.addEventListener("click", this.toggle.bind(this));
      box.addEventListener("keydown", function (event) { if (event.key === "Escape") this.close(); }.bind(this));
      this._placed = this._place.bind(this);
      this._heard = this._hear.bind(this);
      this._themed = this._theme.bind(this);
      this._watch = new MutationObserver(this._themed);
    }

    _listen(verb) {
      window[verb]("message", this._heard);
      window[verb]("resize", this._placed);
      if (window.visualViewport) {
        visualViewport[verb]("resize", this._placed);
        visualViewport[verb]("scroll", this._placed);
      }
      if (DARK[verb]) DARK[verb]("change", this._themed); // Safari 13 does not follow
    }

    _stop() {
      clearTimeout(this._timer);
      clearTimeout(this._wait);
    }

    attributeChangedCallback(name) {
      if (!this._root) return;
      if (name === "lang") this._send("locale", { lang: this._lang() });
      else if (name === "article") this.setContext({ article: this.getAttribute("article") });
      else this._theme();
    }

    open() {
      if (this._open || !this._root) return;
      var active = document.activeElement;
      this._back = active && active !== document.body && active !== this ? active : this._button;
      this._open = true;
      if (!this._frame || this._failed) this._load();
      this._place();
      this._frame.focus();
      this._send("opened");
      this._tell("open");
    }

    close() {
      if (!this._open) return;
      this._open = false;
      this._place();
      (this._back.isConnected === false ? this._button : this._back).focus();
      this._tell("close");
    }

    toggle() { if (this._open) this.close(); else this.open(); }

    ask(text) {
      this._asks = String(text).slice(0, 2000);
      this.open();
      if (this._ready) this._flush();
    }

    setContext(context) {
      this._context = { article: String(context && context.article || ""), title: String(context && context.title || "") };
      this._send("context", this._context);
    }

    setTheme(theme) { this.setAttribute("theme", theme); }
    setLocale(lang) { this.setAttribute("lang", lang); }

    destroy() { this.remove(); }

    _option(name) { return this.getAttribute(name) || ""; }

    _lang() {
      var lang = this._option("lang") || document.documentElement.lang || navigator.language || "zh";
      return /^zh/i.test(lang) ? "zh" : "en";
    }

    _words() { return WORDS[this._lang()]; }

    _isDark() {
      var theme = this._option("theme") || "auto";
      if (theme !== "host") return theme === "dark" || (theme === "auto" && DARK.matches);
      var html = document.documentElement;
      var said = [html.getAttribute("data-theme"), html.className, getComputedStyle(html).colorScheme].join(" ");
      return /\bdark\b/.test(said) && !/\blight\b/.test(said);
    }

    _theme() {
      var colours = {};
      var style = getComputedStyle(this);
      COLOURS.forEach(function (name) { colours[name] = style.getPropertyValue("--wenbao-" + name).trim(); });
      var seen = JSON.stringify([this._isDark(), colours, this._option("large")]);
      if (seen === this._seen) return;
      this._seen = seen;
      this._place();
      this._send("theme", { dark: this._isDark(), colours: colours, large: this.hasAttribute("large") });
    }

    _load() {
      this._stop();
      this._ready = this._failed = false;
      empty(this._sheet);
      this._frame = make(this._sheet, "iframe", "border:0;width:100%;height:100%;display:block;background:transparent", {
        title: this._words()[1], allow: "clipboard-write", referrerpolicy: "origin",
        sandbox: "allow-scripts allow-same-origin allow-popups",
        src: base + "frame?site=" + encodeURIComponent(this._option("site")) +
          "&parent=" + encodeURIComponent(location.origin) + "&lang=" + this._lang(),
      });
      var fail = this._fail.bind(this);
      this._timer = setTimeout(fail, 15000);
      // its script runs before it has loaded, so that what has loaded and is silent is dead
      this._frame.addEventListener("load", function () { this._wait = setTimeout(fail, 1000); }.bind(this));
    }

    _fail() {
      if (this._ready || this._failed || !this._frame) return;
      this._failed = true;
      empty(this._sheet);
      var words = this._words();
      var note = make(this._sheet, "div", "padding:24px;font:16px/1.7 system-ui,sans-serif;color:" + (this._isDark() ? "#ece8df" : "#1c1b19"));
      make(note, "p", "margin:0 0 12px").textContent = words[2];
      if (this.children.length) make(note, "slot", "display:block");
      else {
        make(note, "a", "display:block;color:inherit", {
          href: this._option("search") || base + "plain?site=" + encodeURIComponent(this._option("site")),
          target: "_blank", rel: "noopener",
        }).textContent = words[3];
      }
      var shut = make(note, "button", "margin:16px 0;padding:8px 16px;font:inherit;color:inherit;background:none;border:1px solid", { type: "button" });
      shut.textContent = words[4];
      shut.addEventListener("click", this.close.bind(this));
      if (this._open) shut.focus();
      this._tell("error", { code: "unreachable" });
    }

    _place() {
      this._button.setAttribute("aria-expanded", String(!!this._open));
      var at = this._option("position") || "end";
      var rtl = getComputedStyle(this).direction === "rtl";
      var side = at === "left" || at === (rtl ? "end" : "start") ? "left" : "right";
      var nth = widgets.indexOf(this); // several on one page stand side by side
      var gap = 20 + 72 * Math.max(0, nth);
      var layer = "position:fixed;z-index:var(--wenbao-z,2147483000);box-sizing:border-box;";
      this._button.style.cssText = layer + "bottom:20px;" + side + ":" + gap + "px;width:56px;height:56px;padding:0;margin:0;" +
        "border:0;border-radius:28px;cursor:pointer;align-items:center;justify-content:center;" +
        "background:var(--wenbao-accent,#a8281e);color:var(--wenbao-paper,#fff);display:" + (this._open && this._narrow() ? "none" : "flex");
      var view = window.visualViewport || { width: innerWidth, height: innerHeight, offsetTop: 0, offsetLeft: 0 };
      var dark = this._isDark();
      var shown = "display:" + (this._open ? "block" : "none") + ";overflow:hidden;background:" + (dark ? "#16181b" : "#fbf9f4") + ";";
      this._sheet.style.cssText = layer + shown + (this._narrow()
        ? "left:" + view.offsetLeft + "px;top:" + view.offsetTop + "px;width:" + view.width + "px;height:" + view.height + "px"
        : side + ":20px;bottom:88px;width:380px;height:" + Math.min(this._height || 600, innerHeight * 0.9, innerHeight - 108) + "px;" +
          "border:1px solid " + (dark ? "#34373c" : "#ddd6c8"));
    }

    _narrow() { return innerWidth < NARROW; }

    _send(type, detail) {
      if (!this._ready || !this._frame.contentWindow) return;
      this._frame.contentWindow.postMessage(Object.assign({ wenbao: PROTOCOL, type: type }, detail), origin);
    }

    _hear(event) {
      if (!this._frame || event.source !== this._frame.contentWindow || event.origin !== origin) return;
      var said = event.data;
      if (!said || said.wenbao !== PROTOCOL || typeof said.type !== "string") return;
      var second = Math.floor(Date.now() / 1000);
      if (second !== this._second) { this._second = second; this._count = 0; }
      if (++this._count > MOST) return;
      if (said.type === "ready") this._begin();
      else if (said.type === "close") this.close();
      else if (said.type === "height" && said.height >= 0) {
        this._height = Math.min(Math.max(+said.height, 320), innerHeight * 0.9);
        this._place();
      } else if (TOLD.indexOf(said.type) >= 0) this._tell(said.type, said.detail);
    }

    _begin() {
      this._stop();
      this._ready = true;
      var begin = function (ticket) {
        this._send("init", {
          lang: this._lang(), greeting: this._option("greeting"), ticket: ticket,
          suggestions: this._option("suggestions").split("|").filter(Boolean).slice(0, 4),
        });
        this._seen = "";
        this._theme();
        this.setContext(this._context || { article: this._option("article") });
        if (this._open) this._send("opened");
        this._flush();
      }.bind(this);
      var url = this._option("ticket-url"); // the host's own server signs who embeds it
      if (!url) return begin("");
      fetch(url, { credentials: "same-origin", cache: "no-store" })
        .then(function (answer) { return answer.ok ? answer.text() : ""; })
        .then(begin, function () { begin(""); });
    }

    _flush() {
      if (this._asks) this._send("ask", { text: this._asks });
      this._asks = "";
    }

    _tell(type, given) {
      var detail = {};
      Object.keys(Object(given)).slice(0, 8).forEach(function (key) {
        if (/^(string|number|boolean)$/.test(typeof given[key])) detail[key] = String(given[key]).slice(0, 300);
      });
      this.dispatchEvent(new CustomEvent("wenbao:" + type, { bubbles: true, composed: true, detail: detail }));
    }
  }

  var api = {
    version: "0.1.0",
    widgets: widgets,
    add: function (tag) {
      if (!tag.dataset.site) return; // the page has a <wenbao-chat> of its own
      var chat = document.createElement("wenbao-chat");
      OPTIONS.forEach(function (name) {
        var value = tag.getAttribute("data-" + name);
        if (value !== null) chat.setAttribute(name, value);
      });
      var put = function () { document.body.appendChild(chat); };
      if (document.body) put(); else document.addEventListener("DOMContentLoaded", put);
    },
  };
  ["open", "close", "toggle", "ask"].forEach(function (name) {
    api[name] = function (value) { if (widgets[0]) widgets[0][name](value); };
  });
  ["setContext", "setTheme", "setLocale", "destroy"].forEach(function (name) {
    api[name] = function (value) { widgets.slice().forEach(function (widget) { widget[name](value); }); };
  });
  window.Wenbao = Object.freeze(api);
  customElements.define("wenbao-chat", Chat);
  api.add(script);
})();
