// Filters that work at once: htmx swaps the results, this keeps addresses short and the form in step.

const form = document.querySelector("[data-listing]");

// What is left empty says nothing: it need not stand in the address.
form?.addEventListener("htmx:configRequest", (event) => {
  const { parameters } = event.detail;
  for (const name of new Set(Object.keys(parameters))) {
    if (parameters[name] === "") delete parameters[name];
  }
});

// A filter chosen by the keyboard keeps the focus, and so does the reader's place on the page: nothing scrolls.
// Where the answer is no listing (the network failed, a page of an error), the plain address tells what is the matter.
for (const name of ["htmx:responseError", "htmx:sendError"]) {
  form?.addEventListener(name, () => form.submit());
}
