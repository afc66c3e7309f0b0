// A film from elsewhere loads only when the visitor has pressed "Play".
for (const film of document.querySelectorAll("[data-embed]")) {
  const button = film.querySelector("[data-play]");
  button.hidden = false;
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    const address = new URL(film.dataset.embed);
    address.searchParams.set("autoplay", "1");
    frame.src = address.href;
    frame.title = film.dataset.title;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    film.replaceChildren(frame);
    frame.focus();
  });
}
