import { el, fill, say } from "./el.js";
import { follow } from "./live.js";
import { count, percent, plural } from "./format.js";
import { model, short } from "./names.js";
import { keepTime, moment, momentText } from "./time.js";
import { ActionNews } from "./news.js";

/** The newest status of the server, for whoever needs the plan that the person has before them. */
export const shared = { status: null };

let link = null;

/**
 * Starts what all pages share: the line on top that says what serves, the notices, and the events.
 *
 * @param views events that the page wants besides "status"
 * @param handlers by view
 */
export function start(views, handlers) {
  const news = new ActionNews(document.getElementById("toasts"));
  keepTime();
  follow(
    [...new Set([...views, "request"])],
    {
      ...handlers,
      status: (status) => {
        shared.status = status;
        frame();
        handlers.status?.(status);
      },
      request: (request) => {
        news.tell(request);
        handlers.request?.(request);
      },
    },
    (state) => {
      link = state;
      frame();
      handlers.link?.(state);
    },
  );
}

/** Shows that something could not be fetched, in the page's own place for it; null takes it away. */
export function trouble(error) {
  const place = document.getElementById("trouble");
  if (error === null) return fill(place);
  return fill(place, el("p", { class: "notice notice-bad" }, `Could not read this from the console: ${error.message}`));
}

function frame() {
  const status = shared.status;
  const pill = document.getElementById("link");
  const [kind, text] = connection(status);
  pill.className = `link link-${kind}`;
  say(pill, text);
  if (status) fill(document.getElementById("serving"), ...serving(status));
  const notices = document.getElementById("notices");
  const list = noticeList(status);
  const key = JSON.stringify(list.map(([k, parts]) => [k, parts.map((part) => (part instanceof Node ? part.textContent : part))]));
  // The region is polite: written again only if it says something else.
  if (notices.dataset.said !== key) {
    notices.dataset.said = key;
    fill(notices, list.map(([k, parts]) => el("p", { class: `notice notice-${k}` }, ...parts)));
  }
}

function connection(status) {
  if (link === null) return ["wait", "Connecting…"];
  if (!link.connected) return ["bad", `Not connected since ${momentText(link.since)}`];
  if (status === null) return ["wait", "Connecting…"];
  if (status.broker.state === "lost") return ["bad", `No broker since ${momentText(status.broker.since)}`];
  if (status.broker.state === "connecting") return ["wait", "No broker yet"];
  if (!status.reading.caughtUp) return ["wait", "Reading…"];
  return ["good", "Live"];
}

function serving(status) {
  const plan = status.plan;
  if (!plan || !plan.live) return ["Serving ", el("strong", {}, "no model yet"), ` · stream ${status.stream}`];
  const trial = plan.trial
    ? [" · on trial ", model(plan.trial.version), ` (${plan.trial.stage}${plan.trial.share ? `, ${percent(plan.trial.share, 0)}` : ""})`]
    : [];
  return ["Serving ", model(plan.live), ` · plan ${count(plan.epoch)} · stream ${status.stream}`, ...trial];
}

function noticeList(status) {
  const list = [];
  if (link && !link.connected) {
    list.push(["bad", ["Not connected to the console since ", moment(link.since), ". What you see is from before that. Trying again every 3 s."]]);
  }
  if (!status) return list;
  const { broker, reading, garbage, plan } = status;
  if (broker.state !== "connected") {
    const message = broker.message ? `: ${broker.message}` : "";
    list.push(["bad", [
      `No broker answers at ${broker.bootstrap} since `, moment(broker.since), `${message}. Start everything with `,
      el("code", {}, "./longshore up --data DIR"), ", or see that this address is right.",
    ]]);
  } else if (!reading.caughtUp) {
    const behind = reading.topics.reduce((sum, topic) => sum + topic.behind, 0);
    list.push(["info", [`Reading the topics: ${behind >= 1000 ? `${count(Math.round(behind / 1000) * 1000)} records` : "the last records"} to go. Numbers are not complete yet.`]]);
  }
  if (garbage.length) {
    const where = garbage.map((g) => `${g.topic} ${count(g.records)}`).join(", ");
    const all = garbage.reduce((sum, g) => sum + g.records, 0);
    const last = garbage.reduce((a, b) => (b.at > a.at ? b : a));
    list.push(["warn", [`${plural(all, "record")} could not be read and ${all === 1 ? "was" : "were"} skipped (${where}). Last: ${last.message}`]]);
  }
  if (plan?.paused) {
    list.push(["warn", ["Rollouts are paused: no model goes live or back by itself. ", el("a", { href: "/models", "data-key": "resume" }, "Resume on Models"), "."]]);
  }
  if (status.alarm) {
    list.push(["warn", ["The drift alarm stands: the mix has moved. ", el("a", { href: "/drift", "data-key": "alarm" }, "See the evidence"), "."]]);
  }
  return list;
}

/** What the title of the window says: the model, so that tabs can be told apart. */
export function titled(page) {
  const live = shared.status?.plan?.live;
  document.title = live ? `${page} · ${short(live)} · Longshore` : `${page} · Longshore`;
}
