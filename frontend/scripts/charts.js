// Fetches the chart script only on pages that draw one.
let loading;

function script() {
  loading ??= new Promise((resolve, reject) => {
    const tag = document.createElement("script");
    tag.src = document.querySelector("script[data-chart-script]").dataset.chartScript;
    tag.onload = resolve;
    tag.onerror = reject;
    document.head.append(tag);
  });
  return loading;
}

export async function loadCharts(root) {
  const places = root.querySelectorAll("[data-chart]");
  if (!places.length) return;
  await script();
  for (const place of places) window.keqiaoChart(place);
}
