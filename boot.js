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

// The identity of the workbook that the address names; empty where it names none.
function namedWorkbook() {
  try {
    return decodeURIComponent(/^#\/w\/([^/]+)/.exec(location.hash)?.[1] ?? "");
  } catch {
    return "";
  }
}

// The entry of a workbook in local storage, or null.
function entryOf(id) {
  try {
    return localStorage.getItem(`tandem.workbook.${id}`);
  } catch {
    return null;
  }
}

// A workbook as local storage holds it: it can be taken away without the program. Its file stands in the entry as it is, and last; an
// entry that is damaged is given whole. Of what stands in the database alone there is only a note here, which is no copy.
function copyOfEntry(entry) {
  const mark = '"workbook":';
  const file = entry.slice(entry.indexOf(mark) + mark.length, entry.lastIndexOf("}"));
  try {
    const stamp = JSON.parse(entry);
    if (stamp.elsewhere) return null;
    JSON.parse(file);
    return { name: nameOf(stamp), text: file, stamp };
  } catch {
    return { name: nameOf({}), text: entry, stamp: null };
  }
}

const nameOf = ({ title }) => `${title || "workbook"}.tandem.json`;

// What the database answers to some requests, or null where there is none, or where it does not answer. None is made by asking.
const askDatabase = (tables, ask) => new Promise((done) => {
  setTimeout(done, DATABASE_MS, null);
  const asked = indexedDB.open("tandem");
  asked.onupgradeneeded = () => asked.transaction.abort();
  asked.onerror = () => done(null);
  asked.onsuccess = () => {
    const database = asked.result;
    try {
      const steps = database.transaction(tables);
      const requests = tables.map((table) => ask(steps.objectStore(table)));
      steps.oncomplete = () => done(requests.map((request) => request.result));
      steps.onabort = () => done(null);
    } catch {
      done(null);
    }
    // It closes when what was asked is done.
    database.close();
  };
}).catch(() => null);

const DATABASE_MS = 10_000;

// What the database holds of a workbook, or null: bytes as they are, and its stamp where that can be read.
async function copyOfDatabase(id) {
  const [record, bytes] = (await askDatabase(["stamps", "files"], (table) => table.get(id))) ?? [];
  if (!bytes) return null;
  try {
    const stamp = JSON.parse(record);
    return { name: nameOf(stamp), text: bytes, stamp };
  } catch {
    return { name: nameOf({}), text: bytes, stamp: null };
  }
}

const isInDatabase = async (id) => (await askDatabase(["files"], (table) => table.getKey(id)))?.[0] !== undefined;

// The later of the two copies of a workbook: the database's where there is no other, or where it builds upon the other.
async function laterCopy(id) {
  const entry = entryOf(id);
  const [first, second] = [entry === null ? null : copyOfEntry(entry), await copyOfDatabase(id)];
  if (!first || !second) return first ?? second;
  if (!first.stamp || !second.stamp) return first.stamp ? first : second;
  const { writer, revision } = first.stamp;
  const isLater = second.stamp.builds_on?.some((write) => write.writer === writer && write.revision >= revision);
  return isLater ? second : first;
}

function copyOfStored(kind, id) {
  const made = button(kind, "Download this workbook / このワークブックをダウンロード", async () => {
    const copy = await laterCopy(id);
    if (copy) download(copy);
    else made.replaceWith(element("span", { role: "status" }, "The browser does not hand the workbook out now; it is not lost. / ブラウザーから読み出せません。ワークブックは失われていません。"));
  });
  return made;
}

// Puts a button that gives the workbook of the address behind another, as soon as it is known that there is something to give.
async function offerStored(other, kind, id = namedWorkbook()) {
  if (id !== "" && (entryOf(id) !== null || await isInDatabase(id))) other.after(" ", copyOfStored(kind, id));
}

function showFailure(error) {
  if (stopped) return;
  stopped = true;
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const again = reload("button--primary");
  showPage([
    "Tandem could not start",
    "The browser could not load or run the program. Saved workbooks are untouched: they stay in this browser.",
    "Reload the page. If that does not help, use a current Chrome, Edge, Firefox or Safari, and check that WebAssembly is not blocked for this site.",
  ], [
    "Tandem を起動できませんでした",
    "プログラムの読み込みまたは実行に失敗しました。保存済みのワークブックはこのブラウザーにそのまま残っています。",
    "ページを再読み込みしてください。解決しない場合は、最新の Chrome、Edge、Firefox、Safari をご利用のうえ、このサイトで WebAssembly が制限されていないかご確認ください。",
  ], detail, [again]);
  offerStored(again, "");
}

// The newest copy of the open workbook, as the app leaves it with every save; null where the database has a newer one.
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
  const id = namedWorkbook();
  const last = rescue && button("button--primary", "Download the last copy / 直前のコピーをダウンロード", () => download(rescue));
  const stored = id !== "" && !isOf(rescue, id) && entryOf(id) !== null ? copyOfStored(last ? "" : "button--primary", id) : null;
  const copies = [last, stored].filter(Boolean);
  const again = reload(copies.length > 0 ? "" : "button--primary");
  showPage([
    "Tandem stopped because of a fault",
    `The fault is ours. What was saved is still in this browser, and nothing more is written. ${copies.length > 0 ? "Download the copy to be safe, then reload the page." : "Reload the page."}`,
  ], [
    "問題が発生したため Tandem を停止しました",
    `アプリの不具合です。保存済みの内容はこのブラウザーに残っており、これ以上の書き込みは行われません。${copies.length > 0 ? "念のためコピーをダウンロードしてから、再読み込みしてください。" : "ページを再読み込みしてください。"}`,
  ], detail, [...copies, again, toHome()]);
  if (!stored && !isOf(rescue, id)) offerStored(again, "", id);
}

// Whether a copy is one of this workbook: what was left before may have been another's.
function isOf(copy, id) {
  try {
    return copy !== null && JSON.parse(copy.text).id === id;
  } catch {
    return false;
  }
}

// Whether an error came out of the program: a trap of the machine, or something thrown right through it, which leaves it half-way
// just the same. A callback that comes after its view has gone is refused before it begins.
function isFault(error) {
  if (typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError) return true;
  const isThrownThrough = error instanceof Error && /wasm-function|\.wasm\b|wasm:\/\//.test(error.stack ?? "");
  return isThrownThrough && !/^closure invoked/.test(error.message);
}

addEventListener("tandem-rescue", (event) => { rescue = event.detail.text ? event.detail : null; });
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
  // Without a version that runs, the one that came is the first.
  const tell = () => { if (navigator.serviceWorker.controller) dispatchEvent(new Event("tandem-update")); };
  // A browser may tell a worker's new state before it says that the registration waits with it, and before it says that the worker came
  // at all, so that the worker is believed. A busy page hears of it only when it waits already.
  const follow = (coming) => {
    if (coming?.state === "installed") tell();
    else coming?.addEventListener("statechange", () => { if (coming.state === "installed") tell(); });
  };
  follow(registration.waiting);
  follow(registration.installing);
  registration.addEventListener("updatefound", () => follow(registration.installing ?? registration.waiting));
  // A page that stays open for weeks hears of a new version, too.
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || !navigator.onLine || Math.abs(Date.now() - asked) < ASK_AGAIN_MS) return;
    asked = Date.now();
    registration.update().catch(() => {});
  });
}

const ASK_AGAIN_MS = 3_600_000;
const KEEP_COPY_MS = 2_000;
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
  // The first visit loads what it needs before anything is put by. A browser may find no idle moment for a minute and more, even on a
  // page that does nothing.
  if (globalThis.requestIdleCallback) requestIdleCallback(keepCopy, { timeout: KEEP_COPY_MS });
  else setTimeout(keepCopy);
}

start().catch(showFailure);
