// What the server says about this desk, and its words.
export const config = JSON.parse(document.getElementById("desk-config").textContent);

export const say = (name, values = {}) =>
  (config.words[name] ?? name).replace(/%\((\w+)\)s/g, (_all, key) => values[key] ?? "");

const toast = document.getElementById("toast");
let leaving;

// Say something in passing: for eyes at the lower edge, for ears in the live region.
export function tell(text) {
  clearTimeout(leaving);
  toast.textContent = text;
  toast.classList.toggle("on", Boolean(text));
  leaving = setTimeout(() => toast.classList.remove("on"), Math.max(3500, text.length * 70));
}

// An element with attributes, handlers (on…) and children.
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const letters = (text) => [...text].length;

// While an input method is at work, keys are its keys.
export const composing = (event) => event.isComposing || event.keyCode === 229;
