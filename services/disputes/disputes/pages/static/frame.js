// Inside a frame of somebody's page: tells it how high the content is, and nothing else.
export const isFramed = window.parent !== window;

export function tellHeight() {
  if (!isFramed) return;
  document.documentElement.classList.add("framed");
  const tell = () => window.parent.postMessage({ type: "parley.size", height: document.getElementById("app").scrollHeight }, "*");
  new ResizeObserver(tell).observe(document.getElementById("app"));
  tell();
}
