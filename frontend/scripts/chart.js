// Draws a chart from its JSON. The table behind it says the same; once the picture stands, the table folds away.
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

const COLOURS = ["--primary", "--class-2", "--class-5", "--class-4"];
const SYMBOLS = ["circle", "rect", "triangle", "diamond"];
const DASHES = ["solid", "dashed", "dotted", [8, 3, 2, 3]];
const ROUNDING = 100;

const still = window.matchMedia("(prefers-reduced-motion: reduce)");
const dark = window.matchMedia("(prefers-color-scheme: dark)");

function token(place, name) {
  return getComputedStyle(place).getPropertyValue(name).trim();
}

function textStyle(place) {
  const style = getComputedStyle(place);
  return { fontFamily: style.fontFamily, fontSize: parseFloat(style.fontSize), color: token(place, "--quiet") };
}

function shown(value, unit) {
  return Math.round(value * ROUNDING) / ROUNDING + unit;
}

function targetLine(place, spec, text) {
  const colour = token(place, "--cinnabar");
  return {
    silent: true,
    symbol: "none",
    lineStyle: { color: colour, width: 2, type: "solid" },
    label: { ...text, color: token(place, "--ink"), formatter: spec.targetLabel, position: "insideStartTop" },
    data: [{ yAxis: spec.target }],
  };
}

function scaled(spec) {
  // Drawn in no colour: it only makes the scale reach the target, whose line would else stand outside the picture.
  if (spec.target === null) return [];
  const data = spec.labels.map(() => spec.target);
  return [{ type: "line", name: "", data, silent: true, symbol: "none", lineStyle: { opacity: 0 }, tooltip: { show: false } }];
}

function drawn(place, spec, text) {
  const lines = spec.series.map((line, index) => ({
    type: spec.kind,
    name: line.name,
    data: line.values,
    tooltip: { valueFormatter: (_value, index) => line.texts[index] },
    barMaxWidth: 32,
    symbol: SYMBOLS[index % SYMBOLS.length],
    symbolSize: 8,
    lineStyle: { width: 2, type: DASHES[index % DASHES.length] },
    color: token(place, COLOURS[index % COLOURS.length]),
    markLine: index === 0 && spec.target !== null ? targetLine(place, spec, text) : undefined,
  }));
  return [...lines, ...scaled(spec)];
}

function options(place, spec) {
  const text = textStyle(place);
  const several = spec.series.length > 1;
  const line = { lineStyle: { color: token(place, "--line") } };
  return {
    animation: !still.matches,
    animationDuration: 200,
    textStyle: text,
    grid: { left: 4, right: spec.kind === "bar" ? 8 : 32, top: several ? 40 : 16, bottom: 4, containLabel: true },
    legend: several ? { top: 0, left: 0, data: spec.series.map((line) => line.name), textStyle: text, itemWidth: 36, icon: spec.kind === "bar" ? "rect" : undefined } : undefined,
    // The tooltip is drawn, not written as HTML: our policy allows no inline style.
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      confine: true,
      backgroundColor: token(place, "--surface"),
      borderColor: token(place, "--edge"),
      textStyle: { ...text, color: token(place, "--ink") },
    },
    xAxis: {
      type: "category",
      data: spec.labels,
      boundaryGap: spec.kind === "bar",
      axisLine: { lineStyle: { color: token(place, "--edge") } },
      axisTick: { show: false },
      axisLabel: { ...text, hideOverlap: true, margin: 12 },
    },
    yAxis: {
      type: "value",
      splitLine: line,
      axisLabel: { ...text, formatter: (value) => shown(value, spec.unit) },
    },
    series: drawn(place, spec, text),
  };
}

window.keqiaoChart = (place) => {
  if (place.dataset.drawn) return;
  place.dataset.drawn = "yes";
  const spec = JSON.parse(place.dataset.chart);
  const chart = init(place, null, { renderer: "svg" });
  const draw = () => chart.setOption(options(place, spec), true);
  draw();
  dark.addEventListener("change", draw);
  still.addEventListener("change", draw);
  new ResizeObserver(() => chart.resize({ animation: { duration: 0 } })).observe(place);
  const table = place.parentElement.querySelector("[data-chart-table]");
  if (table) table.open = false;
};
