/** What went wrong between the page and the console, in words that say what to do. */
export class ApiError extends Error {
  constructor(status, message, body = {}) {
    super(message);
    this.status = status;
    this.body = body;
  }
}

/** Fetches JSON. Errors carry the words of the server where it found some. */
export async function get(path) {
  return answer(await reach(path, { headers: { Accept: "application/json" } }));
}

/** Asks for something to be done; resolves to the receipt of the 202. */
export async function ask(request, token) {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  return answer(await reach("/api/requests", { method: "POST", headers, body: JSON.stringify(request) }));
}

async function reach(path, options) {
  try {
    return await fetch(path, { cache: "no-store", credentials: "omit", ...options });
  } catch {
    throw new ApiError(0, "the console does not answer; is its process running? (./longshore up)");
  }
}

async function answer(response) {
  let body;
  try {
    body = await response.json();
  } catch {
    body = null;
  }
  if (response.ok && body !== null) return body;
  throw new ApiError(response.status, body?.error ?? `the console answered ${response.status} without words`, body ?? {});
}

/**
 * Fetches again when asked to, but one at a time, not more often than every two seconds, and never while nobody looks.
 * An answer that took long makes the pause longer: a page must not keep a laptop busy with 10,000 classes.
 */
export function refresher(path, show, failed) {
  let running = false;
  let wanted = false;
  let timer = null;
  let turn = 0;

  async function go() {
    const mine = ++turn;
    running = true;
    wanted = false;
    const began = performance.now();
    let pause = 2000;
    try {
      const answered = await get(typeof path === "function" ? path() : path);
      if (mine !== turn) return;
      show(answered);
      pause = Math.max(pause, 8 * (performance.now() - began));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (mine !== turn) return;
      failed(error);
      wanted = error.status === 0 || error.status >= 500;
    } finally {
      if (mine === turn) {
        timer = setTimeout(() => {
          running = false;
          if (wanted && !document.hidden) go();
        }, pause);
      }
    }
  }

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && wanted && !running) go();
  });
  return {
    /** Something changed. */
    refresh() {
      wanted = true;
      if (!running && !document.hidden) go();
    },
    /** The person asked for something else: do not make them wait. */
    now() {
      clearTimeout(timer);
      go();
    },
  };
}
