// Says on whatever page the person is by now that what they tried out is done, with the way there.
import { say } from "./say";

/** The part of a task that is needed for that. */
interface Task { kind?: string; state: string; scenario?: string }

document.body.addEventListener("bts:task", (event) => {
  const task = (event as CustomEvent<Task | null>).detail;
  const home = document.querySelector("bts-live")?.getAttribute("src")?.replace(/\/events(\?.*)?$/, "");
  if (!task || task.state !== "done" || !home) return;
  if (task.kind === "curve") say("The curve is drawn.", "good", { text: "See it", href: `${home}/plan#whatif` });
  if (task.kind === "what_if" && task.scenario) {
    say("It is tried out.", "good", { text: "See it", href: `${home}/plan/scenarios/${encodeURIComponent(task.scenario)}` });
  }
});
