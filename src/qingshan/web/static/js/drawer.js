// What htmx puts into the drawer opens it. Focus stays inside until it is closed, and Esc closes it: the dialog's own doing.
const drawer = document.getElementById("drawer");
const content = document.getElementById("drawer-content");

document.addEventListener("htmx:after:swap", (event) => {
  if (event.detail.ctx.target !== content) return;
  if (!drawer.open) drawer.showModal();
  drawer.scrollTop = 0;
});
drawer.addEventListener("click", (event) => {
  if (event.target === drawer) drawer.close();
});
drawer.addEventListener("close", () => content.replaceChildren());
