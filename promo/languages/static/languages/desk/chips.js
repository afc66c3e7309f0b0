// Tags as small drawn elements: no letters of their own, so that copying a text leaves them behind.
import { make, say } from "./config.js";
import { tokens } from "./tags.js";

const KNOWN = { b: "b", strong: "b", i: "i", em: "i", a: "a", br: "br", sup: "sup", sub: "sub" };

export const tagName = (name) => say(`tag_${KNOWN[name] ?? "other"}`);

export function describe(element) {
  const { n: number, k: kind, t: name } = element.dataset;
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", say(`tag_${kind}`, { number, name: tagName(name) }));
  return element;
}

export const chip = (token, names) =>
  describe(make("i", { "data-n": token.number, "data-k": token.kind, "data-t": names.get(token.number) ?? "" }));

// A tagged text to look at.
export function shown(text, names) {
  const fragment = document.createDocumentFragment();
  for (const part of tokens(text)) fragment.append(typeof part === "string" ? part : chip(part, names));
  return fragment;
}
