// Loaded by the admin: public pages on this device then offer "Edit this page".
try {
  localStorage.setItem("dat-lanh-staff", "1");
} catch {
  // Storage is switched off.
}
