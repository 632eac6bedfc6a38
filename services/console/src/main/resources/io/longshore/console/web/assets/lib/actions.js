import { el, fill, say } from "./el.js";
import { ask, get } from "./api.js";
import { count } from "./format.js";
import { model } from "./names.js";
import { shared } from "./shell.js";
import { keepToken, token } from "./token.js";

const ACTIONS = {
  promote: {
    title: "Promote a model",
    verb: "Promote",
    says: (version) => ["Makes ", model(version), " live, whatever its gates said. Scorers still check it and refuse one that is broken. The present model becomes the one to go back to."],
  },
  "roll-back": {
    title: "Roll back",
    verb: "Roll back",
    says: (version) => ["Takes ", model(version), " out of service and makes the model before it live again."],
  },
  pause: { title: "Pause rollouts", verb: "Pause", says: () => ["No model goes live or back by itself until somebody resumes. Models are still trained and judged on held-out images."] },
  resume: { title: "Resume rollouts", verb: "Resume", says: () => ["Models go live and back by themselves again, as their gates say."] },
};

/** A button that opens the dialog of an action. */
export function actionButton(kind, version, label = ACTIONS[kind].verb) {
  return el("button", {
    type: "button", class: kind === "roll-back" ? "button danger" : "button", "data-key": `${kind}-${version}`,
    onclick: () => confirmAction(kind, version),
  }, label);
}

/** Asks for reason and token, shows what will happen under which plan, and sends the request. */
export function confirmAction(kind, version) {
  const action = ACTIONS[kind];
  let plan = shared.status?.plan ?? null;
  const off = shared.status?.actions.state === "off";
  const seen = el("p", { class: "quiet" });
  const problem = el("p", { class: "problem", role: "alert" });
  const reason = el("input", { id: "action-reason", type: "text", required: true, maxlength: 500, autocomplete: "off", placeholder: "your name: why" });
  const secret = el("input", { id: "action-token", type: "password", required: true, autocomplete: "off", spellcheck: "false", "aria-describedby": "action-token-note" });
  secret.value = token();
  const go = el("button", { type: "submit", class: kind === "roll-back" ? "button danger" : "button primary", disabled: off }, action.verb);
  const form = el("form", { novalidate: true, onsubmit: send },
    el("h2", { id: "action-title" }, action.title),
    el("p", {}, ...action.says(version)),
    seen,
    off && el("p", { class: "notice notice-warn" }, `Actions are off. ${shared.status.actions.how ?? ""}`),
    el("label", { for: "action-reason" }, "Reason, kept with the plan"), reason,
    el("label", { for: "action-token" }, "Token"), secret,
    el("p", { id: "action-token-note", class: "quiet" }, "Forgotten when this tab is closed."),
    problem,
    el("p", { class: "buttons" }, go, el("button", { type: "button", class: "button", onclick: () => dialog.close() }, "Cancel")));
  const dialog = el("dialog", { class: "dialog", "aria-labelledby": "action-title" }, form);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  showPlan();
  dialog.showModal();
  reason.focus();

  function showPlan() {
    fill(seen, plan ? ["As of plan ", el("strong", {}, count(plan.epoch)), ": serving ", model(plan.live), plan.paused ? ", paused." : "."] : "There is no plan yet.");
  }

  async function send(event) {
    event.preventDefault();
    if (!reason.value.trim()) return complain("Say why: the reason is kept with the plan for whoever reads it later.", reason);
    if (!secret.value) return complain("A token is needed: the one that the console was started with.", secret);
    go.disabled = true;
    say(problem, "");
    const request = { kind, reason: reason.value.trim(), planEpoch: plan?.epoch ?? 0 };
    if (version) request.version = version;
    try {
      await ask(request, secret.value);
      keepToken(secret.value);
      dialog.close();
    } catch (error) {
      await refused(error);
    } finally {
      go.disabled = off;
    }
    return undefined;
  }

  async function refused(error) {
    if (error.status === 401 || error.status === 403) {
      keepToken("");
      return complain(`Not allowed: ${error.message}`, secret);
    }
    if (error.status === 409) {
      try {
        plan = (await get("/api/status")).plan;
        showPlan();
      } catch {
        plan = { ...plan, epoch: error.body.planEpoch ?? plan?.epoch };
      }
      return complain(`Nothing was asked, because the plan has moved on: ${error.message}. The plan above is the new one; press again if you still want this.`, go);
    }
    return complain(error.status === 0 ? `Nothing was asked: ${error.message}` : `Not done: ${error.message}`, go);
  }

  function complain(text, where) {
    say(problem, text);
    go.disabled = off;
    where.focus();
  }
}
