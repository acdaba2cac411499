// <tandem-calculator template="joint-value">, see docs/embedding.md.
(() => {
  const { src } = document.currentScript;
  const looks = "background surface sunken text muted border accent on-accent focus positive negative radius font".split(" ");
  const tandem = { source: "tandem", v: 1 };

  class Calculator extends HTMLElement {
    static observedAttributes = ["template", "lang", "theme", "readonly", "hide", "inputs", "sandbox", "base"];
    #root = this.attachShadow({ mode: "open" }); #frame; #origin; #port; #begin; #kept; #loads; #last = 0; #asked = new Map(); #now = { inputs: {}, outputs: {} };

    get inputs() { return { ...this.#now.inputs }; }
    set inputs(inputs) {
      if (this.#port) this.set(inputs).catch(() => {});
      else { this.#begin = { ...this.#begin, ...inputs }; this.#soon(); }
    }
    get outputs() { return { ...this.#now.outputs }; }

    set(inputs) { return this.#ask("set", inputs); }
    get() { return this.#ask("get"); }
    reset() { return this.#ask("reset"); }
    print() { return this.#ask("print"); }

    connectedCallback() { addEventListener("message", this); this.#soon(); }
    disconnectedCallback() { removeEventListener("message", this); this.#port = null; }
    attributeChangedCallback(name) {
      if (name === "theme" && this.#port) return this.#dress();
      if (this.#port) {
        // Another calculator or other inputs begin anew; all else keeps what was entered.
        if (name === "template" || name === "inputs") {
          this.#begin = null;
          this.#now = { inputs: {}, outputs: {} };
        }
        this.#kept = this.inputs;
      }
      this.#soon();
    }

    // Attributes that change together load it once.
    #soon() { this.#loads ??= Promise.resolve().then(() => { this.#loads = null; if (this.isConnected) this.#load(); }); }

    #load() {
      const attribute = (name) => this.getAttribute(name);
      const base = new URL(attribute("base") ?? ".", attribute("base") ? document.baseURI : src);
      // Without one of ours, the browser's counts.
      const lang = this.lang || /^(en|ja)\b|/i.exec(document.documentElement.lang)[0];
      const query = new URLSearchParams({ host: origin, lang: lang.toLowerCase(), theme: attribute("theme") ?? "" });
      for (const name of ["readonly", "hide"]) if (attribute(name) !== null) query.set(name, attribute(name));
      try {
        for (const input of Object.entries({ ...JSON.parse(attribute("inputs") || "{}"), ...this.#begin })) query.append(...input);
      } catch ({ message }) {
        this.#tell("error", { message, input: "inputs" });
      }
      const frame = this.#frame = document.createElement("iframe");
      const sandbox = attribute("sandbox");
      if (sandbox !== null) frame.sandbox = sandbox || "allow-scripts";
      this.#origin = sandbox === null || frame.sandbox.contains("allow-same-origin") ? base.origin : "null";
      this.#port = null;
      frame.title = this.title || "Tandem";
      frame.style.cssText = "display:block;width:100%;height:320px;border:0";
      frame.src = `${base.href}#/embed/${encodeURIComponent(attribute("template"))}?${query}`;
      this.style.display ||= "block";
      this.#root.replaceChildren(frame);
    }

    // Only the frame is heard; its first word makes a channel.
    handleEvent({ source, origin, data }) {
      if (source !== this.#frame?.contentWindow || origin !== this.#origin || data?.source !== "tandem" || data.v !== 1) return;
      if (data.type === "ready") {
        const { port1, port2 } = new MessageChannel();
        this.#port = port1;
        port1.onmessage = ({ data }) => { if (port1 === this.#port) this.#hear(data); };
        // A sandbox has no origin to name; this holds no data.
        source.postMessage({ ...tandem, type: "connect" }, origin === "null" ? "*" : origin, [port2]);
      } else if (!this.#port && data.type === "error") this.#hear(data);
    }

    #hear({ type, id, payload }) {
      const [, done, failed] = this.#asked.get(id) ?? [];
      this.#asked.delete(id);
      if (type === "resize") this.#frame.style.height = `${payload.height}px`;
      else if (type === "error") {
        failed?.(new Error(payload.message));
        this.#tell(type, payload);
      } else {
        const { inputs, outputs } = this.#now = payload;
        done?.({ inputs, outputs });
        if (type === "ready") {
          this.#frame.title = this.title || payload.title;
          for (const [message] of this.#asked.values()) this.#port.postMessage(message);
          this.#dress();
          if (this.#kept) this.inputs = this.#kept;
          this.#kept = null;
          this.#tell(type, payload);
        } else if (!done) this.#tell(type, this.outputs);
      }
    }

    #ask(type, payload) {
      const message = { ...tandem, type, id: ++this.#last, payload };
      return new Promise((done, failed) => {
        this.#asked.set(message.id, [message, done, failed]);
        this.#port?.postMessage(message);
      });
    }

    #dress() {
      const style = getComputedStyle(this);
      const look = looks.map((name) => [name, style.getPropertyValue(`--tandem-${name}`).trim()]);
      this.#ask("theme", { theme: this.getAttribute("theme") ?? "", ...Object.fromEntries(look) }).catch(() => {});
    }

    #tell(type, detail) { this.dispatchEvent(new CustomEvent(`tandem-${type}`, { detail, bubbles: true })); }
  }

  if (!customElements.get("tandem-calculator")) customElements.define("tandem-calculator", Calculator);
})();
