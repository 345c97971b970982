// Draws the course of a target: daily values as bars, the value so far as a line, limits as dashed lines that the page
// names below the chart. Numbers only place ink.
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const number = (text) => (text === null ? null : Number(text));
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

function limits(lines) {
  const colour = { must: css("--bad"), strive: css("--good"), limit: css("--calm") };
  return lines.map((line) => ({
    yAxis: Number(line.value),
    lineStyle: { color: colour[line.kind], type: "dashed", width: 1 },
    label: { show: false },
  }));
}

function draw(element) {
  const course = JSON.parse(document.getElementById(element.dataset.course).textContent);
  const chart = echarts.init(element, null, { renderer: "svg" });
  const top = Math.max(...course.lines.map((line) => Number(line.value)), 0);
  chart.setOption({
    animation: !still,
    aria: { enabled: false },
    textStyle: { fontFamily: css("--sans") },
    grid: { left: 44, right: 16, top: 40, bottom: 32 },
    legend: { top: 4, left: 0 },
    tooltip: { trigger: "axis", renderMode: "richText" },
    xAxis: { type: "category", data: course.days, axisLabel: { hideOverlap: true } },
    yAxis: { type: "value", max: (axis) => (top > axis.max ? Math.ceil(top * 1.1) : null) },
    series: [
      { type: "bar", name: course.daily, data: course.values.map(number), itemStyle: { color: "#9cc3b8" }, large: true },
      {
        type: "line", name: course.so_far, data: course.sums.map(number), showSymbol: false,
        itemStyle: { color: css("--hill-deep") }, lineStyle: { width: 2 },
        markLine: { symbol: "none", silent: true, animation: false, data: limits(course.lines) },
      },
    ],
  });
  new ResizeObserver(() => chart.resize()).observe(element);
}

document.querySelectorAll("[data-course]").forEach(draw);
