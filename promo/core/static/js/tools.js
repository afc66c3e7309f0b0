// Reading aids: text size, contrast, reading aloud.
const root = document.documentElement;
const tools = document.querySelector("[data-tools]");

function save() {
  try {
    localStorage.setItem("dat-lanh", JSON.stringify({ text: size(), contrast: root.dataset.contrast === "high" }));
  } catch {
    // Not remembered, but in force on this page.
  }
}

const size = () => Number(root.dataset.text || 0);

function show() {
  for (const button of tools.querySelectorAll("[data-size]")) {
    button.disabled = button.dataset.size === "up" ? size() === 3 : size() === 0;
  }
  tools.querySelector("[data-high-contrast]").setAttribute("aria-pressed", String(root.dataset.contrast === "high"));
}

function resize(step) {
  const next = Math.min(3, Math.max(0, size() + step));
  if (next) root.dataset.text = next;
  else delete root.dataset.text;
}

function contrast() {
  if (root.dataset.contrast) delete root.dataset.contrast;
  else root.dataset.contrast = "high";
}

// The paragraphs to read: what is seen, in order, without lists of links.
function passages() {
  const main = document.getElementById("content");
  return [...main.querySelectorAll("h1, h2, h3, p, li, figcaption, td")].filter(
    (element) => !element.closest("nav, [data-silent], [hidden]") && !element.querySelector("p, li") && element.innerText.trim(),
  );
}

function reader(button) {
  const speech = window.speechSynthesis;
  const language = (document.getElementById("content").lang || root.lang).toLowerCase();
  const find = () => speech.getVoices().find((voice) => voice.lang.toLowerCase().replace("_", "-").startsWith(language.split("-")[0]));
  const label = button.querySelector("span");
  let reading = false;
  let voice;

  function stop() {
    reading = false;
    speech.cancel();
    label.textContent = button.dataset.start;
    button.setAttribute("aria-pressed", "false");
  }

  function start() {
    reading = true;
    label.textContent = button.dataset.stop;
    button.setAttribute("aria-pressed", "true");
    const queue = passages();
    const next = () => {
      const element = queue.shift();
      if (!reading || !element) return stop();
      const words = new SpeechSynthesisUtterance(element.innerText);
      words.voice = voice;
      words.lang = voice.lang;
      words.onend = next;
      words.onerror = stop;
      speech.speak(words);
    };
    next();
  }

  function offer() {
    voice = find();
    button.hidden = !voice;
  }

  offer();
  speech.addEventListener?.("voiceschanged", offer);
  button.addEventListener("click", () => (reading ? stop() : start()));
  addEventListener("pagehide", () => speech.cancel());
}

if (tools) {
  tools.hidden = false;
  tools.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    if (button.dataset.size) resize(button.dataset.size === "up" ? 1 : -1);
    else if ("highContrast" in button.dataset) contrast();
    else return;
    save();
    show();
  });
  show();
  if ("speechSynthesis" in window) reader(tools.querySelector("[data-read]"));
}
