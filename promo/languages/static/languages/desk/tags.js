// Tagged text: the same rules as promo/languages/segments/inline.py.
const TAG = /(\\*)<(\/?)(\d+)(\/?)>/g;

// Strings (backslashes undone) and {number, kind} with kind "open", "close" or "alone".
export function tokens(text) {
  const found = [];
  let words = "";
  let end = 0;
  for (const match of text.matchAll(TAG)) {
    const slashes = match[1].length;
    words += text.slice(end, match.index) + "\\".repeat(Math.floor(slashes / 2));
    end = match.index + match[0].length;
    if (slashes % 2 || (match[2] && match[4])) {
      words += match[0].slice(slashes);
      continue;
    }
    if (words) found.push(words);
    words = "";
    found.push({ number: Number(match[3]), kind: match[2] ? "close" : match[4] ? "alone" : "open" });
  }
  words += text.slice(end);
  if (words) found.push(words);
  return found;
}

const written = { open: (n) => `<${n}>`, close: (n) => `</${n}>`, alone: (n) => `<${n}/>` };

// The reverse of `tokens`.
export function tagged(parts) {
  const joined = [];
  for (const part of parts) {
    if (typeof part === "string" && typeof joined.at(-1) === "string") joined.push(joined.pop() + part);
    else joined.push(part);
  }
  return joined
    .map((part, place) => {
      if (typeof part !== "string") return written[part.kind](part.number);
      let text = part.replace(TAG, (all, slashes) => `${slashes}${slashes}\\${all.slice(slashes.length)}`);
      // A tag follows: backslashes at the end would be read as belonging to it.
      if (place + 1 < joined.length) text += /\\*$/.exec(text)[0];
      return text;
    })
    .join("");
}

export const plain = (text) => tokens(text).filter((part) => typeof part === "string").join("");

export const name = (token) => `${token.kind} ${token.number}`;
