// Starts the app: applies the stored theme and language before the first paint of the app, fetches the WebAssembly with
// progress, and shows a readable page in both languages when it cannot start or stops later.
const build = document.querySelector('meta[name="tandem-build"]');
const boot = document.getElementById("boot");

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// The settings only spare the reader a flash of the wrong theme here; the app reads them again and checks them.
function applySettings() {
  try {
    // A calculator in somebody's page looks as its address says, and nothing is stored for it.
    const asked = /^#\/embed\/[^?]*\??(.*)/.exec(location.hash);
    const query = new URLSearchParams(asked?.[1]);
    const settings = asked ? { theme: query.get("theme"), language: query.get("lang") || undefined }
      : JSON.parse(localStorage.getItem("tandem.settings") ?? "{}");
    if (settings.theme === "light" || settings.theme === "dark") document.documentElement.dataset.theme = settings.theme;
    const language = settings.language ?? navigator.language;
    document.documentElement.lang = String(language).startsWith("ja") ? "ja" : "en";
  } catch {
    // Without storage the system's theme holds, and the app says later that storage is blocked.
  }
}

function showProgress(share) {
  const bar = boot?.querySelector(".boot__bar");
  if (bar) {
    bar.classList.add("boot__bar--measured");
    bar.style.setProperty("--share", String(Math.min(1, share)));
  }
}

// A page of words, in both languages, in place of everything else.
function showPage(english, japanese, detail, actions) {
  const section = (language, [heading, ...paragraphs]) => element("section", { lang: language },
    element("h1", {}, heading), ...paragraphs.map((text) => element("p", {}, text)));
  document.body.replaceChildren(element("main", { class: "failure" },
    element("div", { role: "alert" }, section("en", english), section("ja", japanese)),
    element("p", { class: "failure__actions" }, ...actions),
    element("details", {}, element("summary", {}, "Details / 詳細"), element("pre", {}, detail))));
  document.title = "Tandem";
}

function button(kind, words, press) {
  const made = element("button", { type: "button", class: `button ${kind}` }, words);
  made.addEventListener("click", press);
  return made;
}

const reload = (kind) => button(kind, "Reload / 再読み込み", reloadNewest);

// Another workbook may open where this one stops the program each time.
const toHome = () => button("", "Home / ホーム", () => {
  location.hash = "#/";
  location.reload();
});

function download({ name, text }) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 0);
}

// The workbook that the address names, as the storage holds it: it can be taken away without the program. Its file stands in the
// entry as it is, and last; an entry that is damaged is given whole.
function storedCopy() {
  try {
    const id = decodeURIComponent(/^#\/w\/([^/]+)/.exec(location.hash)?.[1] ?? "");
    const entry = localStorage.getItem(`tandem.workbook.${id}`);
    if (entry === null) return null;
    const mark = '"workbook":';
    const file = entry.slice(entry.indexOf(mark) + mark.length, entry.lastIndexOf("}"));
    try {
      const title = JSON.parse(entry).title;
      JSON.parse(file);
      return { name: `${title || "workbook"}.tandem.json`, text: file };
    } catch {
      return { name: "workbook.tandem.json", text: entry };
    }
  } catch {
    return null;
  }
}

const copyOfStored = (kind, copy) => button(kind, "Download this workbook / このワークブックをダウンロード", () => download(copy));

function showFailure(error) {
  if (stopped) return;
  stopped = true;
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const copy = storedCopy();
  showPage([
    "Tandem could not start",
    "The browser could not load or run the program. Saved workbooks are untouched: they stay in this browser.",
    "Reload the page. If that does not help, use a current Chrome, Edge, Firefox or Safari, and check that WebAssembly is not blocked for this site.",
  ], [
    "Tandem を起動できませんでした",
    "プログラムの読み込みまたは実行に失敗しました。保存済みのワークブックはこのブラウザーにそのまま残っています。",
    "ページを再読み込みしてください。解決しない場合は、最新の Chrome、Edge、Firefox、Safari をご利用のうえ、このサイトで WebAssembly が制限されていないかご確認ください。",
  ], detail, [reload("button--primary"), ...(copy ? [copyOfStored("", copy)] : [])]);
}

// The newest copy of the open workbook, as the app leaves it with every save.
let rescue = null;
let stopped = false;

// Once the program has stopped, nothing may reach it any more: it stands half-way through something, and what it wrote then could
// not be relied on. These listeners stand before its own, because this script runs first.
for (const kind of ["pagehide", "beforeunload", "visibilitychange", "storage", "hashchange", "keydown", "resize", "dragover", "drop"]) {
  addEventListener(kind, (event) => { if (stopped) event.stopImmediatePropagation(); }, { capture: true });
}

// Takes back what the program still waits for.
function cancelTimers() {
  for (let timer = setTimeout(() => {}, 0); timer > 0; timer--) clearTimeout(timer);
  for (let frame = requestAnimationFrame(() => {}); frame > 0; frame--) cancelAnimationFrame(frame);
}

// The program stopped while it ran: nothing inside it can be relied on any more, so this page stands outside of it.
function showStopped(detail) {
  if (stopped) return;
  stopped = true;
  cancelTimers();
  const stored = rescue ? null : storedCopy();
  const copy = rescue
    ? button("button--primary", "Download the last copy / 直前のコピーをダウンロード", () => download(rescue))
    : stored && copyOfStored("button--primary", stored);
  showPage([
    "Tandem stopped because of a fault",
    `The fault is ours. What was saved is still in this browser, and nothing more is written. ${copy ? "Download the copy to be safe, then reload the page." : "Reload the page."}`,
  ], [
    "問題が発生したため Tandem を停止しました",
    `アプリの不具合です。保存済みの内容はこのブラウザーに残っており、これ以上の書き込みは行われません。${copy ? "念のためコピーをダウンロードしてから、再読み込みしてください。" : "ページを再読み込みしてください。"}`,
  ], detail, [...(copy ? [copy] : []), reload(copy ? "" : "button--primary"), toHome()]);
}

// Whether an error came out of the program: a trap of the machine, or something thrown right through it, which leaves it half-way
// just the same. A callback that comes after its view has gone is refused before it begins.
function isFault(error) {
  if (typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError) return true;
  const isThrownThrough = error instanceof Error && /wasm-function|\.wasm\b|wasm:\/\//.test(error.stack ?? "");
  return isThrownThrough && !/^closure invoked/.test(error.message);
}

addEventListener("tandem-rescue", (event) => { rescue = event.detail; });
addEventListener("tandem-stopped", (event) => showStopped(event.detail.message));
addEventListener("error", (event) => { if (isFault(event.error)) showStopped(String(event.error.message)); });
addEventListener("unhandledrejection", (event) => { if (isFault(event.reason)) showStopped(String(event.reason.message)); });

// The copy of the program that stays in the browser, so that it starts without a network: sw.js. Only the release folder has one,
// and the page of it says so. On plain http, in a sandbox, in a private window there is none, which needs no words: everything else
// works the same.
const worker = document.querySelector('meta[name="tandem-offline"]')?.content;

async function keepCopy() {
  // A page within a page comes and goes with its host, which may not want megabytes kept for it.
  if (!worker || window.top !== window) return;
  try {
    const registration = await navigator.serviceWorker?.register(new URL(worker, document.baseURI), { updateViaCache: "none" });
    if (registration) watchVersions(registration);
  } catch {
    // The browser keeps no copy.
  }
}

// Tells the app when a new version is complete and waits. It waits for a person's word.
function watchVersions(registration) {
  const tell = () => {
    if (registration.waiting && navigator.serviceWorker.controller) dispatchEvent(new Event("tandem-update"));
  };
  const follow = (coming) => coming?.addEventListener("statechange", () => { if (coming.state === "installed") tell(); });
  tell();
  follow(registration.installing);
  registration.addEventListener("updatefound", () => follow(registration.installing));
  // A page that stays open for weeks hears of a new version, too.
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || !navigator.onLine || Math.abs(Date.now() - asked) < ASK_AGAIN_MS) return;
    asked = Date.now();
    registration.update().catch(() => {});
  });
}

const ASK_AGAIN_MS = 3_600_000;
const TAKE_OVER_MS = 5_000;

// Reloads the page with the newest version that is there.
async function reloadNewest() {
  try {
    const { waiting } = (await navigator.serviceWorker?.getRegistration()) ?? {};
    if (waiting) {
      const taken = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
      waiting.postMessage("take over");
      await Promise.race([taken, new Promise((resolve) => setTimeout(resolve, TAKE_OVER_MS))]);
    }
  } catch {
    // Without a copy in the browser, the server has the newest version.
  }
  location.reload();
}

addEventListener("tandem-reload", reloadNewest);

// Reads the module with progress where its length is known; compressed answers do not tell their full length.
async function fetchModule(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${answer.statusText}`);
  const length = Number(answer.headers.get("content-length"));
  if (!answer.body || !length || answer.headers.get("content-encoding")) return answer;
  let received = 0;
  const counted = answer.body.pipeThrough(new TransformStream({
    transform(chunk, controller) {
      received += chunk.byteLength;
      showProgress(received / length);
      controller.enqueue(chunk);
    },
  }));
  return new Response(counted, { headers: { "content-type": "application/wasm" } });
}

async function start() {
  applySettings();
  if (typeof WebAssembly !== "object") throw new Error("WebAssembly is not available");
  if (!build) throw new Error("The page does not name its program");
  const address = (name) => new URL(build.getAttribute(name), document.baseURI).href;
  const [bindings, module] = await Promise.all([import(address("data-script")), fetchModule(address("data-module"))]);
  await bindings.default({ module_or_path: module });
  boot?.remove();
  // The first visit loads what it needs before anything is put by.
  (globalThis.requestIdleCallback ?? setTimeout)(keepCopy);
}

start().catch(showFailure);
