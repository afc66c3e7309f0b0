// Text size and contrast the reader chose on this device, set before the page is painted. Nothing leaves the device.
(() => {
  try {
    const { text, contrast } = JSON.parse(localStorage.getItem("dat-lanh") || "{}");
    if (text > 0) document.documentElement.dataset.text = text;
    if (contrast) document.documentElement.dataset.contrast = "high";
  } catch {
    // Storage is switched off: the page is as it is.
  }
})();
