// Copies what stands in a field that is there anyway: without this file it is selected and copied by hand.
async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // Plain http offers no clipboard: the old way needs the field in sight.
    const box = field.closest("details");
    const closed = box && !box.open;
    if (closed) box.open = true;
    field.focus();
    field.select();
    const done = document.execCommand("copy");
    if (done && closed) box.open = false;
    return done;
  }
}

export function copyFields() {
  document.addEventListener("click", async (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
    const field = button && document.getElementById(button.dataset.copy);
    if (!field) return;
    const done = await copied(field);
    const status = document.getElementById("copied");
    if (status) status.textContent = done ? status.dataset.said : status.dataset.failed;
    if (!done) return;
    button.focus();
    for (const other of document.querySelectorAll("[data-copied]")) delete other.dataset.copied;
    button.dataset.copied = "";
  });
}
