// Where the device can share, it does; where it has a clipboard, the address is copied; and pages print.
for (const row of document.querySelectorAll("[data-share]")) {
  const { title } = row.dataset;
  const url = new URL(row.dataset.url, location).href;
  const offer = (name, action) => {
    const button = row.querySelector(`[data-${name}]`);
    button.hidden = false;
    button.addEventListener("click", () => action(button));
  };
  if (navigator.share) offer("native", () => navigator.share({ url, title }).catch(() => {}));
  else if (navigator.clipboard) {
    offer("copy", async (button) => {
      await navigator.clipboard.writeText(url);
      button.querySelector("span").textContent = button.dataset.done;
    });
  }
  offer("print", () => print());
}
