// Menus open and close without this. It adds: Escape and a click elsewhere close them.
const banner = document.querySelector(".banner");
const open = () => banner.querySelectorAll("details[open]");

function close(except) {
  for (const details of open()) if (details !== except) details.open = false;
}

if (banner) {
  document.addEventListener("click", ({ target }) => {
    const inside = target.closest(".banner details, .banner details + ul, .tools");
    if (!inside) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const last = [...open()].pop();
    if (!last) return;
    last.open = false;
    last.querySelector("summary").focus();
  });
  // For browsers that do not yet know exclusive groups (details name).
  banner.addEventListener(
    "toggle",
    ({ target }) => {
      if (!target.open) return;
      for (const other of open()) if (other !== target && other.getAttribute("name") === target.getAttribute("name")) other.open = false;
    },
    true,
  );
}
