declare module "idiomorph/dist/idiomorph.esm.js" {
  export const Idiomorph: {
    morph(target: Element, content: Node, options?: Record<string, unknown>): Node[];
  };
}
