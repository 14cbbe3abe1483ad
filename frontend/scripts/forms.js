// Forms work without this file; it takes the reader to the summary of errors and lights up a field a file hangs over.
export function showErrors(root) {
  root.querySelector("[data-focus]")?.focus();
}

export function lightDrops() {
  const light = (on) => (event) => {
    if (event.target instanceof Element && event.target.matches("input[type=file]")) {
      event.target.classList.toggle("over", on);
    }
  };
  document.addEventListener("dragover", light(true));
  for (const name of ["dragleave", "drop"]) document.addEventListener(name, light(false));
}
