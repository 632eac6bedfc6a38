import { el, fill } from "../lib/el.js";
import { ApiError, get } from "../lib/api.js";
import { count, percent, plural, share, times } from "../lib/format.js";
import { classLink, className, groupMark, model } from "../lib/names.js";
import { empty, facts } from "../lib/parts.js";
import { ago, moment } from "../lib/time.js";

/** All about one class, with its recent images and what they were called. */
export class ClassDialog {
  #dialog;
  #body = el("div");
  #heading = el("h2", { id: "class-title", tabindex: -1 });
  #name = null;
  #left;
  #at = 0;
  #shown = "";

  /** left: called when the dialog was closed by the person. */
  constructor(left) {
    this.#left = left;
    this.#dialog = el("dialog", { class: "dialog broad", "aria-labelledby": "class-title" },
      el("div", { class: "dialog-head" }, this.#heading, el("button", { type: "button", class: "button", onclick: () => this.#dialog.close() }, "Close")), this.#body);
    this.#dialog.addEventListener("close", () => {
      this.#name = null;
      this.#left();
    });
    // A click beside the dialog closes it, as people try that first.
    this.#dialog.addEventListener("click", (event) => {
      if (event.target === this.#dialog && (event.offsetX < 0 || event.offsetY < 0 || event.offsetX > this.#dialog.offsetWidth || event.offsetY > this.#dialog.offsetHeight)) this.#dialog.close();
    });
    document.body.append(this.#dialog);
  }

  async open(name) {
    this.#name = name;
    this.#shown = "";
    fill(this.#heading, className(name));
    fill(this.#body, el("p", { class: "quiet", role: "status" }, "Reading…"));
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#heading.focus();
    await this.#read();
  }

  close() {
    if (this.#dialog.open) this.#dialog.close();
  }

  /** The class may have changed; thumbnails are fetched again only if there are others. */
  refresh() {
    if (this.#name !== null && Date.now() - this.#at > 3000) this.#read();
  }

  async #read() {
    const name = this.#name;
    this.#at = Date.now();
    try {
      const answer = await get(`/api/class?name=${encodeURIComponent(name)}`);
      const key = JSON.stringify(answer);
      if (name !== this.#name || key === this.#shown) return;
      this.#shown = key;
      fill(this.#body, this.#parts(answer));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (name === this.#name) fill(this.#body, el("p", { class: "notice notice-bad", role: "alert" }, error.message));
    }
  }

  #parts(c) {
    return [
      facts([
        ["Band", groupMark(c.group)],
        ["Labels", `${plural(c.labels, "image")}, ${plural(c.units, "independent one")}`],
        ["Share", `${share(c.live)} now, ${share(c.training)} in training${c.training > 0 ? ` (${times(c.live / c.training)})` : ""}`],
        ["First label", c.firstSeen === null ? "before what this console has read" : [moment(c.firstSeen), ", ", ago(c.firstSeen)]],
        ["Recall", c.judged ? `${percent(c.recall)} (${percent(c.low)} to ${percent(c.high)}): ${count(c.right)} right of ${count(c.judged)} on the stream` : "no image of it has both an answer and a label yet"],
        ["Held out", c.heldTotal > 0 ? `${count(c.heldRight)} right of ${count(c.heldTotal)}` : null],
        ["Taken for", c.takenFor.length ? c.takenFor.map((t, i) => [i ? ", " : "", classLink(t.name), ` ${count(t.images)}×`]) : null],
      ]),
      el("h3", {}, "Recent images"),
      c.recent.length
        ? el("ul", { class: "thumbs" }, c.recent.map((image) => this.#thumb(image)))
        : empty("No image of this class was answered lately. They appear once predictions and labels come for them."),
    ];
  }

  #thumb(image) {
    const right = image.right === true;
    const verdict = image.predicted === null ? "not answered" : `${right ? "✓ right" : "✗ wrong"}${image.probability === null ? "" : `, ${percent(image.probability, 0)}`}`;
    return el("li", { class: `thumb ${image.predicted === null ? "" : right ? "right" : "wrong"}` },
      image.at === null ? el("div", { class: "no-image" }, "no longer on its topic") : this.#picture(image.at),
      el("p", { class: image.predicted === null ? "quiet" : right ? "good" : "bad" }, verdict),
      image.predicted !== null && el("p", {}, "called ", className(image.predicted)),
      el("p", { class: "quiet" }, "is ", className(image.label)),
      el("p", { class: "quiet" }, ago(image.scoredAt)),
      image.model && el("p", { class: "quiet" }, model(image.model)));
  }

  #picture(at) {
    const picture = el("img", { src: `/api/image?at=${encodeURIComponent(at)}&size=128`, alt: "", loading: "lazy", width: 96, height: 96 });
    let tries = 0;
    picture.addEventListener("error", () => {
      // Too many at once are refused with 429: a little later there is room.
      if (tries++ < 3) setTimeout(() => { picture.src = `/api/image?at=${encodeURIComponent(at)}&size=128&try=${tries}`; }, 700 * tries + 300 * Math.random());
      else picture.replaceWith(el("div", { class: "no-image" }, "image is gone, or cannot be shown"));
    });
    return picture;
  }
}
