// Draws the geometry of an entry on a plain ground: nothing is fetched, no datum is converted. Numbers only place ink.
const own = document.querySelector("script[data-maplibre]");
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const numbers = (found) => (Array.isArray(found) ? found.map(numbers) : Number(found));

function* positions(found) {
  if (typeof found[0] === "number") yield found;
  else for (const part of found) yield* positions(part);
}

function style(data) {
  const ink = css("--hill"), bad = css("--bad");
  return {
    version: 8,
    sources: { place: { type: "geojson", data } },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": css("--tint") } },
      { id: "face", type: "fill", source: "place", filter: ["==", "$type", "Polygon"], paint: { "fill-color": ink, "fill-opacity": 0.25 } },
      { id: "line", type: "line", source: "place", filter: ["!=", "$type", "Point"], paint: { "line-color": ink, "line-width": 2.5 } },
      {
        id: "point", type: "circle", source: "place", filter: ["==", "$type", "Point"],
        paint: { "circle-radius": 8, "circle-color": bad, "circle-stroke-color": "#fff", "circle-stroke-width": 2 },
      },
    ],
  };
}

function draw(maplibre, element) {
  const read = JSON.parse(document.getElementById(element.dataset.place).textContent);
  const geometry = { type: read.type, coordinates: numbers(read.coordinates) };
  const bounds = new maplibre.LngLatBounds();
  for (const position of positions(geometry.coordinates)) bounds.extend(position);
  const map = new maplibre.Map({
    container: element, style: style({ type: "Feature", properties: {}, geometry }), bounds,
    fitBoundsOptions: { padding: 40, maxZoom: 14 }, attributionControl: false, dragRotate: false,
    fadeDuration: 0, cooperativeGestures: false, scrollZoom: false,
  });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }));
  map.addControl(new maplibre.ScaleControl());
}

const maplibre = await import(own.dataset.maplibre);
for (const element of document.querySelectorAll("[data-place]")) {
  try {
    draw(maplibre, element);
  } catch {
    element.hidden = true; // no WebGL on this machine: the coordinates below say it all
  }
}
