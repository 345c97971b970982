// Draws the marks of a subject through the year: what it has so far as a filled line, what is decided above it.
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

function draw(element) {
  const course = JSON.parse(document.getElementById(element.dataset.score).textContent);
  const chart = echarts.init(element, null, { renderer: "svg" });
  const points = (marks) => course.days.map((day, place) => [day, Number(marks[place])]);
  const full = Number(course.full), highest = Math.max(...course.decided.map(Number));
  const alone = course.days.length === 1;
  chart.setOption({
    animation: !still,
    aria: { enabled: false },
    textStyle: { fontFamily: css("--sans") },
    grid: { left: 40, right: 16, top: 34, bottom: 26 },
    legend: { top: 2, left: 0 },
    tooltip: { trigger: "axis", renderMode: "richText" },
    xAxis: { type: "time", axisLabel: { hideOverlap: true, formatter: "{yy}-{MM}" }, minInterval: 28 * 86400e3 },
    yAxis: { type: "value", min: 0, max: highest * 3 > full ? full : null },
    series: [
      {
        type: "line", step: "end", name: element.dataset.soFar, data: points(course.so_far), showSymbol: true,
        symbolSize: alone ? 9 : 6, itemStyle: { color: css("--hill") }, lineStyle: { width: 2 }, areaStyle: { opacity: .12 },
      },
      {
        type: "line", step: "end", name: element.dataset.decided, data: points(course.decided), symbolSize: alone ? 9 : 4,
        itemStyle: { color: css("--calm") }, lineStyle: { width: 1, type: "dashed" },
      },
    ],
  });
  new ResizeObserver(() => chart.resize()).observe(element);
}

document.querySelectorAll("[data-score]").forEach(draw);
