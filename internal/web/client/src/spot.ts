/**
 * <bts-spot> draws the plan of the place beside its three number fields: a click puts the camera there, a drag from it says where it
 * looks. The fields say the same in numbers, and are what is sent.
 */
class Spot extends HTMLElement {
  private svg!: SVGSVGElement;

  connectedCallback(): void {
    if (this.querySelector("svg")) return;
    const figure = document.createElement("div");
    figure.className = "spot";
    figure.innerHTML =
      '<svg viewBox="0 0 100 100" aria-hidden="true"><rect class="spot-plan" x=".5" y=".5" width="99" height="99" rx="2"/>' +
      '<path class="spot-grid" d="M25 1v98M50 1v98M75 1v98M1 25h98M1 50h98M1 75h98"/>' +
      '<g hidden><path class="spot-cone" d="M0 0-14-34 14-34z"/><circle class="spot-camera" r="3.5"/></g></svg>';
    this.append(figure);
    this.svg = figure.querySelector("svg")!;
    this.svg.addEventListener("pointerdown", (e) => this.down(e));
    this.addEventListener("input", () => this.show());
    this.show();
  }

  private field(name: string): HTMLInputElement {
    return this.querySelector<HTMLInputElement>(`[name="spot_${name}"]`)!;
  }

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
    this.show();
    const look = (move: PointerEvent) => {
      const [tx, ty] = this.at(move);
      if (Math.hypot(tx - x, ty - y) < 3) return;
      this.field("bearing").value = String((Math.round((Math.atan2(tx - x, y - ty) * 180) / Math.PI) + 360) % 360);
      this.show();
    };
    this.svg.addEventListener("pointermove", look);
    this.svg.addEventListener("pointerup", () => this.svg.removeEventListener("pointermove", look), { once: true });
  }

  private show(): void {
    const [x, y, bearing] = ["x", "y", "bearing"].map((n) => this.field(n).value);
    const camera = this.svg.querySelector("g")!;
    camera.toggleAttribute("hidden", !x && !y && !bearing);
    camera.setAttribute("transform", `translate(${Number(x)} ${Number(y)}) rotate(${Number(bearing)})`);
  }
}

customElements.define("bts-spot", Spot);
