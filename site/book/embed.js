/*
 * Puts online booking into a page of another site:
 *
 *   <script src="https://booking.example/book/embed.js" data-property="..." async></script>
 *
 * The booking appears where the script stands, in a frame that is as tall as its content.
 */
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const source = new URL(script.src);
  const address = new URL("/book/", source);
  address.searchParams.set("host", location.origin);
  if (script.dataset.property) address.searchParams.set("property", script.dataset.property);

  const frame = document.createElement("iframe");
  frame.src = address.href;
  frame.title = script.dataset.title || "Online booking";
  Object.assign(frame.style, { display: "block", width: "100%", height: "40rem", border: "0" });
  script.after(frame);

  addEventListener("message", (event) => {
    if (event.origin !== source.origin || event.source !== frame.contentWindow) return;
    const { height, top } = event.data?.lobby ?? {};
    if (Number.isFinite(height)) frame.style.height = `${height}px`;
    if (top && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
  });
})();
