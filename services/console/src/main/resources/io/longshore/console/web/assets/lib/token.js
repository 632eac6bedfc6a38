const KEY = "longshore-token";

/** The token lives as long as the tab: never in localStorage, never in an address, never in the page's markup. */
export function token() {
  return sessionStorage.getItem(KEY) ?? "";
}

export function keepToken(value) {
  if (value) sessionStorage.setItem(KEY, value);
  else sessionStorage.removeItem(KEY);
}
