/** Seconds until another try, where the browser does not try by itself. */
const AGAIN_MS = 3000;

/**
 * Follows the server's events.
 *
 * @param views names of events, as in API.md
 * @param handlers by view: called with the event's data
 * @param state called with {connected, since} whenever that changes; since is when it began, in epoch milliseconds
 */
export function follow(views, handlers, state) {
  let source = null;
  let connected = null;

  function become(now) {
    if (connected === now) return;
    connected = now;
    state({ connected: now, since: Date.now() });
  }

  function connect() {
    source = new EventSource(`/api/events?views=${views.join(",")}`);
    source.onopen = () => become(true);
    source.onerror = () => {
      become(false);
      // Closed means that the browser has given up (an HTTP error); otherwise it is trying again already.
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, AGAIN_MS);
    };
    for (const view of ["status", ...views]) {
      source.addEventListener(view, (event) => {
        become(true);
        handlers[view]?.(JSON.parse(event.data));
      });
    }
  }

  // A page that is left must not hold one of the browser's six connections to the server.
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) connect();
  });
  connect();
}
