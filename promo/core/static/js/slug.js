// Wagtail makes the address words of a page from its title letter by letter and knows no Vietnamese:
// "Đồng" became "djng". Give it the title without marks, đ as d, before it does.
const fold = (text) =>
  text.replace(/đ/g, "d").replace(/Đ/g, "D").normalize("NFD").replace(/[\u0300-\u036f]/g, "");

for (const name of ["w-sync:apply", "w-sync:check"]) {
  document.addEventListener(
    name,
    (event) => {
      if (event.detail && typeof event.detail.value === "string") event.detail.value = fold(event.detail.value);
    },
    true,
  );
}
document.addEventListener(
  "blur",
  (event) => {
    if (event.target instanceof HTMLInputElement && event.target.name === "slug") event.target.value = fold(event.target.value);
  },
  true,
);
