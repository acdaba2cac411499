// Runs in the page before the app, for a browser that doesn't tell what its console says: keeps everything that must not happen.
globalThis.complaints = [];
const keep = (kind, words) => globalThis.complaints.push(`${kind}: ${words}`);
const { error } = console;
console.error = (...words) => { keep('console', words.join(' ')); error.apply(console, words); };
addEventListener('error', (event) => keep('error', event.message ?? event.target?.outerHTML?.slice(0, 200)), { capture: true });
addEventListener('unhandledrejection', (event) => keep('uncaught', event.reason));
addEventListener('securitypolicyviolation', (event) => keep('policy', `${event.effectiveDirective} ${event.blockedURI}`));
