// Disclosures work without this file; it opens trees where there is room and closes menus when the reader turns away.
const WIDE = "(min-width: 60rem)";

export function openWide(root) {
  if (!window.matchMedia(WIDE).matches) return;
  for (const box of root.querySelectorAll("details[data-open-wide]")) box.open = true;
}

export function closeMenus() {
  const others = (target) =>
    [...document.querySelectorAll("details[data-menu][open]")].filter((menu) => !menu.contains(target));
  document.addEventListener("click", (event) => others(event.target).forEach((menu) => (menu.open = false)));
  document.addEventListener("focusin", (event) => others(event.target).forEach((menu) => (menu.open = false)));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details[data-menu][open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
