/** Place is where a camera stands, as parts of the plan, and where it looks, in degrees from north. */
export interface Place { x: number; y: number; bearing: number }

interface Plan { picture: string; shape: number; north: number }

const plain: Plan = { picture: "", shape: 1, north: 0 };

/**
 * <bts-spot plans="{…}"> draws the plan of the place below its fields: a click puts the camera there, a drag from it says where it
 * looks. The fields say the same in numbers, and are what is sent. A choice named ground says which of the plans it is.
 */
export class Spot extends HTMLElement {
  private svg!: SVGSVGElement;
  private plans: Record<string, Plan> = {};

  connectedCallback(): void {
    if (this.querySelector("svg")) return;
    this.plans = JSON.parse(this.getAttribute("plans") || "{}") as Record<string, Plan>;
    const figure = document.createElement("div");
    figure.className = "spot";
    figure.innerHTML =
      '<svg aria-hidden="true"><rect class="spot-plan" width="100" /><path class="spot-grid" /><image class="spot-picture" width="100" preserveAspectRatio="none" />' +
      '<g class="spot-sign"><path class="spot-cone" d="M0 0-9-22 9-22z" /><circle class="spot-camera" r="1.6" /></g></svg>';
    this.append(figure);
    this.svg = figure.querySelector("svg")!;
    this.svg.addEventListener("pointerdown", (e) => this.down(e));
    this.addEventListener("input", () => this.show());
    this.show();
  }

  /** place is what the fields say: null for nothing, undefined for what is no place yet. */
  place(): Place | null | undefined {
    const texts = ["x", "y", "bearing"].map((n) => this.field(n).value.trim());
    if (texts.every((t) => t === "")) return null;
    const [x, y, bearing] = texts.map(Number) as [number, number, number];
    const within = (v: number, most: number) => v >= 0 && v <= most;
    return within(x, 100) && within(y, 100) && within(bearing, 359.999) ? { x: x / 100, y: y / 100, bearing } : undefined;
  }

  /** put fills the fields. */
  put(place: Place | null): void {
    const set = (name: string, value: number | undefined) => (this.field(name).value = value === undefined ? "" : String(Math.round(value)));
    set("x", place ? 100 * place.x : undefined);
    set("y", place ? 100 * place.y : undefined);
    set("bearing", place?.bearing);
    this.show();
  }

  /** show draws what the fields say. */
  show(): void {
    const { picture, shape, north } = this.plan;
    const high = 100 * shape;
    this.svg.setAttribute("viewBox", `0 0 100 ${high}`);
    const set = (part: string, values: Record<string, string | number>) => {
      const element = this.svg.querySelector(part)!;
      for (const [name, value] of Object.entries(values)) if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
    };
    set(".spot-plan", { height: high });
    set(".spot-grid", { d: picture ? "" : `M25 0v${high}M50 0v${high}M75 0v${high}M0 ${high / 4}h100M0 ${high / 2}h100M0 ${(3 * high) / 4}h100` });
    const image = this.svg.querySelector("image")!;
    if (picture) set("image", { href: picture, height: high });
    image.toggleAttribute("hidden", !picture);
    if (!picture) image.removeAttribute("href");
    this.querySelector(".spot")!.classList.toggle("mapped", picture !== "");
    const [x, y, bearing] = ["x", "y", "bearing"].map((n) => this.field(n).value);
    const sign = this.svg.querySelector(".spot-sign")!;
    sign.toggleAttribute("hidden", !x && !y && !bearing);
    sign.setAttribute("transform", `translate(${Number(x)} ${Number(y) * shape}) rotate(${Number(bearing) + north})`);
  }

  private get plan(): Plan {
    const chosen = this.querySelector<HTMLSelectElement>('[name="ground"]')?.value ?? "";
    return this.plans[chosen] ?? this.plans[""] ?? plain;
  }

  private field(name: string): HTMLInputElement {
    return this.querySelector<HTMLInputElement>(`[name="spot_${name}"]`)!;
  }

  /** at is where a pointer is, in hundredths of the plan's width and height. */
  private at(e: PointerEvent): [number, number] {
    const box = this.svg.getBoundingClientRect();
    const part = (v: number, from: number, size: number) => Math.round(Math.min(Math.max((100 * (v - from)) / size, 0), 100));
    return [part(e.clientX, box.left, box.width), part(e.clientY, box.top, box.height)];
  }

  private down(e: PointerEvent): void {
    e.preventDefault();
    this.svg.setPointerCapture(e.pointerId);
    const [x, y] = this.at(e);
    this.field("x").value = String(x);
    this.field("y").value = String(y);
    if (!this.field("bearing").value) this.field("bearing").value = "0";
    this.show();
    const { shape, north } = this.plan;
    const look = (move: PointerEvent) => {
      const [tx, ty] = this.at(move);
      const [aside, ahead] = [tx - x, (y - ty) * shape];
      if (Math.hypot(aside, ahead) < 3) return;
      const turn = Math.round((Math.atan2(aside, ahead) * 180) / Math.PI - north);
      this.field("bearing").value = String(((turn % 360) + 360) % 360);
      this.show();
    };
    const end = () => {
      this.svg.removeEventListener("pointermove", look);
      this.svg.removeEventListener("pointerup", end);
      this.svg.removeEventListener("pointercancel", end);
      this.field("x").dispatchEvent(new Event("input", { bubbles: true })); // whoever keeps what is written hears of it
    };
    this.svg.addEventListener("pointermove", look);
    this.svg.addEventListener("pointerup", end);
    this.svg.addEventListener("pointercancel", end);
  }
}

customElements.define("bts-spot", Spot);
