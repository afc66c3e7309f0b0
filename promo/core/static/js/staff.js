// For people who signed in on this device (staff-mark.js, loaded by the admin, says so): links to edit the page.
const page = document.getElementById("content").dataset.page;
let staff = false;
try {
  staff = Boolean(localStorage.getItem("dat-lanh-staff"));
} catch {
  // Storage is switched off.
}
if (staff && page) {
  const answer = await fetch(`/admin/userbar/${page}/`, { credentials: "same-origin" });
  if (answer.status === 200 && !answer.redirected) document.body.insertAdjacentHTML("beforeend", await answer.text());
}
